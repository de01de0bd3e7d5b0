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
export function unknownPrincipals({ assignments, facts }: AzureEstate): NodeRecord[] {
  const found = new Map<string, NodeRecord>()
  // Principals are few beside what they hold.
  const seen = new Set<string>()
  for (const { principal, principalType } of assignments) {
    if (seen.has(principal)) continue
    seen.add(principal)
    if (facts.node(principal) !== undefined) continue
    const kind = KINDS[principalType] ?? 'EntraServicePrincipal'
    const props = { name: principal, provider: 'azure', region: 'global', stub: true }
    found.set(principal, { id: principal, kind, props })
  }
  return [...found.values()]
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
