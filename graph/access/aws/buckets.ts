import type { NodeRecord } from '../../snapshot/records.ts'
import { type Target, targetOf } from './ask.ts'
import { conditionsOf } from './edges.ts'
import type { Estate, OwnPolicies } from './estate.ts'
import { type Glob, residuals } from './glob.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import type { Policy } from './policy.ts'
import { type PublicAccessBlock, publicAccessBlock } from './public-access-block.ts'
import { deriveAnonymous } from './public-buckets.ts'
import { matchesAction } from './statement.ts'
import { resolveTemplate } from './variables.ts'

/** https://attack.mitre.org/techniques/T1530/ and https://attack.mitre.org/techniques/T1565/001/ */
export const BUCKET_ACCESS = [
  { kind: 'CAN_READ', action: 's3:GetObject', attack: ['T1530'] },
  { kind: 'CAN_WRITE', action: 's3:PutObject', attack: ['T1565.001'] },
] as const
export type BucketAccess = (typeof BUCKET_ACCESS)[number]

/** CAN_READ and CAN_WRITE to one bucket, from identities, other accounts and the Internet. */
export function deriveBucket(estate: Estate, bucket: NodeRecord, output: Output): void {
  const account = estate.accounts.get(String(bucket.props.account ?? ''))
  const policy = estate.resourcePolicy(bucket, 'policy', `${bucket.id}#policy`)
  const target = targetOf(bucket, account, policy ?? null)
  const block = publicAccessBlock(bucket, account?.node, target.policy?.policy ?? null)
  if (policy !== undefined && bucket.props.acl !== undefined) {
    output.property(bucket.id, { publicRead: false, publicWrite: false, exposure: 'internal' })
  }
  for (const access of BUCKET_ACCESS) {
    const question = bucketQuestion(bucket, target, access, output)
    deriveIdentities(estate, bucket, access, question, output)
    deriveOutsiders(estate, bucket, access, question, block, output)
  }
  deriveAnonymous(bucket, target, block, output)
  if (policy !== undefined) output.property(bucket.id, { requiresTls: requiresTls(target.policy?.policy) })
}

function deriveIdentities(
  estate: Estate,
  bucket: NodeRecord,
  access: BucketAccess,
  question: GrantQuestion,
  output: Output,
): void {
  const ends = { kind: access.kind, to: bucket.id, attack: access.attack }
  const { granted, heldBack } = grantees(estate, question)
  for (const { from, answer } of granted) output.edge({ ...ends, from: output.source(from) }, answer)
  for (const { from, answer } of heldBack) output.blocked({ ...ends, from: output.source(from) }, answer)
}

function deriveOutsiders(
  estate: Estate,
  bucket: NodeRecord,
  access: BucketAccess,
  question: GrantQuestion,
  block: PublicAccessBlock,
  output: Output,
): void {
  for (const { node, askers } of outsiders(estate, question.target, access.action)) {
    const open = askers
      .map((asker) => bestAnswer(asker, question))
      .filter(({ decision }) => decision.decision !== 'denied')
      .sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
    const [best] = open
    if (best === undefined) continue
    const ends = { kind: access.kind, from: node.id, to: bucket.id, attack: access.attack }
    output.node(node)
    if (block.restricted === 'on') {
      output.block({ ...ends, technique: null, by: block.evidence })
      continue
    }
    output.edge(ends, best, block.restricted === 'unknown' ? [block.condition] : [])
    if (node.id === ANY_AWS_PRINCIPAL && conditionsOf(best).length === 0) {
      output.property(bucket.id, access.kind === 'CAN_READ' ? { publicRead: true } : { publicWrite: true })
    }
  }
}

export function bucketQuestion(
  bucket: NodeRecord,
  target: Target,
  access: Pick<BucketAccess, 'action'>,
  output: Pick<Output, 'administrators'>,
): GrantQuestion {
  const prefix = `${bucket.id}/`
  const fromPolicy = objectsOf(target.policy?.policy ?? null, access.action, prefix)
  const ordinary = `${prefix}${SOME_OBJECT}`
  return {
    target,
    action: access.action,
    needsPolicy: false,
    resourcesFor: (own) => [...new Set([ordinary, ...fromPolicy, ...ownObjects(own, access.action, prefix)])],
    skips: (found) => found.account === target.account && output.administrators.has(found.id),
  }
}

/** A key that no policy names. */
const SOME_OBJECT = 'chokepoint-probe/object'

const ownObjects = (own: OwnPolicies, action: string, prefix: string): readonly string[] =>
  own.identity.flatMap(({ policy }) => objectsOf(policy, action, prefix))

const objectsBefore = new WeakMap<Policy, Map<string, readonly Glob[]>>()

/** An object of the bucket for each pattern by which the policy lets someone at a part of it. */
export function objectsOf(policy: Policy | null, action: string, prefix: string): readonly string[] {
  if (policy === null) return []
  const found = new Set<string>()
  for (const glob of objectPatterns(policy, action)) {
    if (!couldReach(glob, prefix)) continue
    for (const rest of residuals(glob, prefix)) {
      if (rest === '*' || rest === '') continue
      found.add(prefix + rest.replaceAll('*', 'x').replaceAll('?', 'x'))
    }
  }
  return [...found]
}

/** Resources of Allow statements, and the exceptions of Deny statements. */
function objectPatterns(policy: Policy, action: string): readonly Glob[] {
  const byAction = objectsBefore.get(policy) ?? new Map<string, readonly Glob[]>()
  objectsBefore.set(policy, byAction)
  const known = byAction.get(action)
  if (known !== undefined) return known
  const globs = policy.statements
    .filter((statement) => (statement.effect === 'Allow') !== statement.notResource)
    .filter((statement) => matchesAction(statement, action.toLowerCase()))
    .flatMap((statement) => statement.resources ?? [])
    .flatMap((template) => {
      const resolved = resolveTemplate(template, { lookup: () => 'unknown' })
      return resolved.state === 'absent' || resolved.glob.shape === 'any' ? [] : [resolved.glob]
    })
  byAction.set(action, globs)
  return globs
}

/** A cheap look at the text before the first wildcard. */
function couldReach(glob: Glob, prefix: string): boolean {
  const wildcard = glob.pattern.search(/[*?]/)
  const literal = wildcard === -1 ? glob.pattern : glob.pattern.slice(0, wildcard)
  return literal.length < prefix.length ? prefix.startsWith(literal) : literal.startsWith(prefix)
}

/** A Deny for everyone when the request is not over TLS, for reading and writing objects. */
function requiresTls(policy: Policy | undefined): boolean {
  if (policy === undefined) return false
  return policy.statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.principals?.everyone === true &&
      !statement.notPrincipal &&
      matchesAction(statement, 's3:getobject') &&
      matchesAction(statement, 's3:putobject') &&
      statement.conditions.length === 1 &&
      statement.conditions.every(
        (test) =>
          test.base === 'bool' &&
          test.key === 'aws:securetransport' &&
          test.values.every(({ text }) => text.toLowerCase() === 'false'),
      ),
  )
}
