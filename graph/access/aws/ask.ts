import type { NodeRecord } from '../../snapshot/records.ts'
import { type Context, createContext, layerContexts } from './context.ts'
import type { Account, OwnPolicies, SourcedPolicy } from './estate.ts'
import { type Decision, decide, evaluate, type Request, type Verdict } from './evaluate.ts'
import { resourceContext } from './known-context.ts'
import type { Hit } from './layers.ts'
import type { Policies } from './passed.ts'
import { type Policy, policyWith } from './policy.ts'
import type { Principal } from './principal.ts'

/** A resource as the asked side: its policy, its account's controls, and what is known of it. */
export interface Target {
  readonly id: string
  readonly account: string
  readonly policy: SourcedPolicy | null
  readonly resourceControl: readonly (readonly SourcedPolicy[])[]
  readonly context: Context
}

/** Who asks: an identity of the snapshot, or someone outside it. */
export interface Asker {
  readonly principal: Principal
  readonly context: Context
  readonly own: OwnPolicies
}

export interface Answer {
  readonly decision: Decision
  readonly action: string
  readonly resource: string
  readonly asker: Asker
  readonly target: Target
  readonly context: Context
}

const ORDINARY: Context = createContext([])

export function targetOf(
  node: NodeRecord,
  account: Account | undefined,
  policy: SourcedPolicy | null,
): Target {
  const id = String(node.props.account ?? account?.id ?? '')
  return {
    id: node.id,
    account: id,
    policy,
    resourceControl: account?.resourceControl ?? [],
    context: new ResourceContext(node, account?.node, id),
  }
}

/** What is known of a resource, made when it is first looked at: most resources are never asked about. */
class ResourceContext implements Context {
  private made: Context | null = null
  private readonly node: NodeRecord
  private readonly account: NodeRecord | undefined
  private readonly id: string

  constructor(node: NodeRecord, account: NodeRecord | undefined, id: string) {
    this.node = node
    this.account = account
    this.id = id
  }

  lookup(key: string): ReturnType<Context['lookup']> {
    this.made ??= this.make()
    return this.made.lookup(key)
  }

  private make(): Context {
    const { values, families } = resourceContext(this.node, this.account)
    return createContext([values, { 'aws:resourceaccount': [this.id] }], { families })
  }
}

/** Puts one question: may this asker do the action on this ARN of the target? */
export function ask(
  asker: Asker,
  target: Target,
  action: string,
  resource: string,
  extra: Context = ORDINARY,
): Answer {
  const context = layerContexts([extra, asker.context, target.context])
  const request: Request = {
    principal: asker.principal,
    action,
    resource,
    resourceAccount: target.account,
    context,
  }
  return {
    decision: evaluate(request, policiesOf(asker.own, target)),
    action,
    resource,
    asker,
    target,
    context,
  }
}

/** The same question, where the statements behind the answer are not wanted. */
export function decideFor(asker: Asker, target: Target, action: string, resource: string): Verdict {
  const context = layerContexts([asker.context, target.context])
  const { principal } = asker
  const request: Request = { principal, action, resource, resourceAccount: target.account, context }
  return decide(request, policiesOf(asker.own, target))
}

/** Would the answer be yes without boundaries, organization policies and Deny statements? */
export function isHeldBack(answer: Answer): boolean {
  const { action, resource, asker, target, context } = answer
  const request: Request = {
    principal: asker.principal,
    action,
    resource,
    resourceAccount: target.account,
    context,
  }
  const without = evaluate(request, withoutControls(policiesOf(asker.own, target)))
  return without.decision !== 'denied'
}

export function policiesOf(own: OwnPolicies, target: Target): Policies {
  const { identity, boundaries, session, serviceControl } = plainPolicies(own)
  return {
    identity,
    boundaries,
    session,
    serviceControl,
    resource: target.policy?.policy ?? null,
    resourceControl: plainResourceControl(target.resourceControl),
  }
}

type OwnPlain = Pick<Policies, 'identity' | 'boundaries' | 'session' | 'serviceControl'>
const plainOf = new WeakMap<OwnPolicies, OwnPlain>()

function plainPolicies(own: OwnPolicies): OwnPlain {
  const known = plainOf.get(own)
  if (known !== undefined) return known
  const plain: OwnPlain = {
    identity: own.identity.map(({ policy }) => policy),
    boundaries: own.boundaries.map(({ policy }) => policy),
    session: [],
    serviceControl: plainLevels(own.serviceControl),
  }
  plainOf.set(own, plain)
  return plain
}

const plainControls = new WeakMap<Target['resourceControl'], Policies['resourceControl']>()

function plainResourceControl(levels: Target['resourceControl']): Policies['resourceControl'] {
  const known = plainControls.get(levels)
  if (known !== undefined) return known
  const plain = plainLevels(levels)
  plainControls.set(levels, plain)
  return plain
}

const plainLevels = (levels: readonly (readonly SourcedPolicy[])[]): readonly (readonly Policy[])[] =>
  levels.map((level) => level.map(({ policy }) => policy))

function withoutControls(policies: Policies): Policies {
  const allowsOnly = ({ allows }: Policy): Policy => policyWith(allows)
  return {
    ...policies,
    identity: policies.identity.map(allowsOnly),
    boundaries: [],
    resource: policies.resource === null ? null : allowsOnly(policies.resource),
    serviceControl: [],
    resourceControl: [],
  }
}

/** The policy that a statement stands in. */
export function sourceOf(hit: Hit, answer: Pick<Answer, 'asker' | 'target'>): SourcedPolicy | null {
  const { own } = answer.asker
  switch (hit.layer) {
    case 'identityPolicies':
      return own.identity[hit.index] ?? null
    case 'permissionBoundaries':
      return own.boundaries[hit.index] ?? null
    case 'serviceControlPolicies':
      return own.serviceControl[hit.index]?.[hit.document] ?? null
    case 'resourceControlPolicies':
      return answer.target.resourceControl[hit.index]?.[hit.document] ?? null
    case 'resourcePolicy':
      return answer.target.policy
    case 'sessionPolicies':
      return null
  }
}
