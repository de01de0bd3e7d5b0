import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps } from './shapes.ts'

const LIST = 'sns list-topics'
const ATTRIBUTES = 'sns get-topic-attributes'

const topicList = z.object({ Topics: listOf(z.object({ TopicArn: z.string() })) })
const attributeAnswer = z.object({ Attributes: z.record(z.string(), z.string()).nullish() })

/** Topics and who may publish and subscribe to them. */
export const sns = defineCollector({
  provider: 'aws',
  service: 'sns',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'sns:ListTopics' },
    [ATTRIBUTES]: { permission: 'sns:GetTopicAttributes', per: 'TopicArn' },
  },
  async *collect(context) {
    const { Topics } = topicList.parse((await context.call(LIST)) ?? {})
    yield* context.map(Topics, async ({ TopicArn }) =>
      topicRecords(context.partition, TopicArn, await context.attempt(ATTRIBUTES, { TopicArn })),
    )
  },
})

/** `answer`: undefined when the attributes could not be read. */
export function topicRecords(partition: PartitionId, arn: string, answer: unknown): Records {
  const records = new RecordBuilder()
  const attributes = answer === undefined ? undefined : (attributeAnswer.parse(answer ?? {}).Attributes ?? {})
  const settings = attributes && {
    ...policyProps(records, ATTRIBUTES, arn, attributes.Policy ?? null),
    kmsKey: attributes.KmsMasterKeyId || null,
    subscriptions: Number(attributes.SubscriptionsConfirmed ?? 0),
  }
  const name = arn.slice(arn.lastIndexOf(':') + 1)
  return records
    .node('AwsSnsTopic', arn, nodeProps(partition, name, { ...settings }))
    .relate(arn, 'USES_KEY', keyArn(attributes?.KmsMasterKeyId || undefined, partition))
}
