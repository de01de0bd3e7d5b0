import { MAYBE, type Tri, YES } from '../tri.ts'
import { type Context, type ContextValues, createContext } from './context.ts'
import { derivedKeys, impliedKeys } from './derived-keys.ts'
import { lowerCased } from './intern.ts'
import {
  collectHits,
  type Hit,
  LAYERS,
  type Layer,
  type LayerResult,
  type ResourceResult,
  SKIPPED,
  scanIdentity,
  scanLevels,
  scanResource,
  scanResourceControls,
} from './layers.ts'
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

/** Every policy that applies to a request. */
export interface Policies {
  readonly identity: readonly Policy[]
  readonly boundaries: readonly Policy[]
  readonly session: readonly Policy[]
  readonly resource: Policy | null
  /** From the root of the organization down to the principal's account. */
  readonly serviceControl: readonly (readonly Policy[])[]
  /** From the root of the organization down to the resource's account. */
  readonly resourceControl: readonly (readonly Policy[])[]
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

/** The policies that the request passes, by layer; null for a layer that does not apply to such a principal. */
export interface Passed {
  readonly serviceControlPolicies: Policies['serviceControl'] | null
  readonly resourceControlPolicies: Policies['resourceControl'] | null
  readonly resourcePolicy: Policy | null
  readonly identityPolicies: readonly Policy[] | null
  readonly permissionBoundaries: readonly Policy[] | null
  readonly sessionPolicies: readonly Policy[] | null
}

export function layersOf(principal: Principal, policies: Policies): Passed {
  const isIdentity = actsForAccount(principal)
  // Root has no identity policies and needs none.
  const hasOwn = isIdentity && principal.kind !== 'root'
  // A federated user without a session policy has no permissions of its own.
  const needsSession = principal.kind === 'federated-user' || policies.session.length > 0
  return {
    serviceControlPolicies: isIdentity && !principal.serviceLinked ? policies.serviceControl : null,
    resourceControlPolicies: principal.serviceLinked ? null : policies.resourceControl,
    resourcePolicy: policies.resource,
    identityPolicies: hasOwn ? policies.identity : null,
    permissionBoundaries: hasOwn && policies.boundaries.length > 0 ? policies.boundaries : null,
    sessionPolicies: isIdentity && needsSession ? policies.session : null,
  }
}

const actsForAccount = ({ kind }: Principal): boolean =>
  kind !== 'service' && kind !== 'provider' && kind !== 'anonymous'

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

type Scans = { readonly [layer in Exclude<Layer, 'resourcePolicy'>]: LayerResult } & {
  readonly resourcePolicy: ResourceResult
}

/** Layer by layer: nothing matters after a Deny that surely applies. */
function decideQuestion(request: Request, question: Question, passed: Passed): Verdict {
  const serviceControlPolicies = scanned(passed.serviceControlPolicies, scanLevels, question)
  if (serviceControlPolicies.deny === YES) return FORBIDDEN.serviceControlPolicies
  const resourceControlPolicies = scanned(passed.resourceControlPolicies, scanResourceControls, question)
  if (resourceControlPolicies.deny === YES) return FORBIDDEN.resourceControlPolicies
  const resourcePolicy = scanResource(passed.resourcePolicy, question)
  if (resourcePolicy.deny === YES) return FORBIDDEN.resourcePolicy
  const identityPolicies = scanned(passed.identityPolicies, scanIdentity, question)
  if (identityPolicies.deny === YES) return FORBIDDEN.identityPolicies
  const permissionBoundaries = scanned(passed.permissionBoundaries, scanIdentity, question)
  if (permissionBoundaries.deny === YES) return FORBIDDEN.permissionBoundaries
  const sessionPolicies = scanned(passed.sessionPolicies, scanIdentity, question)
  if (sessionPolicies.deny === YES) return FORBIDDEN.sessionPolicies
  return weigh(request, {
    serviceControlPolicies,
    resourceControlPolicies,
    resourcePolicy,
    identityPolicies,
    permissionBoundaries,
    sessionPolicies,
  })
}

function scanned<T>(
  policies: T | null,
  scan: (policies: T, question: Question) => LayerResult,
  question: Question,
): LayerResult {
  return policies === null ? SKIPPED : scan(policies, question)
}

/** No Deny surely applies: what surely allows, and what may, makes the answer. */
function weigh(request: Request, scans: Scans): Verdict {
  const mayStop = firstUnallowed(request, scans, MAYBE)
  if (mayStop !== null) return NOT_ALLOWED[mayStop]
  for (const layer of LAYERS) if (scans[layer].deny === MAYBE) return UNLESS_FORBIDDEN[layer]
  const stops = firstUnallowed(request, scans, YES)
  return stops === null ? ALLOWED : IF_ALLOWED[stops]
}

/** The first layer whose allow is less than `least`: YES for what surely holds, MAYBE for what may. */
function firstUnallowed(request: Request, scans: Scans, least: Tri): Layer | null {
  if (scans.resourceControlPolicies.allow < least) return 'resourceControlPolicies'
  if (scans.serviceControlPolicies.allow < least) return 'serviceControlPolicies'
  // "You can't call AssumeRole by using root user credentials; access is denied."
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (request.principal.kind === 'root' && isTrustQuestion(request)) return 'identityPolicies'
  if (!actsForAccount(request.principal)) return scans.resourcePolicy.direct < least ? 'resourcePolicy' : null
  const sameAccount = request.principal.account === request.resourceAccount
  return sameAccount ? unallowedInAccount(request, scans, least) : unallowedAcrossAccounts(scans, least)
}

/**
 * Same account: either side grants. What names the session or user itself is not limited by implicit denies; what
 * names the role behind a session is limited by its boundary and session policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function unallowedInAccount(request: Request, scans: Scans, least: Tri): Layer | null {
  if (scans.resourcePolicy.direct >= least) return null
  if (needsResourcePolicy(request) && scans.resourcePolicy.allow < least) return 'resourcePolicy'
  return scans.resourcePolicy.role >= least ? unallowedByCeiling(scans, least) : unallowedByOwn(scans, least)
}

/** Another account: both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
function unallowedAcrossAccounts(scans: Scans, least: Tri): Layer | null {
  return scans.resourcePolicy.allow < least ? 'resourcePolicy' : unallowedByOwn(scans, least)
}

function unallowedByOwn(scans: Scans, least: Tri): Layer | null {
  return scans.identityPolicies.allow < least ? 'identityPolicies' : unallowedByCeiling(scans, least)
}

function unallowedByCeiling(scans: Scans, least: Tri): Layer | null {
  if (scans.permissionBoundaries.allow < least) return 'permissionBoundaries'
  return scans.sessionPolicies.allow < least ? 'sessionPolicies' : null
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
  if (decision === 'allowed') return hitsWhere(passed, question, isSure)
  if (decision === 'conditional') return hitsWhere(passed, question, isAny)
  return explicit ? hitsWhere(passed, question, isSureDeny) : []
}

type Wanted = Parameters<typeof collectHits>[3]

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

const isSure: Wanted = (applies) => applies === YES
const isSureDeny: Wanted = (applies, effect) => applies === YES && effect === 'Deny'
/** Of what applies or may: Denies that may, and the Allows that the rest hangs on. */
const isAny: Wanted = () => true
