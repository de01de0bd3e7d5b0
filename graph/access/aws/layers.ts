import { NO, or, type Tri, YES } from '../tri.ts'
import type { Policy, Statement } from './policy.ts'
import { appliesToIdentity, appliesToResource, type Question } from './statement.ts'

/** The layers of policies that a request passes, by their names in an evaluation case, outermost first. */
export const LAYERS = [
  'serviceControlPolicies',
  'resourceControlPolicies',
  'resourcePolicy',
  'identityPolicies',
  'permissionBoundaries',
  'sessionPolicies',
] as const
export type Layer = (typeof LAYERS)[number]

/** A statement that applies, or may apply, to the request. */
export interface Hit {
  readonly layer: Layer
  /** Position of the document in its layer; the level, for organization policies. */
  readonly index: number
  /** Position of the document in its level; 0 elsewhere. */
  readonly document: number
  readonly statement: Statement
  readonly applies: Tri
}

/** What one layer says to a request. After a Deny that surely applies the rest of the layer is not looked at. */
export interface LayerResult {
  readonly allow: Tri
  readonly deny: Tri
}

export interface ResourceResult extends LayerResult {
  /** Allowed by naming the principal itself, or everyone. */
  readonly direct: Tri
  /** Allowed by naming the role behind a session, or the user behind a federated user. */
  readonly role: Tri
}

const DENIED: ResourceResult = { allow: NO, deny: YES, direct: NO, role: NO }
/** A layer that is not there stops nothing. */
export const SKIPPED: ResourceResult = { allow: YES, deny: NO, direct: NO, role: NO }

type Levels = readonly (readonly Policy[])[]

export function scanIdentity(policies: readonly Policy[], question: Question): LayerResult {
  let allow: Tri = NO
  let deny: Tri = NO
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const isAllow = statement.effect === 'Allow'
      if (isAllow && allow === YES) continue
      const applies = appliesToIdentity(statement, question)
      if (isAllow) allow = or(allow, applies)
      else if (applies === YES) return DENIED
      else deny = or(deny, applies)
    }
  }
  return { allow, deny }
}

/**
 * Service control policies: every level from the root to the account must allow.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function scanLevels(levels: Levels, question: Question): LayerResult {
  if (levels.length === 0) return SKIPPED
  let allow: Tri = YES
  let deny: Tri = NO
  for (const level of levels) {
    const result = scanIdentity(level, question)
    if (result.deny === YES) return DENIED
    if (result.allow < allow) allow = result.allow
    deny = or(deny, result.deny)
  }
  return { allow, deny }
}

/**
 * Resource control policies. Customers write only Deny statements; RCPFullAWSAccess is attached everywhere and can't
 * be detached, so a level without any Allow statement allows.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function scanResourceControls(levels: Levels, question: Question): LayerResult {
  if (levels.length === 0) return SKIPPED
  let allow: Tri = YES
  let deny: Tri = NO
  for (const level of levels) {
    let levelAllow: Tri = NO
    let hasAllow = false
    for (const policy of level) {
      for (const statement of policy.statements) {
        const { applies } = appliesToResource(statement, question)
        if (statement.effect === 'Allow') {
          hasAllow = true
          levelAllow = or(levelAllow, applies)
        } else if (applies === YES) return DENIED
        else deny = or(deny, applies)
      }
    }
    if (hasAllow && levelAllow < allow) allow = levelAllow
  }
  return { allow, deny }
}

export function scanResource(policy: Policy | null, question: Question): ResourceResult {
  if (policy === null) return NOTHING
  let direct: Tri = NO
  let role: Tri = NO
  let account: Tri = NO
  let deny: Tri = NO
  for (const statement of policy.statements) {
    const isAllow = statement.effect === 'Allow'
    if (isAllow && direct === YES) continue
    const { applies, match } = appliesToResource(statement, question)
    if (applies === NO) continue
    if (!isAllow) {
      if (applies === YES) return DENIED
      deny = or(deny, applies)
    } else if (match === 'direct') direct = or(direct, applies)
    else if (match === 'role') role = or(role, applies)
    else account = or(account, applies)
  }
  return { allow: or(direct, or(role, account)), direct, role, deny }
}

const NOTHING: ResourceResult = { allow: NO, deny: NO, direct: NO, role: NO }

/** Adds every wanted statement of a layer that applies, or may. */
export function collectHits(
  layer: Layer,
  levels: Levels,
  question: Question,
  wanted: (applies: Tri, effect: Statement['effect']) => boolean,
  hits: Hit[],
): void {
  const isResourceSide = layer === 'resourcePolicy' || layer === 'resourceControlPolicies'
  const hasLevels = layer === 'serviceControlPolicies' || layer === 'resourceControlPolicies'
  for (let level = 0; level < levels.length; level += 1) {
    const policies = levels[level] ?? []
    for (let position = 0; position < policies.length; position += 1) {
      for (const statement of policies[position]?.statements ?? []) {
        const applies = isResourceSide
          ? appliesToResource(statement, question).applies
          : appliesToIdentity(statement, question)
        if (applies === NO || !wanted(applies, statement.effect)) continue
        const [index, document] = hasLevels ? [level, position] : [position, 0]
        hits.push({ layer, index, document, statement, applies })
      }
    }
  }
}
