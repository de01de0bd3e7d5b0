import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'scheduler list-schedules'
const SCHEDULE = 'scheduler get-schedule'

const scheduleList = z.object({
  Schedules: listOf(
    z.object({
      Arn: z.string(),
      Name: z.string(),
      GroupName: z.string().default('default'),
      State: textOrNone,
      Target: z.object({ Arn: textOrNone }).nullish(),
      CreationDate: timeOrNone,
    }),
  ),
})
export type Schedule = z.output<typeof scheduleList>['Schedules'][number]

const detail = z.object({
  ScheduleExpression: textOrNone,
  Target: z.object({ Arn: textOrNone, RoleArn: textOrNone }).nullish(),
})

/** Schedules, what they call and as whom. A name is unique within its group only. */
export const scheduler = defineCollector({
  provider: 'aws',
  service: 'scheduler',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'scheduler:ListSchedules', pageSize: 100 },
    [SCHEDULE]: { permission: 'scheduler:GetSchedule', per: ['GroupName', 'Name'] },
  },
  async *collect(context) {
    const { Schedules } = scheduleList.parse((await context.call(LIST)) ?? {})
    yield* context.map(Schedules, async (one) => {
      const { GroupName, Name } = one
      return scheduleRecords(context.partition, one, await context.attempt(SCHEDULE, { GroupName, Name }))
    })
  },
})

/** Targets that are resources of ours; others name an API (`arn:aws:scheduler:::aws-sdk:…`) or what is not collected. */
const STARTED =
  /^arn:[a-z-]+:(?:lambda:[^:]+:\d{12}:function|states:[^:]+:\d{12}:stateMachine|codebuild:[^:]+:\d{12}:project)[:/][^:]+$/

/** `answer`: undefined when the schedule could not be read. */
export function scheduleRecords(partition: PartitionId, one: Schedule, answer: unknown): Records {
  const known = answer ? detail.parse(answer) : undefined
  const target = one.Target?.Arn ?? known?.Target?.Arn
  const props = nodeProps(partition, one.Name, {
    state: one.State,
    group: one.GroupName,
    target,
    role: known?.Target?.RoleArn,
    expression: known?.ScheduleExpression,
    createdAt: one.CreationDate,
  })
  return new RecordBuilder()
    .node('AwsSchedule', one.Arn, props)
    .relate(one.Arn, 'HAS_EXECUTION_ROLE', known?.Target?.RoleArn)
    .relate(one.Arn, 'STARTS', target !== undefined && STARTED.test(target) ? target : undefined)
}
