import type { AttackEdge, Condition } from '../../attack.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { AzureEstate } from './estate.ts'
import { openNetwork } from './technique.ts'
import { vaultPolicies } from './vault-access.ts'

/**
 * Who an access policy lets read secrets; only where the vault does not decide by roles, and then whatever roles say.
 * https://learn.microsoft.com/azure/key-vault/general/assign-access-policy
 */
export function accessPolicyEdges({ facts }: AzureEstate): AttackEdge[] {
  return facts.ofKind('AzureKeyVault').flatMap((vault) => {
    if (vault.props.rbac !== false) return []
    return (vaultPolicies(vault) ?? []).flatMap(({ principalId, applicationId, secrets }): AttackEdge[] => {
      const reads = secrets.includes('get') || secrets.includes('all')
      if (!reads || facts.node(principalId) === undefined) return []
      const conditions: Condition[] = []
      if (openNetwork.decide(vault, facts) === 'unknown')
        conditions.push({ key: openNetwork.id, state: 'unknown', detail: openNetwork.says })
      if (applicationId != null)
        conditions.push({
          key: 'through-application',
          state: 'unknown',
          detail: `only through application ${applicationId}`,
        })
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
