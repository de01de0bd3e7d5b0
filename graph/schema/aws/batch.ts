import { defineNode, flag, number, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const batch = { class: 'Workload', provider: 'aws', service: 'batch' } as const

export const AwsBatchJobDefinition = defineNode({
  ...batch,
  kind: 'AwsBatchJobDefinition',
  class: 'Code',
  title: 'Batch job definition',
  properties: {
    definitionName: text('name without revision'),
    revision: number('revision'),
    type: text('container | multinode'),
    jobRole: text('role ARN its containers act as; null when it has none'),
    executionRole: text('role ARN with which images and secrets are pulled; null when it has none'),
    platform: texts('EC2, FARGATE'),
    image: text('container image; absent for multinode'),
    privileged: flag('the container runs privileged'),
    environmentNames: texts('names of variables; never values'),
    environmentCredentialKinds: texts('kinds of credential detected in values and the command'),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})

export const AwsBatchComputeEnvironment = defineNode({
  ...batch,
  kind: 'AwsBatchComputeEnvironment',
  title: 'Batch compute environment',
  properties: {
    type: text('MANAGED | UNMANAGED'),
    compute: text('EC2, SPOT, FARGATE, FARGATE_SPOT'),
    state: text('ENABLED | DISABLED'),
    status: text('VALID, INVALID, …'),
    serviceRole: text('role ARN of the service'),
    instanceRole: text('instance profile of its instances; null on Fargate'),
  },
})

export const AwsBatchJobQueue = defineNode({
  ...batch,
  kind: 'AwsBatchJobQueue',
  title: 'Batch job queue',
  properties: {
    state: text('ENABLED | DISABLED'),
    status: text('VALID, INVALID, …'),
    computeEnvironments: texts('ARNs'),
  },
})
