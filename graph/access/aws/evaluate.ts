import { parseArn } from './arn.ts'
import { type Context, type ContextValues, createContext } from './context.ts'
import { derivedKeys } from './derived-keys.ts'
import {
  type Hit,
  LAYERS,
  type Layer,
  type LayerResult,
  type ResourceResult,
  scanIdentity,
  scanLevels,
  scanResource,
  scanResourceControls,
} from './layers.ts'
import type { Policy } from './policy.ts'
import type { Principal } from './principal.ts'
import type { Question } from './statement.ts'
import { MAYBE, NO, type Tri, YES } from './tri.ts'

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

type Scans = { readonly [layer in Exclude<Layer, 'resourcePolicy'>]: LayerResult } & {
  readonly resourcePolicy: ResourceResult
}

const isYes = (value: Tri): boolean => value === YES
const isNotNo = (value: Tri): boolean => value !== NO

const SKIPPED: LayerResult = { allow: YES, deny: NO, hits: [] }

/** The request's context: what the caller knows, then what principal and resource tell by themselves. */
export function requestContext(
  request: Omit<Request, 'context'>,
  known: ContextValues,
  complete = false,
): Context {
  return createContext([known, derivedKeys(request.principal, request.resourceAccount)], { complete })
}

/**
 * Decides one request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const scans = scanAll(request, policies)
  const must = firstBlock(request, scans, isYes)
  if (must === null)
    return { decision: 'allowed', by: hitsWhere(scans, isSureAllow), stoppedBy: null, explicit: false }
  const may = firstBlock(request, scans, isNotNo)
  if (may === null) {
    return {
      decision: 'conditional',
      by: hitsWhere(scans, isUndecided),
      stoppedBy: must.layer,
      explicit: must.explicit,
    }
  }
  return {
    decision: 'denied',
    by: may.explicit ? hitsWhere(scans, isSureDeny) : [],
    stoppedBy: may.layer,
    explicit: may.explicit,
  }
}

function scanAll(request: Request, policies: Policies): Scans {
  const { principal } = request
  const question: Question = {
    principal,
    action: request.action.toLowerCase(),
    resource: request.resource,
    context: request.context,
    bounded: policies.boundaries.length > 0,
  }
  const isIdentity = actsForAccount(principal)
  // Root has no identity policies and needs none.
  const asRoot = principal.kind === 'root'
  return {
    identityPolicies: asRoot
      ? SKIPPED
      : scanIdentity('identityPolicies', isIdentity ? policies.identity : [], question),
    permissionBoundaries: scanIfAny(
      'permissionBoundaries',
      isIdentity && !asRoot ? policies.boundaries : [],
      question,
    ),
    sessionPolicies: scanSession(principal, isIdentity ? policies.session : [], question),
    resourcePolicy: scanResource(policies.resource, question),
    serviceControlPolicies:
      isIdentity && !principal.serviceLinked
        ? scanLevels('serviceControlPolicies', policies.serviceControl, question)
        : SKIPPED,
    resourceControlPolicies: principal.serviceLinked
      ? SKIPPED
      : scanResourceControls(policies.resourceControl, question),
  }
}

function scanIfAny(layer: Layer, policies: readonly Policy[], question: Question): LayerResult {
  return policies.length === 0 ? SKIPPED : scanIdentity(layer, policies, question)
}

/** A federated user without a session policy has no permissions of its own. */
function scanSession(principal: Principal, policies: readonly Policy[], question: Question): LayerResult {
  if (principal.kind === 'federated-user') return scanIdentity('sessionPolicies', policies, question)
  return scanIfAny('sessionPolicies', policies, question)
}

const actsForAccount = ({ kind }: Principal): boolean =>
  kind !== 'service' && kind !== 'provider' && kind !== 'anonymous'

const implicit = (layer: Layer): Block => ({ layer, explicit: false })

interface Block {
  readonly layer: Layer
  readonly explicit: boolean
}

/**
 * The first thing that stops the request, if `holds` says which allows count. A deny counts when it does not surely
 * fail to apply (for "must") or when it surely applies (for "may"): the opposite of an allow.
 */
function firstBlock(request: Request, scans: Scans, holds: (value: Tri) => boolean): Block | null {
  const counts = holds(MAYBE) ? YES : MAYBE
  for (const layer of LAYERS) {
    if (scans[layer].deny >= counts) return { layer, explicit: true }
  }
  if (!holds(scans.resourceControlPolicies.allow)) return implicit('resourceControlPolicies')
  if (!holds(scans.serviceControlPolicies.allow)) return implicit('serviceControlPolicies')
  // "You can't call AssumeRole by using root user credentials; access is denied."
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (request.principal.kind === 'root' && isTrustQuestion(request)) return implicit('identityPolicies')
  if (!actsForAccount(request.principal)) {
    return holds(scans.resourcePolicy.direct) ? null : implicit('resourcePolicy')
  }
  const sameAccount = request.principal.account === request.resourceAccount
  return sameAccount ? blockInAccount(request, scans, holds) : blockAcrossAccounts(scans, holds)
}

/**
 * Same account: either side grants. What names the session or user itself is not limited by implicit denies; what
 * names the role behind a session is limited by its boundary and session policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function blockInAccount(request: Request, scans: Scans, holds: (value: Tri) => boolean): Block | null {
  if (holds(scans.resourcePolicy.direct)) return null
  const ownPolicies = blockInIdentity(scans, holds)
  if (needsResourcePolicy(request)) {
    if (!holds(scans.resourcePolicy.allow)) return implicit('resourcePolicy')
  } else if (ownPolicies === null) {
    return null
  }
  if (holds(scans.resourcePolicy.role)) return blockByCeiling(scans, holds)
  return ownPolicies
}

/** Another account: both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
function blockAcrossAccounts(scans: Scans, holds: (value: Tri) => boolean): Block | null {
  if (!holds(scans.resourcePolicy.allow)) return implicit('resourcePolicy')
  return blockInIdentity(scans, holds)
}

function blockInIdentity(scans: Scans, holds: (value: Tri) => boolean): Block | null {
  if (!holds(scans.identityPolicies.allow)) return implicit('identityPolicies')
  return blockByCeiling(scans, holds)
}

function blockByCeiling(scans: Scans, holds: (value: Tri) => boolean): Block | null {
  if (!holds(scans.permissionBoundaries.allow)) return implicit('permissionBoundaries')
  if (!holds(scans.sessionPolicies.allow)) return implicit('sessionPolicies')
  return null
}

/**
 * "IAM role trust policies and KMS key policies are exceptions to this logic, because they must explicitly allow
 * access for principals."
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function needsResourcePolicy(request: Request): boolean {
  if (isTrustQuestion(request)) return true
  if (!request.resource.includes(':kms:')) return false
  const arn = parseArn(request.resource)
  return arn?.service === 'kms' && arn.resource.startsWith('key/')
}

const TRUST_ACTIONS =
  /^sts:(assumerole|assumerolewithsaml|assumerolewithwebidentity|tagsession|setsourceidentity|setcontext)$/i

function isTrustQuestion(request: Request): boolean {
  if (!TRUST_ACTIONS.test(request.action)) return false
  const arn = parseArn(request.resource)
  return arn?.service === 'iam' && arn.resource.startsWith('role/')
}

/** The hits of all layers that `wanted` picks. */
function hitsWhere(scans: Scans, wanted: (hit: Hit) => boolean): readonly Hit[] {
  const found: Hit[] = []
  for (const layer of LAYERS) for (const hit of scans[layer].hits) if (wanted(hit)) found.push(hit)
  return found
}

const isSureAllow = (hit: Hit) => hit.applies === YES && hit.statement.effect === 'Allow'
const isSureDeny = (hit: Hit) => hit.applies === YES && hit.statement.effect === 'Deny'
/** Denies that may apply, and the allows that the rest hangs on. */
const isUndecided = (hit: Hit) => hit.statement.effect === 'Allow' || hit.applies === MAYBE
