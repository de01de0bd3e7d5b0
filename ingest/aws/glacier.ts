import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'glacier list-vaults'
const POLICY = 'glacier get-vault-access-policy'
/** The account that asks. */
const accountId = '-'

const vaultList = z.object({
  VaultList: listOf(
    z.object({
      VaultARN: z.string(),
      VaultName: z.string(),
      NumberOfArchives: z.number().nullish(),
      CreationDate: timeOrNone,
    }),
  ),
})
type Vault = z.output<typeof vaultList>['VaultList'][number]

const policyAnswer = z.object({ policy: z.object({ Policy: textOrNone }).nullish() })

/** Vaults of archives and who may use them by their access policies; vault locks, which are there to deny, are not read. */
export const glacier = defineCollector({
  provider: 'aws',
  service: 'glacier',
  scope: 'region',
  calls: {
    // An account that never had a vault gets none any more.
    [LIST]: { permission: 'glacier:ListVaults', none: ['NoLongerSupportedException'] },
    [POLICY]: {
      permission: 'glacier:GetVaultAccessPolicy',
      per: 'vaultName',
      none: ['ResourceNotFoundException'],
    },
  },
  async *collect(context) {
    const { VaultList } = vaultList.parse((await context.call(LIST, { accountId })) ?? {})
    yield* context.map(VaultList, async (one) => {
      const answer = await context.attempt(POLICY, { accountId, vaultName: one.VaultName })
      return vaultRecords(context.partition, one, answer)
    })
  },
})

/** `answer`: null for a vault without a policy, undefined when that could not be read. */
function vaultRecords(partition: PartitionId, one: Vault, answer: unknown): Records {
  const records = new RecordBuilder()
  const text = answer ? (policyAnswer.parse(answer).policy?.Policy ?? null) : answer
  const props = nodeProps(partition, one.VaultName, {
    ...policyProps(records, POLICY, one.VaultName, text),
    archives: one.NumberOfArchives ?? undefined,
    createdAt: one.CreationDate,
  })
  return records.node('AwsGlacierVault', one.VaultARN, props)
}
