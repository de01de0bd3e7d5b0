import type { AttackEdge, Condition } from '../../attack.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { AzureEstate } from './estate.ts'
import { openNetwork } from './technique.ts'
import { throughApplication, vaultPolicies } from './vault-access.ts'

const OPEN_NETWORK = { key: openNetwork.id, detail: openNetwork.says }

/**
 * Who an access policy lets read secrets; only where the vault does not decide by roles, and then whatever roles say.
 * https://learn.microsoft.com/azure/key-vault/general/assign-access-policy
 */
export function accessPolicyEdges({ facts }: AzureEstate): AttackEdge[] {
  return facts.ofKind('AzureKeyVault').flatMap((vault) => {
    if (vault.props.rbac !== false) return []
    return (vaultPolicies(vault) ?? []).flatMap((policy): AttackEdge[] => {
      const { principalId, secrets } = policy
      const reads = secrets.includes('get') || secrets.includes('all')
      if (!reads || facts.node(principalId) === undefined) return []
      const open = openNetwork.decide(vault, facts) === 'unknown' ? [OPEN_NETWORK] : []
      const conditions = [...open, ...throughApplication(policy)].map(
        ({ key, detail }): Condition => ({ key, state: 'unknown', detail }),
      )
      return [
        {
          from: principalId,
          kind: 'CAN_READ',
          to: vault.id,
          technique: 'az-keyvault-read-policy',
          attack: ['T1555.006'],
          likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
          conditions,
          evidence: [
            {
              type: 'access-policy',
              id: vault.id,
              detail: `secrets ${secrets.join(', ')} for ${String(facts.node(principalId)?.props.name ?? principalId)}`,
            },
          ],
          provenance: {
            id: vault.id,
            type: 'access-policy',
            edit: { change: 'set', resource: vault.id, property: 'rbac', value: true },
          },
        },
      ]
    })
  })
}
