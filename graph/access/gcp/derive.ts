import type { Derivation, MissingFact } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { estateOf, type GcpEstate } from './estate-of.ts'
import { DATA_GRANTS, IDENTITY_GRANTS, SCOPE_GRANTS } from './grants.ts'
import { holdersOf } from './holders.ts'
import { createOutput } from './output.ts'
import { type Placement, placeGrant } from './place.ts'

/** Who may read, write, act as and administer what in Google Cloud, after every kind of policy. */
export function deriveGcpAccess(facts: FactIndex): Derivation {
  const estate = estateOf(facts)
  if (estate.policyNodes.length === 0) return { edges: [], nodes: [], properties: new Map(), blocked: [] }
  const output = createOutput(estate)
  const now = newestReading(facts)
  for (const grant of [...DATA_GRANTS, ...IDENTITY_GRANTS, ...SCOPE_GRANTS]) {
    const needed = [grant.permission, ...(grant.also ?? [])]
    for (const node of estate.policyNodes) {
      if (grant.onNodeItself && node.kind !== grant.kind) continue
      for (const binding of estate.bindingsAt(node.id)) {
        const contents = estate.permissionsOf(binding.role)
        if (grant.unless !== undefined && contents?.has(grant.unless) === true) continue
        if (contents === null || !needed.every((permission) => contents.has(permission))) continue
        const placement: Placement = { grant, binding, now }
        placeGrant(estate, placement, output)
      }
    }
  }
  for (const { id } of estate.policyNodes) {
    for (const binding of estate.bindingsAt(id)) output.name(holdersOf(binding, estate))
  }
  output.memberships()
  output.scopesBelow()
  return { ...output.finish(), missing: unknownRoles(estate) }
}

function newestReading({ snapshot }: FactIndex): string | null {
  const times = snapshot.coverage.filter(({ provider }) => provider === 'gcp').map(({ at }) => at)
  return times.sort().at(-1) ?? null
}

/** Roles that are bound and whose contents are not known: what they grant is missing. */
function unknownRoles(estate: GcpEstate): readonly MissingFact[] {
  const found = new Map<string, MissingFact>()
  for (const { id, props } of estate.policyNodes) {
    for (const { role } of estate.bindingsAt(id)) {
      if (estate.permissionsOf(role) !== null) continue
      const account = typeof props.account === 'string' ? props.account : id
      found.set(`${account} ${role}`, {
        account,
        service: 'asset',
        call: 'iam roles describe',
        state: 'FAILED',
        resource: role,
      })
    }
  }
  return [...found.values()]
}
