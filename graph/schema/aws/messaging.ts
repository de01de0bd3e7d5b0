import { defineNode, derived, flag, json, number, text } from '../define.ts'

export const AwsSqsQueue = defineNode({
  kind: 'AwsSqsQueue',
  class: 'Data',
  provider: 'aws',
  service: 'sqs',
  title: 'SQS queue',
  properties: {
    url: text('queue address'),
    policy: json('queue policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    encryption: text('SSE-SQS | SSE-KMS | none'),
    kmsKey: text('key id, alias or ARN; null when none'),
    fifo: flag('first in, first out'),
    messages: number('about how many'),
  },
})

export const AwsEventBus = defineNode({
  kind: 'AwsEventBus',
  class: 'Data',
  provider: 'aws',
  service: 'eventbridge',
  title: 'EventBridge event bus',
  properties: {
    policy: json('bus policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may put events on it, after every policy layer')),
  },
})

export const AwsSnsTopic = defineNode({
  kind: 'AwsSnsTopic',
  class: 'Data',
  provider: 'aws',
  service: 'sns',
  title: 'SNS topic',
  properties: {
    policy: json('topic policy document'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    kmsKey: text('key id, alias or ARN; null when none'),
    subscriptions: number('confirmed subscriptions'),
  },
})
