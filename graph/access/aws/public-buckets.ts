import type { Condition, Evidence } from '../../attack.ts'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { aclGrants, OBJECT_ACL, OWNERSHIP_UNKNOWN, PERMISSIONS } from './acl.ts'
import { type Answer, type Asker, ask, type Target } from './ask.ts'
import { BUCKET_ACCESS, type BucketAccess } from './bucket-access.ts'
import { createContext } from './context.ts'
import { derivedKeys } from './derived-keys.ts'
import { conditionsOf } from './edges.ts'
import { DIRECT_CALL } from './known-context.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, anyPrincipal } from './outsiders.ts'
import { parsePrincipal } from './principal.ts'
import type { PublicAccessBlock } from './public-access-block.ts'
import { membersNamed, SOME_OBJECT } from './reach.ts'

/** Edges from the Internet: requests without credentials, let in by the bucket's policy or its ACL. */
export function deriveAnonymous(
  bucket: NodeRecord,
  target: Target,
  block: PublicAccessBlock,
  output: Output,
): void {
  const open = { CAN_READ: false, CAN_WRITE: false }
  for (const access of BUCKET_ACCESS) {
    const byPolicy = policyEdge(bucket, target, access, block, output)
    const byAcl = aclEdges(bucket, access, block, output)
    if (byPolicy || byAcl) open[access.kind] = true
    output.property(bucket.id, {
      ...(byPolicy ? openBy('policy', access) : {}),
      ...(byAcl ? openBy('acl', access) : {}),
    })
  }
  output.property(bucket.id, {
    ...(open.CAN_READ ? { publicRead: true } : {}),
    ...(open.CAN_WRITE ? { publicWrite: true } : {}),
    ...(open.CAN_READ || open.CAN_WRITE ? { exposure: 'internet' } : {}),
  })
}

/** The property that says by what a bucket is open. */
export function openBy(what: 'policy' | 'acl', { kind }: BucketAccess): Props {
  if (what === 'policy')
    return kind === 'CAN_READ' ? { publicReadByPolicy: true } : { publicWriteByPolicy: true }
  return kind === 'CAN_READ' ? { publicReadByAcl: true } : { publicWriteByAcl: true }
}

function policyEdge(
  bucket: NodeRecord,
  target: Target,
  access: BucketAccess,
  block: PublicAccessBlock,
  output: Output,
): boolean {
  const answer = anonymousAnswer(bucket, target, access)
  if (answer === null) return false
  const ends = { from: INTERNET_ID, kind: access.kind, to: bucket.id, attack: access.attack }
  output.node(INTERNET_NODE)
  if (block.restricted === 'on') {
    output.block({ ...ends, technique: null, by: block.evidence })
    return false
  }
  const also = [
    ...(block.restricted === 'unknown' ? [block.condition] : []),
    ...encryptionCondition(bucket, access),
  ]
  output.edge(ends, answer, also)
  // Whoever must come from a known address, say, is not anyone.
  return conditionsOf(answer).length === 0
}

/** Somebody who asks without credentials. */
export function anonymousAsker(target: Target): Asker | null {
  const principal = parsePrincipal('*')
  return (
    principal && {
      principal,
      context: createContext([DIRECT_CALL, derivedKeys(principal, target.account)]),
      own: { identity: [], boundaries: [], serviceControl: [] },
    }
  )
}

function anonymousAnswer(bucket: NodeRecord, target: Target, access: BucketAccess): Answer | null {
  const asker = anonymousAsker(target)
  if (asker === null || target.policy === null) return null
  const prefix = `${bucket.id}/`
  const resources = [`${prefix}${SOME_OBJECT}`, ...membersNamed([target.policy], access.action, prefix)]
  const answers = resources
    .map((resource) => ask(asker, target, access.action, resource))
    .filter(({ decision }) => decision.decision !== 'denied')
    .sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
  return answers[0] ?? null
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html : decrypting needs credentials. */
function encryptionCondition(bucket: NodeRecord, access: BucketAccess): readonly Condition[] {
  const { encryption } = bucket.props
  if (access.kind !== 'CAN_READ' || typeof encryption !== 'string' || !encryption.startsWith('aws:kms'))
    return []
  return [
    {
      key: 'kms:Decrypt',
      state: 'unknown',
      detail: 'objects under the default KMS encryption are closed to requests without credentials',
    },
  ]
}

const GROUPS: readonly (readonly [uri: string, node: NodeRecord, words: string])[] = [
  ['http://acs.amazonaws.com/groups/global/AllUsers', INTERNET_NODE, 'everyone'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', anyPrincipal(), 'any AWS principal'],
]

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function aclEdges(
  bucket: NodeRecord,
  access: BucketAccess,
  block: PublicAccessBlock,
  output: Output,
): boolean {
  if (bucket.props.objectOwnership === 'BucketOwnerEnforced') return false
  let open = false
  for (const [uri, node, words] of GROUPS) {
    const permission = aclGrants(bucket.props.acl).find(
      ({ grantee, permission: granted }) =>
        grantee === uri && PERMISSIONS[access.kind].some((one) => one === granted),
    )?.permission
    if (permission === undefined) continue
    output.node(node)
    const ends = { from: node.id, kind: access.kind, to: bucket.id }
    if (block.ignoresAcls === 'on') {
      output.block({ ...ends, technique: null, by: block.evidence })
      continue
    }
    const evidence: Evidence = {
      type: 'acl',
      id: bucket.id,
      detail: `the ACL grants ${permission} to ${words}`,
    }
    const conditions = aclConditions(access, permission, block, bucket)
    output.add({
      ...ends,
      technique: null,
      attack: access.attack,
      likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
      conditions,
      evidence: [evidence],
      provenance: {
        id: bucket.id,
        type: 'acl',
        edit: { change: 'set', resource: bucket.id, property: 'ignorePublicAcls', value: true },
      },
    })
    open = true
    if (node.id === ANY_AWS_PRINCIPAL) output.property(bucket.id, { exposure: 'internet' })
  }
  return open
}

function aclConditions(
  access: BucketAccess,
  permission: string,
  block: PublicAccessBlock,
  bucket: NodeRecord,
): readonly Condition[] {
  const conditions: Condition[] = []
  if (block.ignoresAcls === 'unknown') conditions.push(block.condition)
  if (bucket.props.objectOwnership === undefined) conditions.push(OWNERSHIP_UNKNOWN)
  if (access.kind === 'CAN_READ' && permission === 'READ') conditions.push(OBJECT_ACL)
  return conditions
}
