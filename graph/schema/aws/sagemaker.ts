import { defineNode, flag, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const sagemaker = { class: 'Workload', provider: 'aws', service: 'sagemaker' } as const

export const AwsSageMakerNotebook = defineNode({
  ...sagemaker,
  kind: 'AwsSageMakerNotebook',
  title: 'SageMaker notebook instance',
  properties: {
    status: text('InService, Stopped, Pending, …'),
    role: text('role ARN it runs as'),
    lifecycleConfig: text('name; null when it has none'),
    directInternetAccess: flag('reaches the Internet past its VPC'),
    rootAccess: flag('users are root on it'),
    instanceType: text('ml.t3.medium, …'),
    httpTokens: text('required (IMDSv2 only) | optional; absent when not told'),
  },
})

export const AwsSageMakerLifecycleConfig = defineNode({
  ...sagemaker,
  kind: 'AwsSageMakerLifecycleConfig',
  class: 'Code',
  title: 'SageMaker lifecycle configuration',
  properties: {
    scriptCredentialKinds: texts('kinds of credential detected in its scripts; empty when none'),
    scriptAccessKeyIds: texts('AWS access key ids found in its scripts: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})
