import { and, MAYBE, NO, type Tri, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { Estate } from './estate.ts'
import { grantGrounds } from './grants.ts'
import type { Ground, Question } from './ground.ts'
import { matchesAny } from './match-member.ts'
import { perimeterGrounds } from './perimeters.ts'
import { type DenyRule, denyForm, matchesPermission } from './policy.ts'

export interface Decision {
  readonly decision: 'allowed' | 'denied' | 'conditional'
  /** What decided; empty when nothing grants. */
  readonly by: readonly Ground[]
}

/**
 * Boundaries, then deny policies, then allow policies, as Google evaluates them; perimeters hold back what these allow.
 * https://cloud.google.com/iam/docs/policy-types#evaluation
 * https://cloud.google.com/vpc-service-controls/docs/overview#isolate
 */
export function decide(estate: Estate, question: Question): Decision {
  const limits = limitGrounds(estate, question)
  const denied = limits.filter(({ applies }) => applies === YES)
  if (denied.length > 0) return { decision: 'denied', by: denied }
  const grants = grantGrounds(estate, question)
  const sure = grants.filter(({ applies }) => applies === YES)
  if (grants.length === 0) return { decision: 'denied', by: [] }
  if (sure.length > 0 && limits.length === 0) return { decision: 'allowed', by: sure }
  return { decision: 'conditional', by: [...(sure.length > 0 ? sure : grants), ...limits] }
}

/** Whatever holds back, or may hold back, what is granted. */
export const limitGrounds = (estate: Estate, question: Question): readonly Ground[] => [
  ...boundaryGrounds(estate, question),
  ...denyGrounds(estate, question),
  ...perimeterGrounds(estate, question),
]

/**
 * A deny rule whose condition cannot be evaluated applies: but that is Google's ignorance, not ours. What we do not
 * know may apply. https://cloud.google.com/iam/docs/deny-overview#deny-policy-structure
 */
function denyGrounds(estate: Estate, { asker, permission, resource, facts }: Question): Ground[] {
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
function boundaryGrounds(estate: Estate, { asker, resource, facts }: Question): Ground[] {
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
