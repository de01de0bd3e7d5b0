import type { NodeRecord } from '../../snapshot/records.ts'
import type { Decider } from './by-roles.ts'
import type { AzureEstate } from './estate.ts'
import { unknownGroups } from './not-read.ts'
import { canByPolicies, vaultPolicies } from './vault-access.ts'

/** By the access policies of a vault, which is what it goes by whatever roles say. */
export function byAccessPolicies(estate: AzureEstate, vault: NodeRecord, action: string): Decider {
  const policies = vaultPolicies(vault)
  const named = new Set(policies?.map(({ principalId }) => principalId))
  const unread = { key: 'access-policies-not-read', detail: `the access policies of ${vault.id}` }
  return {
    named,
    open: policies === null ? [unread] : unknownGroups(estate, named),
    answer: (principal) => canByPolicies(vault, policies ?? [], estate.principalsOf(principal), action),
  }
}
