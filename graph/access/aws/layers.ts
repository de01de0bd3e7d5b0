import type { Policy, Statement } from './policy.ts'
import { appliesToIdentity, appliesToResource, type Question } from './statement.ts'
import { NO, or, type Tri, YES } from './tri.ts'

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

/** What one layer says to a request. */
export interface LayerResult {
  readonly allow: Tri
  readonly deny: Tri
  readonly hits: readonly Hit[]
}

export interface ResourceResult extends LayerResult {
  /** Allowed by naming the principal itself, or everyone. */
  readonly direct: Tri
  /** Allowed by naming the role behind a session, or the user behind a federated user. */
  readonly role: Tri
  /** Allowed by naming the principal's account. */
  readonly account: Tri
}

const NO_HITS: readonly Hit[] = []

export function scanIdentity(layer: Layer, policies: readonly Policy[], question: Question): LayerResult {
  let allow: Tri = NO
  let deny: Tri = NO
  let hits: Hit[] | null = null
  for (let index = 0; index < policies.length; index += 1) {
    for (const statement of policies[index]?.statements ?? []) {
      const applies = appliesToIdentity(statement, question)
      if (applies === NO) continue
      if (statement.effect === 'Allow') allow = or(allow, applies)
      else deny = or(deny, applies)
      hits ??= []
      hits.push({ layer, index, document: 0, statement, applies })
    }
  }
  return { allow, deny, hits: hits ?? NO_HITS }
}

/**
 * Service control policies: every level from the root to the account must allow.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function scanLevels(
  layer: Layer,
  levels: readonly (readonly Policy[])[],
  question: Question,
): LayerResult {
  let allow: Tri = YES
  let deny: Tri = NO
  const hits: Hit[] = []
  for (let level = 0; level < levels.length; level += 1) {
    const result = scanIdentity(layer, levels[level] ?? [], question)
    allow = allow < result.allow ? allow : result.allow
    deny = or(deny, result.deny)
    for (const hit of result.hits) hits.push({ ...hit, index: level, document: hit.index })
  }
  return { allow, deny, hits }
}

/**
 * Resource control policies. Customers write only Deny statements; RCPFullAWSAccess is attached everywhere and can't
 * be detached, so a level without any Allow statement allows.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function scanResourceControls(
  levels: readonly (readonly Policy[])[],
  question: Question,
): LayerResult {
  let allow: Tri = YES
  let deny: Tri = NO
  const hits: Hit[] = []
  for (let level = 0; level < levels.length; level += 1) {
    let levelAllow: Tri = NO
    let hasAllow = false
    for (const [document, policy] of (levels[level] ?? []).entries()) {
      for (const statement of policy.statements) {
        if (statement.effect === 'Allow') hasAllow = true
        const { applies } = appliesToResource(statement, question)
        if (applies === NO) continue
        if (statement.effect === 'Allow') levelAllow = or(levelAllow, applies)
        else deny = or(deny, applies)
        hits.push({ layer: 'resourceControlPolicies', index: level, document, statement, applies })
      }
    }
    if (hasAllow && levelAllow < allow) allow = levelAllow
  }
  return { allow, deny, hits }
}

export function scanResource(policy: Policy | null, question: Question): ResourceResult {
  let direct: Tri = NO
  let role: Tri = NO
  let account: Tri = NO
  let deny: Tri = NO
  const hits: Hit[] = []
  for (const statement of policy?.statements ?? []) {
    const { applies, match } = appliesToResource(statement, question)
    if (applies === NO) continue
    hits.push({ layer: 'resourcePolicy', index: 0, document: 0, statement, applies })
    if (statement.effect === 'Deny') deny = or(deny, applies)
    else if (match === 'direct') direct = or(direct, applies)
    else if (match === 'role') role = or(role, applies)
    else account = or(account, applies)
  }
  return { allow: or(direct, or(role, account)), direct, role, account, deny, hits }
}
