import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { regionRecords } from './region-node.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const GROUPS = 'logs describe-log-groups'
const FILTERS = 'logs describe-metric-filters'
const SOURCES = 'logs describe-delivery-sources'
const DELIVERIES = 'logs describe-deliveries'

const groupList = z.object({
  logGroups: listOf(
    z.object({
      logGroupName: z.string(),
      retentionInDays: z.number().nullish(),
      kmsKeyId: textOrNone,
    }),
  ),
})

const filterList = z.object({
  metricFilters: listOf(
    z.object({
      filterName: z.string(),
      filterPattern: textOrNone,
      logGroupName: z.string(),
      metricTransformations: listOf(z.object({ metricName: z.string(), metricNamespace: z.string() })),
    }),
  ),
})
type Filter = z.output<typeof filterList>['metricFilters'][number]

const sourceList = z.object({
  deliverySources: listOf(
    z.object({ name: z.string(), resourceArns: listOf(z.string()), logType: textOrNone }),
  ),
})
const deliveryList = z.object({ deliveries: listOf(z.object({ deliverySourceName: textOrNone })) })

/** Log groups, filters that count log events into metrics, and whose access logs are delivered. */
export const logs = defineCollector({
  provider: 'aws',
  service: 'logs',
  scope: 'region',
  calls: {
    [GROUPS]: { permission: 'logs:DescribeLogGroups', pageSize: 50 },
    [FILTERS]: { permission: 'logs:DescribeMetricFilters' },
    [SOURCES]: { permission: 'logs:DescribeDeliverySources' },
    [DELIVERIES]: { permission: 'logs:DescribeDeliveries' },
  },
  async *collect(context) {
    yield groupRecords(context.partition, await context.attempt(GROUPS))
    const { metricFilters } = filterList.parse((await context.call(FILTERS)) ?? {})
    for (const filter of metricFilters) yield filterRecords(context.partition, filter)
    const deliveredLogs = await readDeliveries(context)
    if (deliveredLogs !== undefined) yield regionRecords(context.partition, { deliveredLogs })
  },
})

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
function groupRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const group of groupList.parse(answer ?? {}).logGroups) {
    const id = regionalArn(partition, 'logs', `log-group:${group.logGroupName}`)
    const props = nodeProps(partition, group.logGroupName, {
      retentionDays: group.retentionInDays ?? null,
      keepsForever: group.retentionInDays == null,
      kmsEncrypted: group.kmsKeyId !== undefined,
    })
    records.node('AwsLogGroup', id, props).relate(id, 'USES_KEY', keyArn(group.kmsKeyId, partition))
  }
  return records
}

/** A source without a delivery goes nowhere: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html */
async function readDeliveries(context: CollectContext): Promise<string[] | undefined> {
  const sources = await context.attempt(SOURCES)
  const answer = await context.attempt(DELIVERIES)
  if (sources === undefined || answer === undefined) return undefined
  const { deliveries } = deliveryList.parse(answer ?? {})
  const delivered = new Set(deliveries.map(({ deliverySourceName }) => deliverySourceName))
  return sourceList
    .parse(sources ?? {})
    .deliverySources.filter(({ name, logType }) => logType === 'ACCESS_LOGS' && delivered.has(name))
    .flatMap(({ resourceArns }) => resourceArns)
    .sort()
}

/** Filters have no ARN: the log group's is lengthened. */
function filterRecords(partition: PartitionId, filter: Filter): Records {
  const group = `log-group:${filter.logGroupName}`
  const id = regionalArn(partition, 'logs', `${group}:metric-filter:${filter.filterName}`)
  const props = nodeProps(partition, filter.filterName, {
    logGroup: filter.logGroupName,
    pattern: filter.filterPattern ?? '',
    metrics: filter.metricTransformations
      .map(({ metricNamespace, metricName }) => `${metricNamespace}/${metricName}`)
      .sort(),
  })
  return new RecordBuilder().node('AwsLogMetricFilter', id, props)
}
