import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import type { AccessGrant } from './grants.ts'
import { type Hierarchy, SCOPE_KINDS } from './hierarchy.ts'
import { isAnyone, type Member } from './member.ts'

/** What of an organization policy decides whether a boolean constraint is enforced. */
const Policies = z.record(
  z.string(),
  z.object({
    spec: z.object({
      reset: z.boolean().optional(),
      rules: z
        .array(z.object({ enforce: z.boolean().optional(), condition: z.unknown().optional() }))
        .optional(),
    }),
  }),
)

/** A constraint that takes away what a binding grants. */
export interface Constraint {
  readonly name: string
  /** Whom it concerns. */
  concerns(member: Member): boolean
  /** A node's own setting that does the same. */
  readonly own?: { readonly property: string; readonly value: string }
}

/** https://cloud.google.com/storage/docs/public-access-prevention */
const publicAccess: Constraint = {
  name: 'storage.publicAccessPrevention',
  concerns: isAnyone,
  own: { property: 'publicAccessPrevention', value: 'enforced' },
}

/** https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts */
const noKeys: Constraint = { name: 'iam.disableServiceAccountKeyCreation', concerns: () => true }

export function constraintOn({
  kind,
  permission,
}: Pick<AccessGrant, 'kind' | 'permission'>): Constraint | null {
  if (kind === 'GcpBucket') return publicAccess
  return permission === 'iam.serviceAccountKeys.create' ? noKeys : null
}

/** Where a constraint is enforced, and by what. */
export interface Enforced {
  readonly node: string
  readonly applies: Tri
}

export interface Constraints {
  /** Null where nothing enforces it. */
  at(constraint: Constraint, node: string): Enforced | null
  /** True where a node says something of it itself. */
  isSetOn(constraint: Constraint, node: string): boolean
}

/**
 * The nearest policy decides: one that is set below replaces those above it, and a reset goes back to Google's default,
 * which for these is "not enforced". https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy
 */
export function constraintsOf(facts: FactIndex, hierarchy: Hierarchy): Constraints {
  const settings = new Map<string, z.infer<typeof Policies>>()
  for (const kind of SCOPE_KINDS) {
    for (const { id, props } of facts.ofKind(kind)) {
      const parsed = Policies.safeParse(props.organizationPolicies)
      if (parsed.success) settings.set(id, parsed.data)
    }
  }
  const isOwn = ({ own }: Constraint, node: string) =>
    own !== undefined && facts.node(node)?.props[own.property] === own.value
  const isSetOn = (constraint: Constraint, node: string) =>
    settings.get(node)?.[constraint.name] !== undefined || isOwn(constraint, node)
  return {
    isSetOn,
    at(constraint, node) {
      for (const place of hierarchy.chainOf(node)) {
        if (isOwn(constraint, place)) return { node: place, applies: YES }
        const spec = settings.get(place)?.[constraint.name]?.spec
        if (spec === undefined) continue
        const applies = enforcedBy(spec)
        return applies === NO ? null : { node: place, applies }
      }
      return null
    },
  }
}

function enforcedBy({ reset, rules = [] }: z.infer<typeof Policies>[string]['spec']): Tri {
  if (reset === true) return NO
  // Conditions look at tags, which are not collected.
  if (rules.some(({ condition }) => condition != null)) return MAYBE
  return rules.some(({ enforce }) => enforce === true) ? YES : NO
}
