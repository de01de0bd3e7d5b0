import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { parsePolicy } from './parse.ts'
import { publicAccessBlock } from './public-access-block.ts'
import { HOME, OTHER, policy } from './testkit.ts'

const bucket = (props: Props = {}): NodeRecord => ({ id: 'arn:aws:s3:::data', kind: 'AwsS3Bucket', props })
const account = (props: Props = {}): NodeRecord => ({ id: HOME, kind: 'AwsAccount', props })
const read = (more: Props = {}): Props => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data/*',
  ...more,
})

function compiled(...statements: readonly Props[]) {
  const result = parsePolicy(policy(...statements))
  if (!result.ok) throw new Error(result.reason)
  return result.policy
}

const isPublic = (...statements: readonly Props[]): boolean =>
  publicAccessBlock(bucket({ restrictPublicBuckets: true }), undefined, compiled(...statements))
    .restricted === 'on'
const when = (Condition: Props) => read({ Condition })

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
describe('a policy is public', () => {
  test.each<[string, Props]>([
    ['for everyone', read()],
    ['for everyone of AWS', read({ Principal: { AWS: '*' } })],
    ['for users of a public identity provider', read({ Principal: { Federated: 'graph.facebook.com' } })],
    [
      'for all but one',
      {
        Effect: 'Allow',
        NotPrincipal: { AWS: OTHER },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::data/*',
      },
    ],
    ['for any VPC', when({ StringLike: { 'aws:SourceVpc': 'vpc-*' } })],
    ['for some VPC of a pattern', when({ StringLike: { 'aws:SourceVpc': 'vpc-9123456?' } })],
    ['for all VPCs but one', when({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    ['for a VPC if any', when({ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } })],
    ['for all of the VPCs', when({ 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' } })],
    ['for no VPC', when({ StringEquals: { 'aws:SourceVpc': [] } })],
    ['from within any VPC', when({ Null: { 'aws:SourceVpc': 'false' } })],
    [
      'for a VPC that the caller names',
      when({ StringEquals: { 'aws:SourceVpc': `\${aws:PrincipalTag/vpc}` } }),
    ],
    ['for one VPC or any', when({ StringLike: { 'aws:SourceVpc': ['vpc-1', '*'] } })],
    ['for a key that fixes nobody', when({ StringEquals: { 's3:prefix': 'public/' } })],
    ['for the sessions of a role', when({ StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } })],
    [
      'for roles of an account by a pattern',
      when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/*` } }),
    ],
    [
      'for access points of any account',
      when({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/a' } }),
    ],
    ['for a range wider than /8', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/7' } })],
    ['for an IPv6 range wider than /32', when({ IpAddress: { 'aws:SourceIp': '2001:db8::/31' } })],
    [
      'for a narrow range or a wide one',
      when({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0'] } }),
    ],
    ['for all but a range', when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
  ])('%s', (_, statement) => {
    expect(isPublic(statement)).toBe(true)
  })

  test('by one statement of several', () => {
    expect(isPublic(read({ Principal: { AWS: OTHER } }), read())).toBe(true)
  })
})

describe('a policy is not public', () => {
  test.each<[string, Props]>([
    ['for an account', read({ Principal: { AWS: OTHER } })],
    ['for a service', read({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
    [
      'for a provider of an account',
      read({ Principal: { Federated: `arn:aws:iam::${HOME}:saml-provider/corp` } }),
    ],
    ['that denies everyone', read({ Effect: 'Deny' })],
    ['for a VPC', when({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    ['for a VPC by a pattern without a wildcard', when({ StringLike: { 'aws:SourceVpc': 'vpc-1' } })],
    ['for one of some VPCs', when({ 'ForAnyValue:StringEquals': { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] } })],
    [
      'for a VPC and any prefix',
      when({ StringEquals: { 'aws:SourceVpc': 'vpc-1' }, StringLike: { 's3:prefix': '*' } }),
    ],
    ['for an organization', when({ StringEquals: { 'AWS:PrincipalOrgId': 'o-1' } })],
    ['for a role', when({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/app` } })],
    [
      'for access points of one account',
      when({ ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:eu-west-1:${HOME}:accesspoint/*` } }),
    ],
    ['for an address', when({ IpAddress: { 'aws:SourceIp': '203.0.113.7' } })],
    ['for a range of /8', when({ IpAddress: { 'aws:SourceIp': '11.0.0.0/8' } })],
    ['for an IPv6 range of /32', when({ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } })],
  ])('%s', (_, statement) => {
    expect(isPublic(statement)).toBe(false)
  })
})

const PUBLIC = compiled(read())
const blockOf = (own: Props, ofAccount?: Props) =>
  publicAccessBlock(bucket(own), ofAccount === undefined ? undefined : account(ofAccount), PUBLIC)

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
test.each<[string, Props, Props | undefined, 'on' | 'off' | 'unknown']>([
  ['the bucket has it', { restrictPublicBuckets: true }, undefined, 'on'],
  ['the account has it', { restrictPublicBuckets: false }, { s3RestrictPublicBuckets: true }, 'on'],
  ['neither has it', { restrictPublicBuckets: false }, { s3RestrictPublicBuckets: false }, 'off'],
  ['that of the account was not collected', { restrictPublicBuckets: false }, {}, 'unknown'],
  ['the account was not read', { restrictPublicBuckets: false }, undefined, 'unknown'],
  ['that of the bucket was not collected', {}, { s3RestrictPublicBuckets: false }, 'unknown'],
])('RestrictPublicBuckets where %s', (_, own, ofAccount, expected) => {
  expect(blockOf(own, ofAccount).restricted).toBe(expected)
})

test.each<[string, Props, Props | undefined, 'on' | 'off' | 'unknown']>([
  ['the bucket has it', { ignorePublicAcls: true }, undefined, 'on'],
  ['the account has it', { ignorePublicAcls: false }, { s3IgnorePublicAcls: true }, 'on'],
  ['neither has it', { ignorePublicAcls: false }, { s3IgnorePublicAcls: false }, 'off'],
  ['that of the account was not collected', { ignorePublicAcls: false }, {}, 'unknown'],
])('IgnorePublicAcls where %s', (_, own, ofAccount, expected) => {
  expect(blockOf(own, ofAccount).ignoresAcls).toBe(expected)
})

test('without a policy there is nothing to restrict', () => {
  expect(publicAccessBlock(bucket({ restrictPublicBuckets: true }), undefined, null).restricted).toBe('off')
})

test('the evidence is the bucket where its own settings close it, else the account', () => {
  const onBucket = {
    type: 'public-access-block',
    id: 'arn:aws:s3:::data',
    detail: 'Block Public Access of the bucket',
  }
  expect(blockOf({ restrictPublicBuckets: true }, {}).evidence).toEqual(onBucket)
  expect(blockOf({ ignorePublicAcls: true }, {}).evidence).toEqual(onBucket)
  expect(blockOf({}, { s3RestrictPublicBuckets: true }).evidence).toEqual({
    type: 'public-access-block',
    id: HOME,
    detail: 'Block Public Access of the account',
  })
})

test('what was not collected is a condition', () => {
  expect(blockOf({}).condition).toMatchObject({ key: 's3:public-access-block', state: 'unknown' })
})
