import type { Condition } from '../../attack.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { type AclGrant, aclGrants, OBJECT_ACL, OWNERSHIP_UNKNOWN, PERMISSIONS } from './acl.ts'
import { BUCKET_ACCESS, type BucketAccess } from './bucket-access.ts'
import type { Output } from './output.ts'

/**
 * Edges from other accounts that a bucket's ACL names by canonical id. They are not public, so Block Public Access
 * leaves them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function deriveAclAccounts(facts: FactIndex, bucket: NodeRecord, output: Output): void {
  const { acl, ownerId, objectOwnership } = bucket.props
  if (objectOwnership === 'BucketOwnerEnforced') return
  const grants = aclGrants(acl)
  for (const grantee of new Set(grants.map((grant) => grant.grantee))) {
    if (!CANONICAL_ID.test(grantee) || grantee === ownerId) continue
    const from = accountOf(facts, grantee)
    if (from.id === bucket.props.account) continue
    const own = grants.filter((grant) => grant.grantee === grantee)
    for (const access of BUCKET_ACCESS) grantEdge(bucket, from, own, access, output)
  }
}

const CANONICAL_ID = /^[0-9a-f]{64}$/

function grantEdge(
  bucket: NodeRecord,
  from: NodeRecord,
  own: readonly AclGrant[],
  access: BucketAccess,
  output: Output,
): void {
  const grant = own.find(({ permission }) => PERMISSIONS[access.kind].some((one) => one === permission))
  if (grant === undefined) return
  const conditions: Condition[] = []
  if (bucket.props.objectOwnership === undefined) conditions.push(OWNERSHIP_UNKNOWN)
  if (grant.permission === 'READ') conditions.push(OBJECT_ACL)
  output.node(from)
  output.add({
    from: from.id,
    kind: access.kind,
    to: bucket.id,
    technique: null,
    attack: access.attack,
    likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: [
      { type: 'acl', id: bucket.id, detail: `the ACL grants ${grant.permission} to ${grant.grantee}` },
    ],
    provenance: {
      id: bucket.id,
      type: 'acl',
      edit: { change: 'set', resource: bucket.id, property: 'acl', value: without(bucket, grant.grantee) },
    },
  })
}

const without = (bucket: NodeRecord, grantee: string): Value =>
  (Array.isArray(bucket.props.acl) ? bucket.props.acl : []).filter(
    (grant: Value) => aclGrants([grant])[0]?.grantee !== grantee,
  )

/** The account whose buckets have this owner; else someone outside what was read. */
function accountOf(facts: FactIndex, canonicalId: string): NodeRecord {
  const owned = facts.ofKind('AwsS3Bucket').find(({ props }) => props.ownerId === canonicalId)
  const known = facts.node(String(owned?.props.account ?? ''))
  if (known !== undefined) return known
  return {
    id: `canonical-id:${canonicalId}`,
    kind: 'ExternalPrincipal',
    props: {
      name: `canonical id ${canonicalId.slice(0, 12)}…`,
      provider: 'aws',
      type: 'account',
      anyone: false,
    },
  }
}
