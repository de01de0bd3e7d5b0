import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { parseDocument } from './documents.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const secretList = z.object({
  SecretList: listOf(
    z.object({
      ARN: z.string(),
      Name: z.string(),
      KmsKeyId: textOrNone,
      RotationEnabled: z.boolean().optional(),
      LastRotatedDate: timeOrNone,
      LastAccessedDate: timeOrNone,
      CreatedDate: timeOrNone,
      Tags: tagList,
    }),
  ),
})
type Secret = z.output<typeof secretList>['SecretList'][number]

const policyAnswer = z.object({ ResourcePolicy: z.unknown().optional() })
const POLICY_CALL = 'secretsmanager get-resource-policy'

/** Secrets and who may read them; never a value. */
export const secretsmanager = defineCollector({
  provider: 'aws',
  service: 'secretsmanager',
  scope: 'region',
  calls: {
    'secretsmanager list-secrets': { permission: 'secretsmanager:ListSecrets', pageSize: 100 },
    [POLICY_CALL]: { permission: 'secretsmanager:GetResourcePolicy', per: 'SecretId' },
  },
  async *collect(context) {
    const { SecretList } = secretList.parse((await context.call('secretsmanager list-secrets')) ?? {})
    yield* context.map(SecretList, async (secret) =>
      secretRecords(context.partition, secret, await context.attempt(POLICY_CALL, { SecretId: secret.Name })),
    )
  },
})

function secretRecords(partition: PartitionId, secret: Secret, answer: unknown): Records {
  const records = new RecordBuilder()
  const text = answer === undefined ? undefined : (policyAnswer.parse(answer ?? {}).ResourcePolicy ?? null)
  const policy = text === null || text === undefined ? text : parseDocument(text)
  if (text !== undefined && policy === undefined) records.unparseable(POLICY_CALL, secret.Name)
  const props = nodeProps(partition, secret.Name, {
    policy,
    kmsKey: secret.KmsKeyId ?? null,
    rotationEnabled: secret.RotationEnabled ?? false,
    lastRotatedAt: secret.LastRotatedDate ?? null,
    lastAccessedAt: secret.LastAccessedDate ?? null,
    createdAt: secret.CreatedDate,
    tags: tagTexts(secret.Tags),
  })
  return records
    .node('AwsSecret', secret.ARN, props)
    .relate(secret.ARN, 'USES_KEY', keyArn(secret.KmsKeyId, partition))
}
