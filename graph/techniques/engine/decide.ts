import { type Answer, ask, isHeldBack, type Target, targetOf } from '../../access/aws/ask.ts'
import { type Context, createContext, layerContexts } from '../../access/aws/context.ts'
import { conditionsOf } from '../../access/aws/edges.ts'
import { type Account, type Identity, NOT_COLLECTED, type SourcedPolicy } from '../../access/aws/estate.ts'
import { parsePolicy } from '../../access/aws/parse.ts'
import { type Policy, policyWith } from '../../access/aws/policy.ts'
import { compilePrincipals } from '../../access/aws/principal.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Candidate, Existing, Permission } from '../privilege.ts'
import { freshArns } from './fresh.ts'
import { groupsOf } from './groups.ts'
import { createPool, type Pool } from './pool.ts'
import type { Scene } from './scene.ts'
import { candidate } from './sources.ts'

/** A permission with the answer to it. */
export interface Granted {
  readonly permission: Permission
  readonly resource: string
  readonly answer: Answer
}

export const isDenied = ({ answer }: Granted): boolean => answer.decision.decision === 'denied'

/** Denied by a Deny, a boundary or an organization policy, where the identity's own policies would allow. */
export const isStopped = (granted: Granted): boolean => isDenied(granted) && isHeldBack(granted.answer)

/** Context that a technique fixes, and a text that is equal for equal ones. */
interface Fixed {
  readonly key: string
  readonly context: Context
}

/** Puts permission questions for one account, each resource compiled once. */
export interface Decider {
  /** On a node of the candidate. null when the candidate has no such node. */
  onNode(permission: Permission, self: Identity, candidate: Candidate): Granted | null
  /** All on one thing the attacker makes or that exists: the one on which they go best. null when there is none. */
  onAny(permissions: readonly Permission[], self: Identity): readonly Granted[] | null
}

export function createDecider(scene: Scene, account: Account): Decider {
  const targets = new Map<string, Target>()
  const fixed = new WeakMap<Permission, readonly Fixed[]>()
  const pools = new WeakMap<Existing, Pool>()
  const nodeTarget = (node: NodeRecord): Target => {
    const known = targets.get(node.id)
    if (known !== undefined) return known
    const target = withNodeKeys(targetOf(node, account, null), node, scene)
    targets.set(node.id, target)
    return target
  }
  const freshTarget = (id: string): Target =>
    targetOf({ id, kind: 'New', props: { account: account.id } }, account, null)
  const policyFor = ({ trust }: Permission, self: Identity, node: NodeRecord): SourcedPolicy | null => {
    if (trust === 'rewritten') return trustNaming(self)
    if (trust === undefined) return storePolicy(scene, node)
    return scene.estate.resourcePolicy(node, 'trustPolicy', `${node.id}#trust`) ?? null
  }
  const contextsFor = (permission: Permission): readonly Fixed[] => {
    const known =
      fixed.get(permission) ??
      alternatives(permission).map((values) => ({
        key: JSON.stringify(values),
        context: createContext([values]),
      }))
    fixed.set(permission, known)
    return known
  }
  // Techniques share questions; the answers of one principal are kept until the next one asks.
  let answers = new Map<string, Answer>()
  let asking: Identity | null = null
  const askOnce = (key: string | null, self: Identity, put: () => Answer): Answer => {
    if (key === null) return put()
    if (asking !== self) [asking, answers] = [self, new Map()]
    const known = answers.get(key) ?? put()
    answers.set(key, known)
    return known
  }
  const put = (permission: Permission, self: Identity, target: Target, resource: string): Granted => {
    const { action, trust } = permission
    const tried = contextsFor(permission).map(({ key, context }): Granted => {
      const shared = trust === undefined ? `${action} ${resource} ${key}` : null
      const answer = askOnce(shared, self, () =>
        ask(self, target, action, resource, layerContexts([context, scene.timeContext(self)])),
      )
      return { permission, resource, answer }
    })
    return tried.reduce((best, one) => (obstacles([one]) < obstacles([best]) ? one : best))
  }
  const poolOf = (existing: Existing): Pool => {
    const list = () => existing.list(scene, account.id).map((some) => candidate({ some }, some.id))
    const known = pools.get(existing) ?? createPool(existing.some, list())
    pools.set(existing, known)
    return known
  }
  /** Things that exist, one for each group that the policies do not tell apart. */
  const existingTargets = (
    existing: Existing,
    permissions: readonly Permission[],
    self: Identity,
  ): Target[] =>
    groupsOf(
      poolOf(existing),
      self,
      account,
      permissions.map(({ action }) => ({ action, on: 'some' })),
    ).flatMap(({ representative }) =>
      representative.nodes.some === undefined ? [] : [nodeTarget(representative.nodes.some)],
    )
  const targetsOf = (permissions: readonly Permission[], self: Identity): Target[] => {
    const on = permissions[0]?.on ?? '*'
    if (typeof on !== 'string') return existingTargets(on, permissions, self)
    return freshArns(
      on,
      self,
      permissions.map(({ action }) => action),
    ).map(freshTarget)
  }
  return {
    onNode(permission, self, candidate) {
      const node = typeof permission.on === 'string' ? candidate.nodes[permission.on] : undefined
      if (node === undefined) return null
      const policy = policyFor(permission, self, node)
      const target = nodeTarget(node)
      return put(permission, self, policy === null ? target : { ...target, policy }, node.id)
    },
    onAny(permissions, self) {
      let best: readonly Granted[] | null = null
      for (const target of targetsOf(permissions, self)) {
        const granted = permissions.map((permission) => put(permission, self, target, target.id))
        if (best === null || obstacles(granted) < obstacles(best)) best = granted
        if (obstacles(best) === 0) break
      }
      return best
    },
  }
}

const DENIED_WEIGHT = 1000

const obstacles = (granted: readonly Granted[]): number =>
  granted.reduce((sum, one) => sum + (isDenied(one) ? DENIED_WEIGHT : conditionsOf(one.answer).length), 0)

/** The context's values; one set for each of a key's alternatives. */
function alternatives({ context = {} }: Permission): readonly { [key: string]: readonly string[] }[] {
  let found: { [key: string]: readonly string[] }[] = [{}]
  for (const [key, values] of Object.entries(context)) {
    const options = typeof values === 'string' ? [values] : values
    found = found.flatMap((before) => options.map((value) => ({ ...before, [key]: [value] })))
  }
  return found
}

/**
 * Services have their own names for a resource's tags (ec2:ResourceTag/x, iam:ResourceTag/x, ssm:resourceTag/x), and
 * IAM tells the boundary of the user or role that is changed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
function withNodeKeys(target: Target, node: NodeRecord, { facts }: Scene): Target {
  const { context } = target
  const [boundary] = facts.from(node.id, 'BOUNDED_BY')
  const bounded = boundary === undefined ? 'absent' : [boundary.to]
  const isIdentity = node.kind === 'AwsIamUser' || node.kind === 'AwsIamRole'
  const lookup: Context['lookup'] = (key) => {
    if (isIdentity && key === 'iam:permissionsboundary') return bounded
    const alias = /^[a-z0-9-]+:resourcetag\//.exec(key)
    return context.lookup(alias === null ? key : `aws:resourcetag/${key.slice(alias[0].length)}`)
  }
  return { ...target, context: { lookup } }
}

/** What code is taken from has a policy of its own; a bucket's speaks of its objects too. */
function storePolicy({ estate, facts }: Scene, node: NodeRecord): SourcedPolicy | null {
  const store = node.kind === 'S3Object' ? facts.node(String(node.props.bucket)) : node
  if (store === undefined || !CODE_STORES.has(store.kind)) return null
  const policy = estate.resourcePolicy(store, 'policy', `${store.id}#policy`)
  return policy === undefined ? NOT_COLLECTED : policy
}

const CODE_STORES: ReadonlySet<string> = new Set(['AwsS3Bucket', 'AwsEcrRepository'])

/** How the id of a trust policy ends that the attacker writes himself. */
export const REWRITTEN = '#rewritten-trust'

const TRUSTING = statementsOf({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
})

function statementsOf(document: object): Policy['statements'] {
  const result = parsePolicy(document)
  return result.ok ? result.policy.statements : []
}

const rewritten = new WeakMap<Identity, SourcedPolicy>()

/** The trust policy as the attacker would write it. */
function trustNaming(self: Identity): SourcedPolicy {
  const known = rewritten.get(self)
  if (known !== undefined) return known
  const principals = compilePrincipals([{ type: 'AWS', values: [self.id] }])
  const policy: SourcedPolicy = {
    id: `${self.id}${REWRITTEN}`,
    policy: policyWith(TRUSTING.map((statement) => ({ ...statement, principals }))),
    holder: null,
    type: 'other',
  }
  rewritten.set(self, policy)
  return policy
}
