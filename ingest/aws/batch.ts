import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { environmentProps, traceVariables } from '../variables.ts'
import { roleArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { imageSource, relateCode } from './code-source.ts'
import { profileArn } from './ec2/launch-templates.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone } from './shapes.ts'

const DEFINITIONS = 'batch describe-job-definitions'
const ENVIRONMENTS = 'batch describe-compute-environments'
const QUEUES = 'batch describe-job-queues'

const definitionList = z.object({
  jobDefinitions: listOf(
    z.object({
      jobDefinitionArn: z.string(),
      jobDefinitionName: z.string(),
      revision: z.number().optional(),
      status: textOrNone,
      type: textOrNone,
      platformCapabilities: listOf(z.string()),
      containerProperties: z
        .object({
          image: textOrNone,
          jobRoleArn: textOrNone,
          executionRoleArn: textOrNone,
          privileged: z.boolean().nullish(),
          environment: listOf(z.object({ name: z.string(), value: textOrNone })),
          command: listOf(z.string()),
        })
        .nullish(),
      tags: tagMap,
    }),
  ),
})
type Definition = z.output<typeof definitionList>['jobDefinitions'][number]

const environmentList = z.object({
  computeEnvironments: listOf(
    z.object({
      computeEnvironmentArn: z.string(),
      computeEnvironmentName: z.string(),
      type: textOrNone,
      state: textOrNone,
      status: textOrNone,
      serviceRole: textOrNone,
      computeResources: z
        .object({
          type: textOrNone,
          instanceRole: textOrNone,
          subnets: listOf(z.string()),
          securityGroupIds: listOf(z.string()),
        })
        .nullish(),
      tags: tagMap,
    }),
  ),
})

const queueList = z.object({
  jobQueues: listOf(
    z.object({
      jobQueueArn: z.string(),
      jobQueueName: z.string(),
      state: textOrNone,
      status: textOrNone,
      computeEnvironmentOrder: listOf(z.object({ computeEnvironment: textOrNone })),
      tags: tagMap,
    }),
  ),
})

/** Job definitions that can be submitted, and where they run. */
export const batch = defineCollector({
  provider: 'aws',
  service: 'batch',
  scope: 'region',
  calls: {
    [DEFINITIONS]: { permission: 'batch:DescribeJobDefinitions', pageSize: 100 },
    [ENVIRONMENTS]: { permission: 'batch:DescribeComputeEnvironments', pageSize: 100 },
    [QUEUES]: { permission: 'batch:DescribeJobQueues', pageSize: 100 },
  },
  async *collect(context) {
    const definitions = await context.attempt(DEFINITIONS, { status: 'ACTIVE' })
    yield definitionRecords(context.partition, definitions)
    yield environmentRecords(context.partition, await context.attempt(ENVIRONMENTS))
    yield queueRecords(context.partition, await context.attempt(QUEUES))
  },
})

export function definitionRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of definitionList.parse(answer ?? {}).jobDefinitions) {
    if (one.status === 'INACTIVE') continue
    const id = one.jobDefinitionArn
    const container = one.containerProperties
    records.node('AwsBatchJobDefinition', id, definitionProps(partition, one))
    records.relate(id, 'HAS_EXECUTION_ROLE', roleArn(container?.jobRoleArn, partition))
    records.relate(id, 'HAS_SERVICE_ROLE', roleArn(container?.executionRoleArn, partition))
    relateCode(records, id, [imageSource(container?.image)])
  }
  return records
}

function definitionProps(partition: PartitionId, one: Definition) {
  const container = one.containerProperties
  return nodeProps(partition, one.jobDefinitionName, {
    definitionName: one.jobDefinitionName,
    revision: one.revision,
    type: one.type,
    platform: one.platformCapabilities.toSorted(),
    image: container?.image,
    jobRole: container ? (roleArn(container.jobRoleArn, partition) ?? null) : undefined,
    executionRole: container ? (roleArn(container.executionRoleArn, partition) ?? null) : undefined,
    privileged: container?.privileged ?? false,
    ...environmentProps(traceVariables(container?.environment ?? [], (container?.command ?? []).join(' '))),
    tags: tagTexts(one.tags),
  })
}

export function environmentRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of environmentList.parse(answer ?? {}).computeEnvironments) {
    const id = one.computeEnvironmentArn
    const resources = one.computeResources
    const props = nodeProps(partition, one.computeEnvironmentName, {
      type: one.type,
      compute: resources?.type,
      state: one.state,
      status: one.status,
      serviceRole: one.serviceRole,
      instanceRole: resources?.instanceRole || null,
      tags: tagTexts(one.tags),
    })
    records.node('AwsBatchComputeEnvironment', id, props)
    records.relate(id, 'HAS_SERVICE_ROLE', roleArn(one.serviceRole, partition))
    records.relate(id, 'HAS_INSTANCE_PROFILE', profileArn(partition, resources?.instanceRole || undefined))
    relateNetwork(records, partition, id, {
      subnets: resources?.subnets,
      securityGroups: resources?.securityGroupIds,
    })
  }
  return records
}

export function queueRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of queueList.parse(answer ?? {}).jobQueues) {
    const environments = one.computeEnvironmentOrder.flatMap(
      ({ computeEnvironment }) => computeEnvironment ?? [],
    )
    const { state, status } = one
    const props = { state, status, computeEnvironments: environments.toSorted(), tags: tagTexts(one.tags) }
    records.node('AwsBatchJobQueue', one.jobQueueArn, nodeProps(partition, one.jobQueueName, props))
    for (const environment of new Set(environments)) records.relate(one.jobQueueArn, 'RUNS_ON', environment)
  }
  return records
}
