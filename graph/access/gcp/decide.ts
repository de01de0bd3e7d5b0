import { and, MAYBE, NO, type Tri, YES } from '../tri.ts'
import { type RequestFacts, testCel } from './cel.ts'
import type { Asker, Estate } from './estate.ts'
import { matchesAny } from './match-member.ts'
import { type Binding, type Boundary, type DenyRule, denyForm, matchesPermission } from './policy.ts'

export interface Question {
  readonly asker: Asker
  /** `storage.objects.get` */
  readonly permission: string
  /** The node that is asked about. */
  readonly resource: string
  readonly facts: RequestFacts
}

export type Ground =
  | { readonly type: 'binding'; readonly binding: Binding; readonly applies: Tri }
  | { readonly type: 'deny'; readonly rule: DenyRule; readonly applies: Tri }
  | { readonly type: 'boundary'; readonly boundary: Boundary; readonly applies: Tri }
  /** A role whose contents are not known: it may grant. */
  | { readonly type: 'unknown-role'; readonly binding: Binding; readonly applies: Tri }

export interface Decision {
  readonly decision: 'allowed' | 'denied' | 'conditional'
  /** What decided; empty when nothing grants. */
  readonly by: readonly Ground[]
}

/**
 * Boundaries, then deny policies, then allow policies, as Google evaluates them.
 * https://cloud.google.com/iam/docs/policy-types#evaluation
 */
export function decide(estate: Estate, question: Question): Decision {
  const boundaries = boundaryGrounds(estate, question)
  const denies = denyGrounds(estate, question)
  const denied = denies.filter(({ applies }) => applies === YES)
  if (denied.length > 0) return { decision: 'denied', by: denied }
  const grants = grantGrounds(estate, question)
  const sure = grants.filter(({ applies }) => applies === YES)
  if (grants.length === 0) return { decision: 'denied', by: [] }
  const limits = [...boundaries, ...denies]
  if (sure.length > 0 && limits.length === 0) return { decision: 'allowed', by: sure }
  return { decision: 'conditional', by: [...(sure.length > 0 ? sure : grants), ...limits] }
}

/** Bindings on the resource and on everything above it that may grant the permission. */
export function grantGrounds(estate: Estate, { asker, permission, resource, facts }: Question): Ground[] {
  const found: Ground[] = []
  for (const node of estate.chainOf(resource)) {
    for (const binding of estate.bindingsAt(node)) {
      const permissions = estate.permissionsOf(binding.role)
      if (permissions !== null && !permissions.has(permission)) continue
      const applies = and(
        matchesAny(binding.members, asker, estate),
        binding.condition === null ? YES : testCel(binding.condition, facts),
      )
      if (applies === NO) continue
      if (permissions === null) found.push({ type: 'unknown-role', binding, applies: MAYBE })
      else found.push({ type: 'binding', binding, applies })
    }
  }
  return found
}

/**
 * A deny rule whose condition cannot be evaluated applies: but that is Google's ignorance, not ours. What we do not
 * know may apply. https://cloud.google.com/iam/docs/deny-overview#deny-policy-structure
 */
export function denyGrounds(estate: Estate, { asker, permission, resource, facts }: Question): Ground[] {
  const denied = denyForm(permission)
  return estate.chainOf(resource).flatMap((node) =>
    estate.denyRulesAt(node).flatMap((rule): Ground[] => {
      if (!coversPermission(rule, denied)) return []
      const applies = and(
        withException(
          matchesAny(rule.deniedPrincipals, asker, estate),
          matchesAny(rule.exceptionPrincipals, asker, estate),
        ),
        rule.condition === null ? YES : testCel(rule.condition, facts),
      )
      return applies === NO ? [] : [{ type: 'deny', rule, applies }]
    }),
  )
}

export const coversPermission = (rule: DenyRule, permission: string): boolean =>
  rule.deniedPermissions.some((pattern) => matchesPermission(pattern, permission)) &&
  !rule.exceptionPermissions.some((pattern) => matchesPermission(pattern, permission))

function withException(denied: Tri, excepted: Tri): Tri {
  if (excepted === YES) return NO
  return excepted === MAYBE ? and(denied, MAYBE) : denied
}

/**
 * A principal under boundaries is eligible for the union of what they name. Which permissions are held back depends on
 * the enforcement version of each policy, whose lists were not compared: a resource outside is a "may be blocked".
 * https://cloud.google.com/iam/docs/pab-blocked-permissions
 */
export function boundaryGrounds(estate: Estate, { asker, resource, facts }: Question): Ground[] {
  const binding = estate.boundaries.flatMap((boundary) => {
    const applies = and(
      matchesAny([boundary.principalSet], asker, estate),
      boundary.condition === null ? YES : testCel(boundary.condition, facts),
    )
    return applies === NO ? [] : [{ boundary, applies }]
  })
  const chain = estate.chainOf(resource)
  const inside = binding.some(
    ({ boundary, applies }) => applies === YES && boundary.resources.some((node) => chain.includes(node)),
  )
  if (inside) return []
  return binding.map(({ boundary }): Ground => ({ type: 'boundary', boundary, applies: MAYBE }))
}
