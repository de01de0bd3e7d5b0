import { defineNode, derived, flag, json, number, text } from '../define.ts'

export const AwsDynamoDbTable = defineNode({
  kind: 'AwsDynamoDbTable',
  class: 'Data',
  provider: 'aws',
  service: 'dynamodb',
  title: 'DynamoDB table',
  properties: {
    status: text('ACTIVE, …'),
    policy: json('resource policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    encryption: text('DEFAULT (key owned by AWS) | KMS'),
    kmsKey: text('key ARN; null for the default'),
    streamArn: text('latest stream; null when it has none'),
    streamEnabled: flag('changes go to a stream'),
    deletionProtection: flag('cannot be deleted by mistake'),
    pointInTimeRecovery: flag('restores to any second; absent when not collected'),
    items: number('about how many'),
  },
})
