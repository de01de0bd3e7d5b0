import { NO, type Tri, YES } from '../tri.ts'
import {
  allowsAtLevels,
  allowsIn,
  allowsOfControls,
  deniesAtLevels,
  deniesIn,
  deniesOfControls,
  deniesOfResource,
  type Grant,
  grantOf,
  type Layer,
} from './layers.ts'
import type { Policy } from './policy.ts'
import type { Principal } from './principal.ts'
import type { Question } from './statement.ts'

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

export const actsForAccount = ({ kind }: Principal): boolean =>
  kind !== 'service' && kind !== 'provider' && kind !== 'anonymous'

/** Does a Deny of the layer apply? */
export function deniesOf(layer: Layer, passed: Passed, question: Question): Tri {
  switch (layer) {
    case 'serviceControlPolicies': {
      const levels = passed.serviceControlPolicies
      return levels === null ? NO : deniesAtLevels(levels, question)
    }
    case 'resourceControlPolicies': {
      const levels = passed.resourceControlPolicies
      return levels === null ? NO : deniesOfControls(levels, question)
    }
    case 'resourcePolicy':
      return passed.resourcePolicy === null ? NO : deniesOfResource(passed.resourcePolicy, question)
    default: {
      const policies = passed[layer]
      return policies === null ? NO : deniesIn(policies, question)
    }
  }
}

/** What each layer allows, found out when the answer hangs on it: most answers hang on few. */
export class Allows {
  private readonly passed: Passed
  private readonly question: Question
  private ofServiceControl: Tri | null = null
  private ofResourceControl: Tri | null = null
  private ofResource: Grant | null = null
  private ofIdentity: Tri | null = null
  private ofBoundaries: Tri | null = null
  private ofSession: Tri | null = null

  constructor(passed: Passed, question: Question) {
    this.passed = passed
    this.question = question
  }

  get serviceControlPolicies(): Tri {
    const levels = this.passed.serviceControlPolicies
    this.ofServiceControl ??= levels === null ? YES : allowsAtLevels(levels, this.question)
    return this.ofServiceControl
  }

  get resourceControlPolicies(): Tri {
    const levels = this.passed.resourceControlPolicies
    this.ofResourceControl ??= levels === null ? YES : allowsOfControls(levels, this.question)
    return this.ofResourceControl
  }

  get resourcePolicy(): Grant {
    this.ofResource ??= grantOf(this.passed.resourcePolicy, this.question)
    return this.ofResource
  }

  get identityPolicies(): Tri {
    this.ofIdentity ??= allowsUnless(this.passed.identityPolicies, this.question)
    return this.ofIdentity
  }

  get permissionBoundaries(): Tri {
    this.ofBoundaries ??= allowsUnless(this.passed.permissionBoundaries, this.question)
    return this.ofBoundaries
  }

  get sessionPolicies(): Tri {
    this.ofSession ??= allowsUnless(this.passed.sessionPolicies, this.question)
    return this.ofSession
  }
}

/** A layer that is not there stops nothing. */
const allowsUnless = (policies: readonly Policy[] | null, question: Question): Tri =>
  policies === null ? YES : allowsIn(policies, question)
