import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const BUSES = 'events list-event-buses'

const busList = z.object({
  EventBuses: listOf(
    z.object({ Arn: z.string(), Name: textOrNone, Policy: z.string().nullish(), CreationTime: timeOrNone }),
  ),
})

/** Event buses and who may put events on them. */
export const eventbridge = defineCollector({
  provider: 'aws',
  service: 'eventbridge',
  scope: 'region',
  calls: { [BUSES]: { permission: 'events:ListEventBuses', next: { NextToken: 'NextToken' } } },
  async *collect(context) {
    yield busRecords(context.partition, await context.call(BUSES))
  },
})

/** The list gives each bus with its policy. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EventBus.html */
function busRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of busList.parse(answer ?? {}).EventBuses) {
    const props = nodeProps(partition, one.Name, {
      ...policyProps(records, BUSES, one.Arn, one.Policy ?? null),
      createdAt: one.CreationTime,
    })
    records.node('AwsEventBus', one.Arn, props)
  }
  return records
}
