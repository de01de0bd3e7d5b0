import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const ALARMS = 'cloudwatch describe-alarms'

const alarmList = z.object({
  MetricAlarms: listOf(
    z.object({
      AlarmArn: z.string(),
      AlarmName: textOrNone,
      ActionsEnabled: z.boolean().nullish(),
      AlarmActions: listOf(z.string()),
      MetricName: textOrNone,
      Namespace: textOrNone,
    }),
  ),
})
type Alarm = z.output<typeof alarmList>['MetricAlarms'][number]

/** Alarms and whom they tell. */
export const cloudwatch = defineCollector({
  provider: 'aws',
  service: 'cloudwatch',
  scope: 'region',
  calls: { [ALARMS]: { permission: 'cloudwatch:DescribeAlarms' } },
  async *collect(context) {
    const { MetricAlarms } = alarmList.parse((await context.call(ALARMS)) ?? {})
    for (const alarm of MetricAlarms) yield alarmRecords(context.partition, alarm)
  },
})

function alarmRecords(partition: PartitionId, alarm: Alarm): Records {
  const { AlarmArn, MetricName, Namespace } = alarm
  const props = nodeProps(partition, alarm.AlarmName, {
    metric: MetricName === undefined ? null : `${Namespace ?? ''}/${MetricName}`,
    actionsEnabled: alarm.ActionsEnabled ?? false,
    actions: [...alarm.AlarmActions].sort(),
  })
  const records = new RecordBuilder().node('AwsCloudWatchAlarm', AlarmArn, props)
  for (const action of alarm.AlarmActions)
    if (action.split(':')[2] === 'sns') records.relate(AlarmArn, 'NOTIFIES', action)
  return records
}
