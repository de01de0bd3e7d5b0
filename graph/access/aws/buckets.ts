import type { NodeRecord } from '../../snapshot/records.ts'
import { type Target, targetOf } from './ask.ts'
import { BUCKET_ACCESS, type BucketAccess } from './bucket-access.ts'
import { conditionsOf } from './edges.ts'
import type { Estate } from './estate.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import type { Policy } from './policy.ts'
import { type PublicAccessBlock, publicAccessBlock } from './public-access-block.ts'
import { deriveAnonymous } from './public-buckets.ts'
import { membersNamed, SOME_OBJECT } from './reach.ts'
import { matchesAction } from './statement.ts'

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
    const question = bucketQuestion(bucket, target, access)
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
  const { granted, heldBack } = grantees(estate, output.groups, question)
  for (const grantee of granted) output.grant(ends, grantee)
  for (const grantee of heldBack) output.heldBack(ends, grantee)
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

function bucketQuestion(bucket: NodeRecord, target: Target, { action }: BucketAccess): GrantQuestion {
  const prefix = `${bucket.id}/`
  const always = [`${prefix}${SOME_OBJECT}`, ...membersNamed([target.policy], action, prefix)]
  return {
    target,
    action,
    needsPolicy: false,
    resourcesFor: (own) => [...new Set([...always, ...membersNamed(own.identity, action, prefix)])],
    candidates: (index) => index.inside(prefix),
  }
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
