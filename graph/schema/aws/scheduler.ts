import { defineNode, text } from '../define.ts'

export const AwsSchedule = defineNode({
  kind: 'AwsSchedule',
  class: 'Code',
  provider: 'aws',
  service: 'scheduler',
  title: 'EventBridge schedule',
  properties: {
    state: text('ENABLED | DISABLED'),
    group: text('schedule group'),
    target: text('ARN of what it calls'),
    role: text('role ARN with which it calls'),
    expression: text('cron(…), rate(…), at(…)'),
  },
})
