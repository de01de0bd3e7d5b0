import { and, fromBoolean, MAYBE, NO, not, or, type Tri, YES } from '../tri.ts'
import { testConditions } from './conditions.ts'
import type { Context } from './context.ts'
import { matchGlob } from './glob.ts'
import type { Statement } from './policy.ts'
import {
  matchPrincipal,
  namesAccount,
  namesSessionOf,
  type Principal,
  type PrincipalMatch,
} from './principal.ts'
import { resolveTemplate } from './variables.ts'

/** One question, ready to be put to any number of statements. */
export interface Question {
  readonly principal: Principal
  /** Lower-cased. */
  readonly action: string
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string
  readonly context: Context
  /** A permissions boundary is attached: see NotPrincipal below. */
  readonly bounded: boolean
}

/** `action`: lower-cased. */
export function matchesAction(statement: Statement, action: string): boolean {
  const { actions, plainActions, notAction } = statement
  if (plainActions?.has(action) === true) return !notAction
  for (const pattern of actions) {
    if (plainActions !== null && pattern.shape === 'exact') continue
    if (matchGlob(pattern, action)) return !notAction
  }
  return notAction
}

function matchesResource(statement: Statement, resource: string, context: Context): Tri {
  if (statement.resources === null) return YES
  let result: Tri = NO
  let unresolved = false
  for (const template of statement.resources) {
    if (template.parts === null) {
      if (matchGlob(template.glob, resource)) return statement.notResource ? NO : YES
      continue
    }
    // Of NotResource it counts too whether the variable has a value.
    if (!statement.notResource && !resource.startsWith(template.head)) continue
    const resolved = resolveTemplate(template, context)
    if (resolved.state === 'absent') unresolved = true
    else if (matchGlob(resolved.glob, resource)) {
      result = or(result, resolved.state === 'known' ? YES : MAYBE)
    }
  }
  if (!statement.notResource) return result
  // "If AWS cannot resolve a variable, this might cause the entire statement to be invalid."
  return result === NO && unresolved ? MAYBE : not(result)
}

/** Does a statement of an identity policy, boundary, session policy or SCP apply? They name no principal. */
export function appliesToIdentity(statement: Statement, question: Question): Tri {
  if (!matchesAction(statement, question.action)) return NO
  if (statement.principals !== null || statement.resources === null) return NO
  return appliesBesides(statement, question)
}

/** A statement of a resource policy: whether it applies, and how closely it names the principal. */
export interface ResourceMatch {
  readonly applies: Tri
  readonly match: PrincipalMatch
}

const NEVER: ResourceMatch = { applies: NO, match: 'none' }

export function appliesToResource(statement: Statement, question: Question): ResourceMatch {
  if (!matchesAction(statement, question.action)) return NEVER
  const { match, named } = namesPrincipal(statement, question)
  if (named === NO) return NEVER
  return { match, applies: and(named, appliesBesides(statement, question)) }
}

/** Resource and conditions; action and principal are the caller's. */
export function appliesBesides(statement: Statement, question: Pick<Question, 'resource' | 'context'>): Tri {
  const resource = matchesResource(statement, question.resource, question.context)
  return resource === NO ? NO : and(resource, testConditions(statement.conditions, question.context))
}

export function namesPrincipal(
  statement: Statement,
  question: Pick<Question, 'principal' | 'bounded'>,
): { readonly match: PrincipalMatch; readonly named: Tri } {
  const { principals } = statement
  const { principal } = question
  // A resource control policy names everyone; a policy without a Principal element names no one.
  if (principals === null) return { match: 'none', named: NO }
  if (!statement.notPrincipal) {
    const match = matchPrincipal(principals, principal)
    if (match === 'session?') return { match: 'direct', named: MAYBE }
    return { match, named: fromBoolean(match !== 'none') }
  }
  if (statement.effect === 'Allow') {
    return { match: 'direct', named: fromBoolean(matchPrincipal(principals, principal) === 'none') }
  }
  return { match: 'direct', named: not(sparedByNotPrincipal(statement, question)) }
}

/**
 * A Deny with NotPrincipal spares only a principal whose every part is listed: the session, its role and the account;
 * with a part missing AWS "might" deny. Anyone under a permissions boundary is denied whatever the list says.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function sparedByNotPrincipal(
  { principals }: Statement,
  { principal, bounded }: Pick<Question, 'principal' | 'bounded'>,
): Tri {
  if (principals === null || bounded) return NO
  if (principals.everyone) return YES
  const match = matchPrincipal(principals, principal)
  if (principal.account === null || principal.kind === 'provider') {
    return fromBoolean(match === 'direct')
  }
  if (principal.kind === 'role') {
    return principals.arns.has(principal.key) && namesSessionOf(principals, principal) ? MAYBE : NO
  }
  if (match !== 'direct') return NO
  const { behind } = principal
  const complete = namesAccount(principals, principal) && (behind === null || principals.arns.has(behind))
  return complete ? YES : MAYBE
}
