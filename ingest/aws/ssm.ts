import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const parameterList = z.object({
  Parameters: listOf(z.object({ Name: z.string(), ARN: textOrNone, Type: textOrNone, KeyId: textOrNone })),
})

/** Parameter names; never a value. */
export const ssm = defineCollector({
  provider: 'aws',
  service: 'ssm',
  scope: 'region',
  calls: { 'ssm describe-parameters': { permission: 'ssm:DescribeParameters', pageSize: 50 } },
  async *collect(context) {
    yield parameterRecords(context.partition, await context.call('ssm describe-parameters'))
  },
})

function parameterRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const { Name, ARN, Type, KeyId } of parameterList.parse(answer ?? {}).Parameters) {
    // The ARN of a name without a leading slash has one all the same.
    const id = ARN ?? regionalArn(partition, 'ssm', `parameter/${Name.replace(/^\//, '')}`)
    records.node('AwsSsmParameter', id, nodeProps(partition, Name, { type: Type, kmsKey: KeyId ?? null }))
    records.relate(id, 'USES_KEY', keyArn(KeyId, partition))
  }
  return records
}
