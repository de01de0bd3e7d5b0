import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import { SCOPE_KINDS } from '../../access/gcp/hierarchy.ts'
import { type Held, whoHolds } from '../../access/gcp/who-holds.ts'
import type { AttackEdge, BlockedEdge, Derivation } from '../../attack.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { CloudEntry } from '../entry.ts'
import { edgeBy, special } from './special.ts'

const blocked = 'something that only this keeps the attacker from'

export const DENY_REMOVE = special(
  'gcp-iam-deny-policy-remove',
  'Lifts the deny policy that stands in its own way',
  'CAN_ESCALATE',
  ['T1484'],
  TECHNIQUE.disruptive,
  {
    self: ['iam.denypolicies.update where the policy is attached', 'iam.denypolicies.delete there'],
    target: [blocked],
    world: [],
  },
  ['https://cloud.google.com/iam/docs/deny-access', 'https://cloud.google.com/iam/docs/deny-overview'],
)

export const CONSTRAINT_LIFT = special(
  'gcp-orgpolicy-set',
  'Overrides the constraint that stands in its own way',
  'CAN_ESCALATE',
  ['T1484'],
  TECHNIQUE.disruptive,
  {
    self: [
      'orgpolicy.policy.set where the target lies',
      'orgpolicy.policies.update there, where the constraint is set there',
      'orgpolicy.policies.create there, where it is inherited',
    ],
    target: [blocked],
    world: [],
  },
  [
    'https://cloud.google.com/resource-manager/docs/organization-policy/using-constraints',
    'https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy',
    'https://cloud.google.com/resource-manager/reference/rest/v1/projects/setOrgPolicy',
    'https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies/create',
  ],
)

/** A guardrail: what lifts it, by which permissions, on which node. */
interface Lift {
  readonly technique: CloudEntry
  readonly permissions: readonly string[]
  readonly at: string
}

/** A guardrail alone grants nothing: it is lifted by him whom it keeps from something that he could do else. */
export function guardrailEdges(
  estate: GcpEstate,
  derived: readonly Derivation[],
  now: string | null,
): readonly AttackEdge[] {
  let members: ReadonlyMap<string, readonly string[]> | undefined
  const membersOf = (id: string): readonly string[] => {
    members ??= membersIn(derived)
    return members.get(id) ?? []
  }
  const known = new Map<string, readonly (readonly [string, ReadonlyMap<string, Held>])[]>()
  const holding = ({ permissions, at }: Lift) => {
    const key = `${at} ${permissions.join(' ')}`
    const found =
      known.get(key) ??
      permissions.map((permission) => [permission, whoHolds(estate, permission, at, now)] as const)
    known.set(key, found)
    return found
  }
  const edges = new Map<string, AttackEdge>()
  for (const entry of derived.flatMap((one) => one.blocked)) {
    for (const lift of liftsOf(estate, entry)) {
      for (const [permission, held] of holding(lift)) {
        for (const who of held.size === 0 ? [] : [entry.from, ...membersOf(entry.from)]) {
          const holder = held.get(who)
          const key = `${who} ${lift.technique.id} ${entry.to}`
          if (holder !== undefined && who !== entry.to && !edges.has(key))
            edges.set(key, edgeBy(holder, permission, entry.to, lift.technique))
        }
      }
    }
  }
  return [...edges.values()]
}

function membersIn(derived: readonly Derivation[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { from, kind, to } of derived.flatMap(({ facts = [] }) => facts)) {
    if (kind !== 'IN_ACCESS_CLASS') continue
    const list = found.get(to)
    if (list === undefined) found.set(to, [from])
    else list.push(from)
  }
  return found
}

/** A deny policy is lifted where it is attached; a constraint is overridden in the project that it holds in. */
function liftsOf({ facts, chainOf }: GcpEstate, { by, to }: BlockedEdge): readonly Lift[] {
  if (by.type === 'deny-policy') {
    const permissions = ['iam.denypolicies.update', 'iam.denypolicies.delete']
    return facts
      .to(by.id, 'RESTRICTED_BY')
      .map(({ from }) => ({ technique: DENY_REMOVE, permissions, at: from }))
  }
  const isConstraint =
    by.type === 'organization-policy' && SCOPE_KINDS.includes(facts.node(by.id)?.kind ?? '')
  const project = chainOf(to).find((id) => facts.node(id)?.kind === 'GcpProject')
  if (!isConstraint || project === undefined) return []
  // The older interface makes or changes; the newer one makes only what is not there, and changes only what is.
  const newer = by.id === project ? 'orgpolicy.policies.update' : 'orgpolicy.policies.create'
  const permissions = ['orgpolicy.policy.set', newer]
  return [{ technique: CONSTRAINT_LIFT, permissions, at: project }]
}
