import { holdsAt } from '../../access/gcp/cel.ts'
import { limitGrounds } from '../../access/gcp/decide.ts'
import { type Entitlement, entitlementsIn } from '../../access/gcp/entitlements.ts'
import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import { type Holder, holdersOf } from '../../access/gcp/holders.ts'
import { requestOn } from '../../access/gcp/requests.ts'
import { MAYBE, NO, YES } from '../../access/tri.ts'
import type { AttackEdge, Condition } from '../../attack.ts'
import { TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { special } from './special.ts'

const OVERVIEW = 'https://cloud.google.com/iam/docs/pam-overview'

export const ENTITLEMENT = special(
  'gcp-pam-grant',
  'Takes up a role that it is eligible for, and writes the policy with it',
  'CAN_ESCALATE',
  ['T1548.005'],
  TECHNIQUE.apiCall,
  {
    self: ['eligible by an entitlement of Privileged Access Manager'],
    target: [
      'the project, folder or organization of the entitlement, whose policy one of its roles may write',
    ],
    world: [
      'the entitlement is available',
      'nobody else has to approve, else it is a condition',
      'no deny policy and no access boundary takes it away',
    ],
  },
  [OVERVIEW, 'https://cloud.google.com/iam/docs/pam-create-entitlements'],
)

const WRITES: { readonly [kind: string]: string } = {
  GcpProject: 'resourcemanager.projects.setIamPolicy',
  GcpFolder: 'resourcemanager.folders.setIamPolicy',
  GcpOrganization: 'resourcemanager.organizations.setIamPolicy',
}

/**
 * Whoever is eligible has the roles for as long as the entitlement says. Nobody approves his own grant, so that an approval
 * is somebody else's to give. Roles that write no policy are not told: they are less than the scope.
 */
export function entitlementEdges(
  estate: GcpEstate,
  now: string | null,
): { readonly edges: readonly AttackEdge[]; readonly nodes: readonly NodeRecord[] } {
  const edges: AttackEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  for (const entitlement of entitlementsIn(estate)) {
    const { id, scope } = entitlement
    const permission = WRITES[scope.kind] ?? ''
    const role = entitlement.roleBindings.find(
      (one) => estate.permissionsOf(one.role)?.has(permission) === true && holdsAt(one.condition, now) !== NO,
    )
    if (role === undefined) continue
    const binding = {
      node: scope.id,
      index: 0,
      role: role.role,
      members: entitlement.eligible,
      condition: null,
    }
    for (const holder of holdersOf(binding, estate)) {
      const open = openFor(estate, { holder, scope, permission, now })
      if (open === null) continue
      const conditions = [...approval(entitlement), ...ofRole(role.condition, now), ...open]
      if (estate.facts.node(holder.node.id) === undefined) nodes.set(holder.node.id, holder.node)
      edges.push({
        from: holder.node.id,
        kind: ENTITLEMENT.edge,
        to: scope.id,
        technique: ENTITLEMENT.id,
        attack: ENTITLEMENT.attack,
        likelihood: ENTITLEMENT.likelihood * UNKNOWN_CONDITION ** conditions.length,
        conditions,
        evidence: [{ type: 'entitlement', id, detail: `eligible for ${role.role}` }],
        provenance: { id, type: 'entitlement', edit: { change: 'delete', resource: id } },
      })
    }
  }
  return { edges, nodes: [...nodes.values()] }
}

const approval = ({ approvalNeeded, approvers }: Entitlement): readonly Condition[] =>
  approvalNeeded
    ? [
        {
          key: 'approval',
          state: 'unknown',
          detail: `approved by one of ${approvers.slice(0, 3).join(', ')}`,
        },
      ]
    : []

const ofRole = (condition: string | null, now: string | null): readonly Condition[] =>
  holdsAt(condition, now) === MAYBE
    ? [{ key: 'iam-condition', state: 'unknown', detail: condition ?? '' }]
    : []

interface Grant {
  readonly holder: Holder
  readonly scope: NodeRecord
  readonly permission: string
  readonly now: string | null
}

/** What may hold the policy back from being written; null where something does. */
function openFor(estate: GcpEstate, { holder, scope, permission, now }: Grant): readonly Condition[] | null {
  const facts = { ...requestOn(permission, scope, now), ...estate.tagsOn(scope.id) }
  const grounds = limitGrounds(estate, { asker: holder.asker, permission, resource: scope.id, facts })
  if (grounds.some(({ applies }) => applies === YES)) return null
  return grounds.map(({ type }) => ({ key: type, state: 'unknown', detail: `may hold ${permission} back` }))
}
