import { and, MAYBE, NO, type Tri, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import { constraintGrounds, withoutAnyone } from './constraint-grounds.ts'
import type { Estate } from './estate.ts'
import { grantGrounds } from './grants.ts'
import type { Ground, GroundsFor, Question } from './ground.ts'
import { matchesAny } from './match-member.ts'
import { perimetersOn } from './perimeters.ts'
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
  const limits = [...limitGrounds(estate, question), ...constraintGrounds(estate, question)]
  const denied = limits.filter(({ applies }) => applies === YES)
  if (denied.length > 0) return { decision: 'denied', by: denied }
  const { grants, prevention } = withoutAnyone(estate, question, grantGrounds(estate, question))
  const sure = grants.filter(({ applies }) => applies === YES)
  if (grants.length === 0) return { decision: 'denied', by: prevention }
  if (sure.length > 0 && limits.length === 0) return { decision: 'allowed', by: sure }
  return {
    decision: 'conditional',
    by: [...(sure.length > 0 ? sure : [...grants, ...prevention]), ...limits],
  }
}

/** Whatever holds back, or may hold back, what is granted. */
export const limitGrounds = (estate: Estate, { asker, ...asked }: Question): readonly Ground[] =>
  limitsOn(estate, asked)(asker)

type Asked = Omit<Question, 'asker'>

/** The same for many that ask one thing: what does not hang on who asks is looked up once. */
export function limitsOn(estate: Estate, asked: Asked): GroundsFor {
  const kinds = [boundariesOn, denialsOn, perimetersOn].flatMap((of) => of(estate, asked) ?? [])
  const [only = NO_LIMIT, second] = kinds
  return second === undefined ? only : (asker) => kinds.flatMap((grounds) => grounds(asker))
}

const NONE: readonly never[] = []
const NO_LIMIT: GroundsFor = () => NONE

/**
 * A deny rule whose condition cannot be evaluated applies: but that is Google's ignorance, not ours. What we do not
 * know may apply. null: no rule is about the permission. https://cloud.google.com/iam/docs/deny-overview#deny-policy-structure
 */
function denialsOn(estate: Estate, { permission, resource, facts }: Asked): GroundsFor | null {
  const above = estate.chainOf(resource).flatMap(estate.denyRulesAt)
  if (above.length === 0) return null
  const denied = denyForm(permission)
  const rules = above
    .filter((rule) => coversPermission(rule, denied))
    .map((rule) => ({ rule, holds: rule.condition === null ? YES : testCel(rule.condition, facts) }))
  if (rules.length === 0) return null
  return (asker) =>
    rules.flatMap(({ rule, holds }): readonly Ground[] => {
      const applies = and(
        withException(
          matchesAny(rule.deniedPrincipals, asker, estate),
          matchesAny(rule.exceptionPrincipals, asker, estate),
        ),
        holds,
      )
      return applies === NO ? NONE : [{ type: 'deny', rule, applies }]
    })
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
 * null: there are none. https://cloud.google.com/iam/docs/pab-blocked-permissions
 */
function boundariesOn(estate: Estate, { resource, facts }: Asked): GroundsFor | null {
  if (estate.boundaries.length === 0) return null
  const chain = estate.chainOf(resource)
  const boundaries = estate.boundaries.map((boundary) => ({
    boundary,
    holds: boundary.condition === null ? YES : testCel(boundary.condition, facts),
    isAround: boundary.resources.some((node) => chain.includes(node)),
  }))
  return (asker) => {
    const binding = boundaries.flatMap(({ boundary, holds, isAround }) => {
      const applies = and(matchesAny([boundary.principalSet], asker, estate), holds)
      return applies === NO ? [] : [{ boundary, applies, isAround }]
    })
    if (binding.some(({ applies, isAround }) => applies === YES && isAround)) return NONE
    return binding.map(({ boundary }): Ground => ({ type: 'boundary', boundary, applies: MAYBE }))
  }
}
