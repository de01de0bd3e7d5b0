import type { Condition, Evidence } from '../../attack.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'
import type { ConditionTest, Policy, Statement } from './policy.ts'
import type { PrincipalSet } from './principal.ts'

type Switch = 'on' | 'off' | 'unknown'

/**
 * Block Public Access of a bucket and of its account together; the stricter one counts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export interface PublicAccessBlock {
  readonly ignoresAcls: Switch
  /** The policy is public, and so closed to everyone outside the account. */
  readonly restricted: Switch
  readonly evidence: Evidence
  readonly condition: Condition
}

export function publicAccessBlock(
  bucket: NodeRecord,
  account: NodeRecord | undefined,
  policy: Policy | null,
): PublicAccessBlock {
  const restricts = either(bucket.props.restrictPublicBuckets, account?.props, 's3RestrictPublicBuckets')
  const byBucket = bucket.props.restrictPublicBuckets === true || bucket.props.ignorePublicAcls === true
  return {
    ignoresAcls: either(bucket.props.ignorePublicAcls, account?.props, 's3IgnorePublicAcls'),
    restricted: policy !== null && isPublicPolicy(policy) ? restricts : 'off',
    evidence: {
      type: 'public-access-block',
      id: byBucket ? bucket.id : (account?.id ?? bucket.id),
      detail: `Block Public Access of the ${byBucket ? 'bucket' : 'account'}`,
    },
    condition: {
      key: 's3:public-access-block',
      state: 'unknown',
      detail: 'open unless Block Public Access is on; it was not collected in full',
    },
  }
}

function either(own: unknown, account: Props | undefined, property: string): Switch {
  if (own === true || account?.[property] === true) return 'on'
  return typeof own === 'boolean' && typeof account?.[property] === 'boolean' ? 'off' : 'unknown'
}

/**
 * A policy is public when a statement lets in everyone without pinning the caller down to fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const isPublicPolicy = (policy: Policy): boolean => policy.statements.some(isPublicStatement)

function isPublicStatement(statement: Statement): boolean {
  if (statement.effect !== 'Allow') return false
  if (!statement.notPrincipal && !namesAnyone(statement.principals)) return false
  return !statement.conditions.some(isFixed)
}

/** Whoever signs in at a public provider, such as graph.facebook.com, is anyone. */
const namesAnyone = (principals: PrincipalSet | null): boolean =>
  principals !== null &&
  (principals.everyone || [...principals.federated].some((provider) => parseArn(provider) === null))

const FIXING_KEYS = new Set([
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
])

function isFixed(test: ConditionTest): boolean {
  if (test.negated || test.ifExists || test.quantifier === 'all' || test.values.length === 0) return false
  if (test.key === 'aws:sourceip') return test.values.every(({ text }) => isNarrow(text))
  if (!FIXING_KEYS.has(test.key) || test.base === 'null') return false
  const wildcards = test.base === 'string-like' || test.base === 'arn-like'
  const accessPoint = test.key === 's3:dataaccesspointarn'
  return test.values.every(
    ({ text, parts }) =>
      parts === null && !(wildcards && /[*?]/.test(accessPoint ? withoutResource(text) : text)),
  )
}

/** The name of an access point may be any: its account pins the caller down. */
const withoutResource = (arn: string): string => arn.split(':', 5).join(':')

/** A range is wide, and so public, from /7 for IPv4 and /31 for IPv6. */
function isNarrow(range: string): boolean {
  const [address = '', length] = range.split('/')
  if (length === undefined) return true
  return Number(length) >= (address.includes(':') ? 32 : 8)
}
