import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps } from './shapes.ts'

const LIST = 'sqs list-queues'
const ATTRIBUTES = 'sqs get-queue-attributes'

const queueList = z.object({ QueueUrls: listOf(z.string()) })
const attributeAnswer = z.object({ Attributes: z.record(z.string(), z.string()).nullish() })

/** Queues and who may send to and receive from them; no message is read. */
export const sqs = defineCollector({
  provider: 'aws',
  service: 'sqs',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'sqs:ListQueues', pageSize: 1000 },
    [ATTRIBUTES]: { permission: 'sqs:GetQueueAttributes', per: 'QueueUrl' },
  },
  async *collect(context) {
    const { QueueUrls } = queueList.parse((await context.call(LIST)) ?? {})
    yield* context.map(QueueUrls, async (QueueUrl) => {
      const answer = await context.attempt(ATTRIBUTES, { QueueUrl, AttributeNames: ['All'] })
      return queueRecords(context.partition, QueueUrl, answer)
    })
  },
})

/** `answer`: undefined when the attributes could not be read. */
export function queueRecords(partition: PartitionId, url: string, answer: unknown): Records {
  const records = new RecordBuilder()
  const name = url.slice(url.lastIndexOf('/') + 1)
  const attributes = answer === undefined ? undefined : (attributeAnswer.parse(answer ?? {}).Attributes ?? {})
  const id = attributes?.QueueArn ?? regionalArn(partition, 'sqs', name)
  const settings = attributes && {
    ...policyProps(records, ATTRIBUTES, url, attributes.Policy ?? null),
    ...encryption(attributes),
    fifo: name.endsWith('.fifo'),
    messages: Number(attributes.ApproximateNumberOfMessages ?? 0),
  }
  records.node('AwsSqsQueue', id, nodeProps(partition, name, { url, ...settings }))
  return records.relate(id, 'USES_KEY', keyArn(attributes?.KmsMasterKeyId, partition))
}

function encryption(attributes: { readonly [name: string]: string }) {
  const key = attributes.KmsMasterKeyId
  if (key) return { encryption: 'SSE-KMS', kmsKey: key }
  return { encryption: attributes.SqsManagedSseEnabled === 'true' ? 'SSE-SQS' : 'none', kmsKey: null }
}
