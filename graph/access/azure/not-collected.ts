import type { MissingFact } from '../../attack.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { AzureEstate } from './estate.ts'

const KINDS: { readonly [type: string]: string } = {
  User: 'EntraUser',
  Group: 'EntraGroup',
  ServicePrincipal: 'EntraServicePrincipal',
  ForeignGroup: 'EntraGroup',
}

/** Who holds a role and was not read in the directory: of the kind that the assignment tells. */
export function unknownPrincipals({ assignments, principals, facts }: AzureEstate): NodeRecord[] {
  const unknown = new Set(principals.filter((id) => facts.node(id) === undefined))
  if (unknown.size === 0) return []
  const found: NodeRecord[] = []
  for (const { principal, principalType } of assignments) {
    if (!unknown.delete(principal)) continue
    const kind = KINDS[principalType] ?? 'EntraServicePrincipal'
    const props = { name: principal, provider: 'azure', region: 'global', stub: true }
    found.push({ id: principal, kind, props })
  }
  return found
}

/** Roles that are held and whose contents are not known: what they grant is missing, not nothing. */
export function missingRoles({ assignments, facts }: AzureEstate): MissingFact[] {
  const found = new Map<string, MissingFact>()
  for (const { id, role, permissions } of assignments) {
    if (permissions !== null) continue
    const account = facts.node(id)?.props.account
    if (typeof account !== 'string') continue
    const call = 'authorization role-definitions'
    found.set(`${account} ${role}`, {
      account,
      service: 'authorization',
      call,
      state: 'FAILED',
      resource: role,
    })
  }
  return [...found.values()]
}
