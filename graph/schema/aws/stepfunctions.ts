import { defineNode, flag, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

export const AwsStateMachine = defineNode({
  kind: 'AwsStateMachine',
  class: 'Workload',
  provider: 'aws',
  service: 'stepfunctions',
  title: 'Step Functions state machine',
  properties: {
    role: text('role ARN it runs as'),
    status: text('ACTIVE | DELETING'),
    type: text('STANDARD | EXPRESS'),
    logging: text('ALL | ERROR | FATAL | OFF'),
    tracing: flag('X-Ray tracing is on'),
    definitionCredentialKinds: texts('kinds of credential detected in its definition; empty when none'),
    definitionAccessKeyIds: texts('AWS access key ids found in it: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})
