import { and, NO, or, type Tri, YES } from '../tri.ts'
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

type Levels = readonly (readonly Policy[])[]

/** Does a Deny of these policies apply? They are identity policies, boundaries, session policies or a level of SCPs. */
export function deniesIn(policies: readonly Policy[], question: Question): Tri {
  let deny: Tri = NO
  for (const { denies } of policies) {
    for (const statement of denies) {
      deny = or(deny, appliesToIdentity(statement, question))
      if (deny === YES) return YES
    }
  }
  return deny
}

/** Does an Allow of these policies apply? */
export function allowsIn(policies: readonly Policy[], question: Question): Tri {
  let allow: Tri = NO
  for (const { allows } of policies) {
    for (const statement of allows) {
      allow = or(allow, appliesToIdentity(statement, question))
      if (allow === YES) return YES
    }
  }
  return allow
}

export function deniesAtLevels(levels: Levels, question: Question): Tri {
  let deny: Tri = NO
  for (const level of levels) {
    deny = or(deny, deniesIn(level, question))
    if (deny === YES) return YES
  }
  return deny
}

/**
 * Service control policies: every level from the root to the account must allow.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function allowsAtLevels(levels: Levels, question: Question): Tri {
  let allow: Tri = YES
  for (const level of levels) {
    allow = and(allow, allowsIn(level, question))
    if (allow === NO) return NO
  }
  return allow
}

export function deniesOfControls(levels: Levels, question: Question): Tri {
  let deny: Tri = NO
  for (const level of levels) {
    for (const policy of level) {
      deny = or(deny, deniesOfResource(policy, question))
      if (deny === YES) return YES
    }
  }
  return deny
}

/**
 * Resource control policies. Customers write only Deny statements; RCPFullAWSAccess is attached everywhere and can't
 * be detached, so a level without any Allow statement allows.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function allowsOfControls(levels: Levels, question: Question): Tri {
  let allow: Tri = YES
  for (const level of levels) {
    if (level.every(({ allows }) => allows.length === 0)) continue
    let levelAllow: Tri = NO
    for (const { allows } of level)
      for (const statement of allows)
        levelAllow = or(levelAllow, appliesToResource(statement, question).applies)
    allow = and(allow, levelAllow)
  }
  return allow
}

/** What the Allow statements of a resource's policy say to the one who asks. */
export interface Grant {
  readonly allow: Tri
  /** Allowed by naming the principal itself, or everyone. */
  readonly direct: Tri
  /** Allowed by naming the role behind a session, or the user behind a federated user. */
  readonly role: Tri
}

const NO_GRANT: Grant = { allow: NO, direct: NO, role: NO }

export function deniesOfResource(policy: Policy, question: Question): Tri {
  let deny: Tri = NO
  for (const statement of policy.denies) {
    deny = or(deny, appliesToResource(statement, question).applies)
    if (deny === YES) return YES
  }
  return deny
}

export function grantOf(policy: Policy | null, question: Question): Grant {
  if (policy === null) return NO_GRANT
  let direct: Tri = NO
  let role: Tri = NO
  let account: Tri = NO
  for (const statement of policy.allows) {
    const { applies, match } = appliesToResource(statement, question)
    if (applies === NO) continue
    if (match === 'direct') direct = or(direct, applies)
    else if (match === 'role') role = or(role, applies)
    else account = or(account, applies)
    if (direct === YES) break
  }
  return { allow: or(direct, or(role, account)), direct, role }
}

/** Which statements: the rest need not be asked again. */
export interface Wanted {
  readonly among: 'statements' | 'allows' | 'denies'
  readonly least: Tri
}

/** Adds the wanted statements of a layer that apply as surely as `least` says. */
export function collectHits(
  layer: Layer,
  levels: Levels,
  question: Question,
  { among, least }: Wanted,
  hits: Hit[],
): void {
  const isResourceSide = layer === 'resourcePolicy' || layer === 'resourceControlPolicies'
  const hasLevels = layer === 'serviceControlPolicies' || layer === 'resourceControlPolicies'
  for (let level = 0; level < levels.length; level += 1) {
    const policies = levels[level] ?? []
    for (let position = 0; position < policies.length; position += 1) {
      for (const statement of policies[position]?.[among] ?? []) {
        const applies = isResourceSide
          ? appliesToResource(statement, question).applies
          : appliesToIdentity(statement, question)
        if (applies < least) continue
        const [index, document] = hasLevels ? [level, position] : [position, 0]
        hits.push({ layer, index, document, statement, applies })
      }
    }
  }
}
