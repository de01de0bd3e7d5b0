import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { parseDocument } from './documents.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const keyList = z.object({ Keys: listOf(z.object({ KeyId: z.string(), KeyArn: z.string() })) })
type KeyId = z.output<typeof keyList>['Keys'][number]

const aliasList = z.object({ Aliases: listOf(z.object({ AliasName: z.string(), TargetKeyId: textOrNone })) })

const description = z.object({
  KeyMetadata: z.object({
    Description: textOrNone,
    KeyManager: textOrNone,
    KeyState: textOrNone,
    KeyUsage: textOrNone,
    CreationDate: timeOrNone,
    PendingDeletionWindowInDays: z.number().optional(),
  }),
})

const grantList = z.object({
  Grants: listOf(
    z.object({
      GrantId: z.string(),
      GranteePrincipal: textOrNone,
      Operations: listOf(z.string()),
      Constraints: z.unknown().optional(),
    }),
  ),
})

const policyAnswer = z.object({ Policy: z.unknown() })
const rotation = z.object({ KeyRotationEnabled: z.boolean() })

/** Answers about one key; undefined for a call that gave nothing, null for "does not apply". */
interface KeyAnswers {
  readonly description: unknown
  readonly policy: unknown
  readonly grants: unknown
  readonly rotation: unknown
}

/** Keys, the policy of each, which is the root of trust for it, and its grants. */
export const kms = defineCollector({
  provider: 'aws',
  service: 'kms',
  scope: 'region',
  calls: {
    'kms list-keys': { permission: 'kms:ListKeys', pageSize: 1000 },
    'kms list-aliases': { permission: 'kms:ListAliases', pageSize: 100 },
    'kms describe-key': { permission: 'kms:DescribeKey', per: 'KeyId' },
    'kms get-key-policy': { permission: 'kms:GetKeyPolicy', per: 'KeyId' },
    'kms list-grants': { permission: 'kms:ListGrants', per: 'KeyId' },
    'kms get-key-rotation-status': {
      permission: 'kms:GetKeyRotationStatus',
      per: 'KeyId',
      // Asymmetric, HMAC and imported keys; keys that wait for deletion.
      none: ['UnsupportedOperationException', 'KMSInvalidStateException'],
    },
  },
  async *collect(context) {
    const { Keys } = keyList.parse((await context.call('kms list-keys')) ?? {})
    const aliases = await readAliases(context)
    yield* context.map(Keys, async (key) => {
      const input = { KeyId: key.KeyId }
      return keyRecords(context.partition, key, aliases && (aliases.get(key.KeyId) ?? []), {
        description: await context.attempt('kms describe-key', input),
        policy: await context.attempt('kms get-key-policy', { ...input, PolicyName: 'default' }),
        grants: await context.attempt('kms list-grants', input),
        rotation: await context.attempt('kms get-key-rotation-status', input),
      })
    })
  },
})

async function readAliases(context: CollectContext): Promise<ReadonlyMap<string, string[]> | undefined> {
  const answer = await context.attempt('kms list-aliases')
  if (answer === undefined) return undefined
  const byKey = new Map<string, string[]>()
  for (const { AliasName, TargetKeyId } of aliasList.parse(answer ?? {}).Aliases) {
    if (TargetKeyId !== undefined)
      byKey.set(TargetKeyId, [...(byKey.get(TargetKeyId) ?? []), AliasName].sort())
  }
  return byKey
}

function keyRecords(
  partition: PartitionId,
  key: KeyId,
  aliases: readonly string[] | undefined,
  answers: KeyAnswers,
): Records {
  const records = new RecordBuilder()
  const metadata = answers.description ? description.parse(answers.description).KeyMetadata : undefined
  const policy = answers.policy ? parseDocument(policyAnswer.parse(answers.policy).Policy) : undefined
  if (answers.policy && policy === undefined) records.unparseable('kms get-key-policy', key.KeyId)
  const props = nodeProps(partition, aliases?.[0] ?? metadata?.Description ?? key.KeyId, {
    keyId: key.KeyId,
    policy,
    manager: metadata?.KeyManager,
    state: metadata?.KeyState,
    usage: metadata?.KeyUsage,
    rotationEnabled: answers.rotation ? rotation.parse(answers.rotation).KeyRotationEnabled : undefined,
    grants: answers.grants === undefined ? undefined : grants(answers.grants),
    aliases,
    pendingWindowDays: metadata?.PendingDeletionWindowInDays,
    createdAt: metadata?.CreationDate,
  })
  return records.node('AwsKmsKey', key.KeyArn, props)
}

const grants = (answer: unknown) =>
  grantList.parse(answer ?? {}).Grants.map((grant) => ({
    grantId: grant.GrantId,
    grantee: grant.GranteePrincipal ?? '',
    operations: grant.Operations.toSorted(),
    constraints: parseDocument(grant.Constraints) ?? null,
  }))
