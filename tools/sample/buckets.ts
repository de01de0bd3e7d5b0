import { canonicalId, dateOf } from './ids.ts'
import { type PolicyDocument, policy, type Statement, tlsOnly } from './policy.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface Bucket {
  readonly name: string
  readonly region?: string
  /** Statements beside the one that asks for TLS. */
  readonly statements?: readonly Statement[]
  /** No bucket policy at all. */
  readonly noPolicy?: true
  /** Grants to groups, beside the owner's FULL_CONTROL: `AllUsers`, `AuthenticatedUsers`. */
  readonly acl?: readonly { readonly group: 'AllUsers' | 'AuthenticatedUsers'; readonly permission: string }[]
  /** ACLs are in force; otherwise they are switched off. */
  readonly aclsInForce?: true
  /** The four settings are off; otherwise on. */
  readonly publicAccessAllowed?: true
  /** ARN of a KMS key; otherwise SSE-S3. */
  readonly key?: string
  readonly unversioned?: true
  /** Bucket that access logs go to. */
  readonly logs?: string
  readonly website?: true
  readonly tags?: { readonly [key: string]: string }
}

const BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}
const ALLOWED = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
}

/** Writes what S3 answers about an account and its buckets. `blocked`: the account's own public access block is on. */
export function writeBuckets(out: AccountWriter, buckets: readonly Bucket[], blocked: boolean): void {
  const { account } = out
  const owner = { DisplayName: '', ID: canonicalId(account) }
  const listed = buckets.map(({ name, region = 'eu-west-1' }) => ({
    Name: name,
    CreationDate: dateOf(`bucket/${name}`),
    BucketRegion: region,
  }))
  out.list('global', 's3api list-buckets', 'Buckets', listed, { Owner: owner })
  if (blocked) {
    const answer = { PublicAccessBlockConfiguration: BLOCKED }
    out.put('global', 's3control get-public-access-block', answer)
  } else {
    out.refused('global', 's3control get-public-access-block', 'NoSuchPublicAccessBlockConfiguration')
  }
  for (const bucket of buckets) writeBucket(out, bucket)
}

function writeBucket(out: AccountWriter, bucket: Bucket): void {
  const { name } = bucket
  const put = (operation: string, answer: object) => out.put('global', `s3api ${operation}`, answer, name)
  const none = (operation: string, code: string) => out.refused('global', `s3api ${operation}`, code, name)
  const region = bucket.region ?? 'eu-west-1'

  put('get-bucket-location', { LocationConstraint: region === 'us-east-1' ? null : region })
  const document = policyOf(bucket)
  if (document === null) none('get-bucket-policy', 'NoSuchBucketPolicy')
  else put('get-bucket-policy', { Policy: JSON.stringify(document) })
  put('get-bucket-acl', aclOf(out.account, bucket))
  put('get-public-access-block', {
    PublicAccessBlockConfiguration: bucket.publicAccessAllowed ? ALLOWED : BLOCKED,
  })
  put('get-bucket-ownership-controls', {
    OwnershipControls: {
      Rules: [{ ObjectOwnership: bucket.aclsInForce ? 'ObjectWriter' : 'BucketOwnerEnforced' }],
    },
  })
  put('get-bucket-encryption', { ServerSideEncryptionConfiguration: { Rules: [encryptionOf(bucket)] } })
  if (bucket.unversioned) out.nothing('global', 's3api get-bucket-versioning', name)
  else put('get-bucket-versioning', { Status: 'Enabled' })
  if (bucket.tags === undefined) none('get-bucket-tagging', 'NoSuchTagSet')
  else put('get-bucket-tagging', { TagSet: tagList(bucket.tags) })
  if (bucket.logs === undefined) out.nothing('global', 's3api get-bucket-logging', name)
  else put('get-bucket-logging', { LoggingEnabled: { TargetBucket: bucket.logs, TargetPrefix: `${name}/` } })
  if (bucket.website) put('get-bucket-website', { IndexDocument: { Suffix: 'index.html' } })
  else none('get-bucket-website', 'NoSuchWebsiteConfiguration')
}

function policyOf({ name, statements = [], noPolicy }: Bucket): PolicyDocument | null {
  return noPolicy ? null : policy(tlsOnly(name), ...statements)
}

const aclOf = (account: string, { acl = [] }: Bucket) => ({
  Owner: { DisplayName: '', ID: canonicalId(account) },
  Grants: [
    {
      Grantee: { DisplayName: '', ID: canonicalId(account), Type: 'CanonicalUser' },
      Permission: 'FULL_CONTROL',
    },
    ...acl.map(({ group, permission }) => ({
      Grantee: { Type: 'Group', URI: groupUri(group) },
      Permission: permission,
    })),
  ],
})

const groupUri = (group: string): string => `http://acs.amazonaws.com/groups/global/${group}`

const encryptionOf = ({ key }: Bucket) =>
  key === undefined
    ? { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }
    : {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
        BucketKeyEnabled: true,
      }
