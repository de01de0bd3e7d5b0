import type { Derivation, MissingFact } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { accessApproval } from './access-approval.ts'
import { accessRecorded, auditLogTypes } from './audit-logs.ts'
import { drawTechniques } from './draw.ts'
import { estateOf, type GcpEstate } from './estate-of.ts'
import { heldRoles } from './held-roles.ts'
import { holdersOf } from './holders.ts'
import { newestReading } from './newest-reading.ts'
import { createOutput } from './output.ts'
import { membersOfPerimeters } from './perimeters.ts'
import { publicInvoke } from './public-invoke.ts'
import { publicRoles } from './public-roles.ts'
import { GCP_ACCESS_TECHNIQUES } from './techniques/index.ts'
import { unreadAbove, unreadPerimeters } from './unread-above.ts'
import { unreadGroups } from './unread-groups.ts'
import { unreadTags } from './unread-tags.ts'

/** Who may read, write, act as and administer what in Google Cloud, after every kind of policy. */
export function deriveGcpAccess(facts: FactIndex): Derivation {
  const estate = estateOf(facts)
  const now = newestReading(facts)
  const known = settled(estate, now)
  const missing = [
    ...unreadAbove(estate),
    ...unreadPerimeters(estate),
    ...unreadGroups(estate),
    ...unreadTags(estate),
    ...unknownRoles(estate),
  ]
  const inside = membersOfPerimeters(estate).filter(({ from }) => facts.node(from) !== undefined)
  if (estate.policyNodes.length === 0)
    return { edges: [], nodes: [], facts: inside, properties: together(known), blocked: [], missing }
  const output = createOutput(estate)
  drawTechniques(estate, GCP_ACCESS_TECHNIQUES, now, output)
  for (const { id } of estate.policyNodes) {
    for (const binding of estate.bindingsAt(id)) output.name(holdersOf(binding, estate))
  }
  output.memberships()
  output.scopesBelow()
  const derived = output.finish()
  return {
    ...derived,
    facts: [...inside, ...(derived.facts ?? [])],
    properties: together([...known, derived.properties]),
    missing,
  }
}

/** What policies say of everything, whether or not somebody gets an edge by them. */
function settled(estate: GcpEstate, now: string | null): readonly ReadonlyMap<string, Props>[] {
  const roles = publicRoles(estate, now)
  return [
    roles,
    publicInvoke(estate, roles),
    heldRoles(estate, now),
    auditLogTypes(estate),
    accessRecorded(estate),
    accessApproval(estate),
  ]
}

function together([first, ...others]: readonly ReadonlyMap<string, Props>[]): ReadonlyMap<string, Props> {
  const merged = new Map(first)
  for (const other of others) {
    for (const [id, props] of other) {
      const before = merged.get(id)
      merged.set(id, before === undefined ? props : { ...before, ...props })
    }
  }
  return merged
}

/** Roles that are bound and whose contents are not known: what they grant is missing. */
function unknownRoles(estate: GcpEstate): readonly MissingFact[] {
  const unknown = [...estate.bindingsByRole].filter(([role]) => estate.permissionsOf(role) === null)
  const found = new Map<string, MissingFact>()
  for (const [role, bindings] of unknown) {
    for (const { node } of bindings) {
      const own = estate.facts.node(node)?.props.account
      const account = typeof own === 'string' ? own : node
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
