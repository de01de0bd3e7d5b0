import { administratorAnswer } from '../../access/aws/admin.ts'
import { ask, targetOf } from '../../access/aws/ask.ts'
import { conditionsOf } from '../../access/aws/edges.ts'
import type { Identity, OwnPolicies, SourcedPolicy } from '../../access/aws/estate.ts'
import { parsePolicy } from '../../access/aws/parse.ts'
import { policyWith } from '../../access/aws/policy.ts'
import type { Condition, Evidence } from '../../attack.ts'
import type { Scene } from './scene.ts'

/** What an attacker changes about an identity's policies. */
export interface Change {
  readonly add?: readonly SourcedPolicy[]
  /** This policy's document becomes one that allows everything. */
  readonly rewrite?: string
  readonly removeBoundary?: true
}

/** What the changed identity amounts to. */
export type Outcome =
  | { readonly administrator: true; readonly conditions: readonly Condition[] }
  | { readonly administrator: false; readonly limitedBy: Evidence | null }

export const EVERYTHING = everything()

function everything(): SourcedPolicy {
  const result = parsePolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  })
  return {
    id: 'arn:aws:iam::aws:policy/AdministratorAccess',
    policy: result.ok ? result.policy : policyWith([]),
    holder: null,
    type: 'aws-managed',
  }
}

const outcomes = new WeakMap<OwnPolicies, Map<string, Outcome>>()

/**
 * Would the identity administer its account after the change, at once or by then granting itself the rest? Boundaries,
 * organization policies and the Denies of its other policies go on to hold.
 */
export function outcomeOf(scene: Scene, identity: Identity, change: Change): Outcome {
  const key = [
    identity.principal.kind,
    change.rewrite,
    change.removeBoundary,
    ...(change.add ?? []).map(({ id }) => id),
  ].join(' ')
  const known = outcomes.get(identity.class.own) ?? new Map<string, Outcome>()
  outcomes.set(identity.class.own, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const outcome = decideOutcome(scene, changedBy(identity, change))
  known.set(key, outcome)
  return outcome
}

/** The identity after the change, as the only one of its class. */
export const changedBy = (identity: Identity, change: Change): Identity =>
  withOwn(identity, changed(identity.own, change))

function decideOutcome(scene: Scene, identity: Identity): Outcome {
  const conditions =
    administers(scene, identity) ?? grantsItselfTheRest(scene, identity) ?? shedsItsDenies(scene, identity)
  if (conditions !== null) return { administrator: true, conditions }
  return { administrator: false, limitedBy: limitOf(scene, identity) }
}

function changed(own: OwnPolicies, { add = [], rewrite, removeBoundary }: Change): OwnPolicies {
  const kept = own.identity.map((source) =>
    source.id === rewrite ? { ...source, policy: EVERYTHING.policy } : source,
  )
  return { ...own, identity: [...kept, ...add], boundaries: removeBoundary ? [] : own.boundaries }
}

function administers(scene: Scene, identity: Identity): readonly Condition[] | null {
  const answer = administratorAnswer(scene.estate, identity.class)
  return answer === null ? null : conditionsOf(answer)
}

/** Would someone new with every permission administer the account, under what its organization allows? */
export function newcomerAdministers(scene: Scene, account: string, like: Identity): boolean {
  const serviceControl = scene.estate.accounts.get(account)?.serviceControl ?? []
  const own: OwnPolicies = { identity: [EVERYTHING], boundaries: [], serviceControl }
  const { account: _, ...rest } = like
  return administers(scene, withOwn({ ...rest, account, class: { ...like.class, account } }, own)) !== null
}

/** Whoever may write his own policies needs one call more. */
function grantsItselfTheRest(scene: Scene, identity: Identity): readonly Condition[] | null {
  const kind = identity.principal.kind === 'user' ? 'User' : 'Role'
  const account = scene.estate.accounts.get(identity.account)
  const target = targetOf(identity.node, account, null)
  const answers = [`iam:Put${kind}Policy`, `iam:Attach${kind}Policy`].map((action) =>
    ask(identity, target, action, identity.id, scene.timeContext(identity)),
  )
  const granted = answers.find(({ decision }) => decision.decision === 'allowed')
  if (granted === undefined) return null
  return administers(scene, withOwn(identity, changed(identity.own, { add: [EVERYTHING] })))
}

/** A Deny in a policy of its own holds until the identity takes that policy away from itself. */
function shedsItsDenies(scene: Scene, identity: Identity): readonly Condition[] | null {
  const kind = identity.principal.kind === 'user' ? 'User' : 'Role'
  const target = targetOf(identity.node, scene.estate.accounts.get(identity.account), null)
  const may = (action: string): boolean =>
    ask(identity, target, action, identity.id, scene.timeContext(identity)).decision.decision === 'allowed'
  const isShed = ({ holder, type, policy }: SourcedPolicy): boolean =>
    holder === identity.id &&
    policy.statements.some(({ effect }) => effect === 'Deny') &&
    may(type === 'inline' ? `iam:Delete${kind}Policy` : `iam:Detach${kind}Policy`)
  const left = identity.own.identity.filter((source) => !isShed(source))
  if (left.length === identity.own.identity.length) return null
  return administers(scene, withOwn(identity, { ...identity.own, identity: left }))
}

/** The control without which it would be an administrator. */
function limitOf(scene: Scene, identity: Identity): Evidence | null {
  const { own } = identity
  const unbounded = { ...own, boundaries: [] }
  const [boundary] = own.boundaries
  if (boundary !== undefined && administers(scene, withOwn(identity, unbounded)) !== null)
    return { type: 'permissions-boundary', id: boundary.id, detail: 'limits whatever policies are added' }
  const unorganized = { ...unbounded, serviceControl: [] }
  const control = own.serviceControl.flat().at(-1)
  if (control !== undefined && administers(scene, withOwn(identity, unorganized)) !== null)
    return { type: 'service-control-policy', id: control.id, detail: 'limits whatever policies are added' }
  return null
}

/** Somebody with these policies and no others, the only one of a class. */
export function withOwn(identity: Identity, own: OwnPolicies): Identity {
  const members: Identity[] = []
  const found = { ...identity.class, own, members }
  const one: Identity = { ...identity, own, class: found }
  members.push(one)
  return one
}
