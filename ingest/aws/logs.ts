import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const FILTERS = 'logs describe-metric-filters'

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

/** Filters that count log events into metrics. */
export const logs = defineCollector({
  provider: 'aws',
  service: 'logs',
  scope: 'region',
  calls: { [FILTERS]: { permission: 'logs:DescribeMetricFilters' } },
  async *collect(context) {
    const { metricFilters } = filterList.parse((await context.call(FILTERS)) ?? {})
    for (const filter of metricFilters) yield filterRecords(context.partition, filter)
  },
})

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
