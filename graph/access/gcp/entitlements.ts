import { z } from 'zod'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import type { Binding } from './policy.ts'

const Entitlement = z.object({
  state: z.literal('AVAILABLE'),
  eligible: z.array(z.string()),
  approvalNeeded: z.boolean(),
  approvers: z.array(z.string()),
  resource: z.string(),
  roleBindings: z.array(z.object({ role: z.string(), condition: z.string().nullable() })),
})

/** An entitlement of Privileged Access Manager that may be taken up, and the scope that its roles are for. */
export interface Entitlement extends z.infer<typeof Entitlement> {
  readonly id: string
  readonly scope: NodeRecord
}

const known = new WeakMap<GcpEstate, readonly Entitlement[]>()

/** Those that are available, on scopes that were read. https://cloud.google.com/iam/docs/pam-overview */
export function entitlementsIn(estate: GcpEstate): readonly Entitlement[] {
  const found =
    known.get(estate) ??
    estate.facts.ofKind('GcpEntitlement').flatMap(({ id, props }) => {
      const parsed = Entitlement.safeParse(props)
      const scope = parsed.success ? scopeOf(estate, parsed.data.resource) : undefined
      return !parsed.success || scope === undefined ? [] : [{ ...parsed.data, id, scope }]
    })
  known.set(estate, found)
  return found
}

function scopeOf(estate: GcpEstate, resource: string): NodeRecord | undefined {
  const name = resource.replace(/^\/\/[^/]+\//, '')
  const project = /^projects\/(.+)$/.exec(name)?.[1]
  const node = estate.facts.node(project === undefined ? name : (estate.projectNode(project) ?? ''))
  return node !== undefined && SCOPE_KINDS.includes(node.kind) ? node : undefined
}

/** What taking an entitlement up binds its eligible members to, for a time. */
export interface EligibleBinding extends Binding {
  readonly entitlement: Entitlement
}

/** Of what lies at a node and above. */
export function eligibleBindings(estate: GcpEstate, node: string): readonly EligibleBinding[] {
  const chain = estate.chainOf(node)
  return entitlementsIn(estate)
    .filter(({ scope }) => chain.includes(scope.id))
    .flatMap((entitlement) =>
      entitlement.roleBindings.map(({ role, condition }, index) => ({
        node: entitlement.scope.id,
        index,
        role,
        members: entitlement.eligible,
        condition,
        entitlement,
      })),
    )
}

/** All that is bound at a node and above, and what can be taken up there. */
export const boundOrEligible = (estate: GcpEstate, node: string): readonly Binding[] => [
  ...estate.chainOf(node).flatMap(estate.bindingsAt),
  ...eligibleBindings(estate, node),
]
