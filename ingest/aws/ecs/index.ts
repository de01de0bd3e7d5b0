import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { clusterList, clusterRecords, namesIn } from './clusters.ts'
import { containerInstanceRecords } from './container-instances.ts'
import { definitionRecords } from './definitions.ts'
import { serviceRecords } from './services.ts'
import { taskRecords } from './tasks.ts'

const CLUSTERS = 'ecs describe-clusters'
const LIST_DEFINITIONS = 'ecs list-task-definitions'
const DEFINITION = 'ecs describe-task-definition'

/** What lies in a cluster: listed, then described so many at a time. */
const CONTENTS = [
  { list: 'ecs list-services', arns: 'serviceArns', describe: 'ecs describe-services', member: 'services' },
  { list: 'ecs list-tasks', arns: 'taskArns', describe: 'ecs describe-tasks', member: 'tasks' },
  {
    list: 'ecs list-container-instances',
    arns: 'containerInstanceArns',
    describe: 'ecs describe-container-instances',
    member: 'containerInstances',
  },
] as const
type Contents = (typeof CONTENTS)[number]

const READERS = {
  services: serviceRecords,
  tasks: taskRecords,
  containerInstances: containerInstanceRecords,
} as const

/** Clusters, what runs in them, and every task definition that can still be run. */
export const ecs = defineCollector({
  provider: 'aws',
  service: 'ecs',
  scope: 'region',
  calls: {
    'ecs list-clusters': { permission: 'ecs:ListClusters' },
    [CLUSTERS]: { permission: 'ecs:DescribeClusters', batch: { member: 'clusters', size: 100 } },
    'ecs list-services': { permission: 'ecs:ListServices', per: 'cluster', pageSize: 100 },
    'ecs describe-services': {
      permission: 'ecs:DescribeServices',
      per: 'cluster',
      batch: { member: 'services', size: 10 },
    },
    'ecs list-tasks': { permission: 'ecs:ListTasks', per: 'cluster' },
    'ecs describe-tasks': {
      permission: 'ecs:DescribeTasks',
      per: 'cluster',
      batch: { member: 'tasks', size: 100 },
    },
    'ecs list-container-instances': { permission: 'ecs:ListContainerInstances', per: 'cluster' },
    'ecs describe-container-instances': {
      permission: 'ecs:DescribeContainerInstances',
      per: 'cluster',
      batch: { member: 'containerInstances', size: 100 },
    },
    [LIST_DEFINITIONS]: { permission: 'ecs:ListTaskDefinitions' },
    [DEFINITION]: { permission: 'ecs:DescribeTaskDefinition', per: 'taskDefinition' },
  },
  async *collect(context) {
    yield* readClusters(context)
    yield* readDefinitions(context)
  },
})

async function* readClusters(context: CollectContext): AsyncIterable<Records> {
  const clusters = namesIn(await context.attempt('ecs list-clusters'), 'clusterArns')
  if (clusters.length === 0) return
  const include = ['SETTINGS', 'CONFIGURATIONS', 'TAGS']
  const described = await context.attempt(CLUSTERS, { clusters, include })
  yield clusterRecords(context.partition, clusters, described)
  const names = clusterList(clusters)
  for (const contents of CONTENTS)
    yield* context.map(names, (cluster) => readContents(context, cluster, contents))
}

async function readContents(context: CollectContext, cluster: string, contents: Contents): Promise<Records> {
  const arns = namesIn(await context.attempt(contents.list, { cluster }), contents.arns)
  const include = contents.member === 'containerInstances' ? {} : { include: ['TAGS'] }
  const input = { cluster, [contents.member]: arns, ...include }
  const answer = arns.length === 0 ? null : await context.attempt(contents.describe, input)
  return READERS[contents.member](context.partition, arns, answer)
}

async function* readDefinitions(context: CollectContext): AsyncIterable<Records> {
  const arns = namesIn(await context.attempt(LIST_DEFINITIONS), 'taskDefinitionArns')
  yield* context.map(arns, async (arn) => {
    const input = { taskDefinition: arn.slice(arn.lastIndexOf('/') + 1), include: ['TAGS'] }
    return definitionRecords(context.partition, arn, await context.attempt(DEFINITION, input))
  })
}
