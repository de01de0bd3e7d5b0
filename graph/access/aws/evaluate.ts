import { MAYBE, type Tri, YES } from '../tri.ts'
import { type Context, type ContextValues, createContext } from './context.ts'
import { derivedKeys, impliedKeys } from './derived-keys.ts'
import { lowerCased } from './intern.ts'
import { collectHits, type Hit, LAYERS, type Layer, type Wanted } from './layers.ts'
import { Allows, actsForAccount, deniesOf, layersOf, type Passed, type Policies } from './passed.ts'
import type { Policy } from './policy.ts'
import type { Principal } from './principal.ts'
import type { Question } from './statement.ts'

export interface Request {
  readonly principal: Principal
  readonly action: string
  readonly resource: string
  /** The account that owns the resource. */
  readonly resourceAccount: string | null
  readonly context: Context
}

export interface Decision {
  readonly decision: 'allowed' | 'denied' | 'conditional'
  /** The statements that decided; for a conditional answer those that may. Empty for an implicit deny. */
  readonly by: readonly Hit[]
  /** The layer that stopped the request, or may stop it; null when it is allowed. */
  readonly stoppedBy: Layer | null
  readonly explicit: boolean
}

/** The request's context: what the caller knows, then what principal and resource tell by themselves. */
export function requestContext(
  request: Omit<Request, 'context'>,
  known: ContextValues,
  complete: boolean,
): Context {
  const derived = derivedKeys(request.principal, request.resourceAccount)
  return createContext([known, impliedKeys(known), derived], { complete })
}

/** A decision without the statements behind it: one of a few constants. */
export type Verdict = Omit<Decision, 'by'>

/**
 * Decides one request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function decide(request: Request, policies: Policies): Verdict {
  return decideQuestion(request, questionOf(request, policies), layersOf(request.principal, policies))
}

/** Decides one request and tells by which statements. */
export function evaluate(request: Request, policies: Policies): Decision {
  const question = questionOf(request, policies)
  const layers = layersOf(request.principal, policies)
  const verdict = decideQuestion(request, question, layers)
  return { ...verdict, by: decidingHits(verdict, layers, question) }
}

function questionOf({ principal, action, resource, context }: Request, { boundaries }: Policies): Question {
  return { principal, action: lowerCased(action), resource, context, bounded: boundaries.length > 0 }
}

const ALLOWED: Verdict = { decision: 'allowed', stoppedBy: null, explicit: false }

const verdicts = (decision: 'denied' | 'conditional', explicit: boolean) =>
  ({
    serviceControlPolicies: { decision, stoppedBy: 'serviceControlPolicies', explicit },
    resourceControlPolicies: { decision, stoppedBy: 'resourceControlPolicies', explicit },
    resourcePolicy: { decision, stoppedBy: 'resourcePolicy', explicit },
    identityPolicies: { decision, stoppedBy: 'identityPolicies', explicit },
    permissionBoundaries: { decision, stoppedBy: 'permissionBoundaries', explicit },
    sessionPolicies: { decision, stoppedBy: 'sessionPolicies', explicit },
  }) as const satisfies { readonly [layer in Layer]: Verdict }

const FORBIDDEN = verdicts('denied', true)
const NOT_ALLOWED = verdicts('denied', false)
const UNLESS_FORBIDDEN = verdicts('conditional', true)
const IF_ALLOWED = verdicts('conditional', false)

/** Layer by layer: nothing matters after a Deny that surely applies. */
function decideQuestion(request: Request, question: Question, passed: Passed): Verdict {
  let mayDeny: Layer | null = null
  for (const layer of LAYERS) {
    const deny = deniesOf(layer, passed, question)
    if (deny === YES) return FORBIDDEN[layer]
    if (deny === MAYBE) mayDeny ??= layer
  }
  return weigh(request, new Allows(passed, question), mayDeny)
}

/** No Deny surely applies: what surely allows, and what may, makes the answer. */
function weigh(request: Request, allows: Allows, mayDeny: Layer | null): Verdict {
  const mayStop = firstUnallowed(request, allows, MAYBE)
  if (mayStop !== null) return NOT_ALLOWED[mayStop]
  if (mayDeny !== null) return UNLESS_FORBIDDEN[mayDeny]
  const stops = firstUnallowed(request, allows, YES)
  return stops === null ? ALLOWED : IF_ALLOWED[stops]
}

/** The first layer whose allow is less than `least`: YES for what surely holds, MAYBE for what may. */
function firstUnallowed(request: Request, allows: Allows, least: Tri): Layer | null {
  if (allows.resourceControlPolicies < least) return 'resourceControlPolicies'
  if (allows.serviceControlPolicies < least) return 'serviceControlPolicies'
  // "You can't call AssumeRole by using root user credentials; access is denied."
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (request.principal.kind === 'root' && isTrustQuestion(request)) return 'identityPolicies'
  if (!actsForAccount(request.principal))
    return allows.resourcePolicy.direct < least ? 'resourcePolicy' : null
  const sameAccount = request.principal.account === request.resourceAccount
  return sameAccount ? unallowedInAccount(request, allows, least) : unallowedAcrossAccounts(allows, least)
}

/**
 * Same account: either side grants. What names the session or user itself is not limited by implicit denies; what
 * names the role behind a session is limited by its boundary and session policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function unallowedInAccount(request: Request, allows: Allows, least: Tri): Layer | null {
  if (allows.resourcePolicy.direct >= least) return null
  if (needsResourcePolicy(request) && allows.resourcePolicy.allow < least) return 'resourcePolicy'
  return allows.resourcePolicy.role >= least
    ? unallowedByCeiling(allows, least)
    : unallowedByOwn(allows, least)
}

/** Another account: both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
function unallowedAcrossAccounts(allows: Allows, least: Tri): Layer | null {
  return allows.resourcePolicy.allow < least ? 'resourcePolicy' : unallowedByOwn(allows, least)
}

function unallowedByOwn(allows: Allows, least: Tri): Layer | null {
  return allows.identityPolicies < least ? 'identityPolicies' : unallowedByCeiling(allows, least)
}

function unallowedByCeiling(allows: Allows, least: Tri): Layer | null {
  if (allows.permissionBoundaries < least) return 'permissionBoundaries'
  return allows.sessionPolicies < least ? 'sessionPolicies' : null
}

/**
 * "IAM role trust policies and KMS key policies are exceptions to this logic, because they must explicitly allow
 * access for principals."
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function needsResourcePolicy(request: Pick<Request, 'action' | 'resource'>): boolean {
  if (isTrustQuestion(request)) return true
  return request.resource.includes(':kms:') && KEY.test(request.resource)
}

const KEY = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//
const ROLE = /^arn:[^:]*:iam:[^:]*:[^:]*:role\//
const TRUST_ACTIONS =
  /^sts:(assumerole|assumerolewithsaml|assumerolewithwebidentity|tagsession|setsourceidentity|setcontext)$/i

function isTrustQuestion(request: Pick<Request, 'action' | 'resource'>): boolean {
  // Few questions are about roles, and this is asked of every one.
  return (
    request.resource.includes(':role/') && ROLE.test(request.resource) && TRUST_ACTIONS.test(request.action)
  )
}

/** For a conditional answer the statements that may decide; none for an implicit deny. */
function decidingHits({ decision, explicit }: Verdict, passed: Passed, question: Question): readonly Hit[] {
  if (decision === 'allowed') return hitsWhere(passed, question, SURE_ALLOWS)
  if (decision === 'conditional') return hitsWhere(passed, question, ANY)
  return explicit ? hitsWhere(passed, question, SURE_DENIES) : []
}

/** No Deny applies to what is allowed, not even perhaps. */
const SURE_ALLOWS: Wanted = { among: 'allows', least: YES }
const SURE_DENIES: Wanted = { among: 'denies', least: YES }
/** Of what applies or may: Denies that may, and the Allows that the rest hangs on. */
const ANY: Wanted = { among: 'statements', least: MAYBE }

function hitsWhere(passed: Passed, question: Question, wanted: Wanted): readonly Hit[] {
  const hits: Hit[] = []
  for (const layer of LAYERS) collectHits(layer, levelsOf(layer, passed), question, wanted, hits)
  return hits
}

function levelsOf(layer: Layer, passed: Passed): readonly (readonly Policy[])[] {
  if (layer === 'resourcePolicy') return passed.resourcePolicy === null ? [] : [[passed.resourcePolicy]]
  if (layer === 'serviceControlPolicies' || layer === 'resourceControlPolicies') return passed[layer] ?? []
  const policies = passed[layer]
  return policies === null ? [] : [policies]
}
