import type { NodeRecord } from '../../snapshot/records.ts'
import { NO, YES } from '../tri.ts'
import { deriveAclAccounts } from './acl-accounts.ts'
import { type Target, targetOf } from './ask.ts'
import { BUCKET_ACCESS, type BucketAccess } from './bucket-access.ts'
import { createContext } from './context.ts'
import { conditionsOf } from './edges.ts'
import type { Estate } from './estate.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import { keyNeeded } from './keys.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import type { Policy } from './policy.ts'
import { type PublicAccessBlock, publicAccessBlock } from './public-access-block.ts'
import { deriveAnonymous, openBy } from './public-buckets.ts'
import { membersNamed, SOME_OBJECT } from './reach.ts'
import { appliesBesides, matchesAction } from './statement.ts'

const CLOSED = {
  publicRead: false,
  publicWrite: false,
  publicReadByPolicy: false,
  publicWriteByPolicy: false,
  publicReadByAcl: false,
  publicWriteByAcl: false,
  exposure: 'internal',
}

/** CAN_READ and CAN_WRITE to one bucket, from identities, other accounts and the Internet. */
export function deriveBucket(estate: Estate, bucket: NodeRecord, output: Output): void {
  const account = estate.accounts.get(String(bucket.props.account ?? ''))
  const policy = estate.resourcePolicy(bucket, 'policy', `${bucket.id}#policy`)
  const target = targetOf(bucket, account, policy ?? null)
  const block = publicAccessBlock(bucket, account?.node, target.policy?.policy ?? null)
  if (policy !== undefined && bucket.props.acl !== undefined) {
    output.property(bucket.id, CLOSED)
  }
  for (const access of BUCKET_ACCESS) {
    const question = bucketQuestion(estate, bucket, target, access)
    deriveIdentities(estate, bucket, access, question, block, output)
    deriveOutsiders(estate, bucket, access, question, block, output)
  }
  deriveAnonymous(bucket, target, block, output)
  deriveAclAccounts(estate.facts, bucket, output)
  if (policy !== undefined)
    output.property(bucket.id, { requiresTls: requiresTls(bucket, target.policy?.policy) })
}

/**
 * A public policy under RestrictPublicBuckets is closed to "AWS service principals and authorized users within the
 * bucket owner's account", so that it lets in no identity of another account, even one that it names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function deriveIdentities(
  estate: Estate,
  bucket: NodeRecord,
  access: BucketAccess,
  question: GrantQuestion,
  block: PublicAccessBlock,
  output: Output,
): void {
  const ends = { kind: access.kind, to: bucket.id, attack: access.attack }
  const { granted, heldBack } = grantees(estate, output.groups, question)
  for (const grantee of granted) {
    const isOutside = grantee.from.account !== question.target.account
    if (!isOutside || block.restricted === 'off') output.grant(ends, grantee)
    else if (block.restricted === 'unknown') output.grant(ends, grantee, [block.condition])
    else output.heldBack(ends, grantee, block.evidence)
  }
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
      output.property(bucket.id, {
        ...(access.kind === 'CAN_READ' ? { publicRead: true } : { publicWrite: true }),
        ...openBy('policy', access),
      })
    }
  }
}

function bucketQuestion(
  estate: Estate,
  bucket: NodeRecord,
  target: Target,
  { kind, action }: BucketAccess,
): GrantQuestion {
  const prefix = `${bucket.id}/`
  const always = [`${prefix}${SOME_OBJECT}`, ...membersNamed([target.policy], action, prefix)]
  return {
    target,
    action,
    needsPolicy: false,
    resourcesFor: (own) => [...new Set([...always, ...membersNamed(own.identity, action, prefix)])],
    candidates: (index) => index.inside(prefix),
    ...(kind === 'CAN_READ' ? decryption(estate, bucket) : {}),
  }
}

/**
 * Objects under the bucket's default key are read by who may decrypt with it. Writing needs no key: the request may
 * ask for other encryption. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function decryption(estate: Estate, bucket: NodeRecord): Pick<GrantQuestion, 'also'> {
  const { encryption, kmsKey } = bucket.props
  if (typeof encryption !== 'string' || !encryption.startsWith('aws:kms')) return {}
  return keyNeeded(estate, bucket, kmsKey, { action: 'kms:Decrypt', service: 's3' })
}

/** Reading and writing any object is denied to everyone who comes without TLS, and not to whoever comes with it. */
function requiresTls(bucket: NodeRecord, policy: Policy | undefined): boolean {
  const resource = `${bucket.id}/${SOME_OBJECT}`
  const deniesAll = (policy?.statements ?? []).filter(
    ({ effect, principals, notPrincipal }) =>
      effect === 'Deny' && principals?.everyone === true && !notPrincipal,
  )
  return ['s3:getobject', 's3:putobject'].every((action) =>
    deniesAll.some(
      (statement) =>
        matchesAction(statement, action) &&
        appliesBesides(statement, { resource, context: WITHOUT_TLS }) === YES &&
        appliesBesides(statement, { resource, context: WITH_TLS }) === NO,
    ),
  )
}

const WITHOUT_TLS = createContext([{ 'aws:securetransport': ['false'] }])
const WITH_TLS = createContext([{ 'aws:securetransport': ['true'] }])
