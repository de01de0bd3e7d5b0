import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { s3 } from './index.ts'

const id = 'arn:aws:s3:::data'
const bucket = (answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(s3, {
    's3api list-buckets': { Buckets: [{ Name: 'data' }] },
    ...Object.fromEntries(Object.entries(answers).map(([call, answer]) => [`s3api ${call} data`, answer])),
  })

test('a bucket that has none of it says so', async () => {
  const { props } = await bucket({
    'get-bucket-policy': null,
    'get-public-access-block': null,
    'get-bucket-encryption': null,
    'get-bucket-website': null,
    'get-bucket-ownership-controls': null,
  })
  expect(props(id)).toMatchObject({
    policy: null,
    blockPublicAcls: false,
    restrictPublicBuckets: false,
    encryption: 'none',
    website: false,
    objectOwnership: 'ObjectWriter',
  })
})

test('what was not read is left out', async () => {
  const { props } = await bucket()
  expect(Object.keys(props(id) ?? {}).sort()).toEqual(['account', 'name', 'provider', 'region'])
})

test('a denied policy is unknown, and the partition is not OK', async () => {
  const { props, coverage } = await bucket({ 'get-bucket-policy': denied('s3api get-bucket-policy') })
  expect(props(id)).not.toHaveProperty('policy')
  expect(coverage).toMatchObject({ state: 'DENIED' })
  expect(coverage.reason).toContain('needs s3:GetBucketPolicy')
})

test('a policy that cannot be parsed is left out and noted', async () => {
  const { props, coverage } = await bucket({ 'get-bucket-policy': { Policy: '{' } })
  expect(props(id)).not.toHaveProperty('policy')
  expect(coverage.missing).toContainEqual({
    call: 's3api get-bucket-policy',
    state: 'UNPARSEABLE',
    resource: 'data',
  })
})

test('grantees of an ACL are group addresses or canonical ids', async () => {
  const AllUsers = 'http://acs.amazonaws.com/groups/global/AllUsers'
  const { props } = await bucket({
    'get-bucket-acl': {
      Owner: { ID: 'me' },
      Grants: [
        { Grantee: { ID: 'me', Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
        { Grantee: { URI: AllUsers, Type: 'Group' }, Permission: 'READ' },
      ],
    },
  })
  expect(props(id)).toMatchObject({
    ownerId: 'me',
    acl: [
      { grantee: 'me', permission: 'FULL_CONTROL' },
      { grantee: AllUsers, permission: 'READ' },
    ],
  })
})

test.each([
  [null, 'us-east-1', 'arn:aws:s3:::data'],
  ['EU', 'eu-west-1', 'arn:aws:s3:::data'],
  ['cn-north-1', 'cn-north-1', 'arn:aws-cn:s3:::data'],
])('location %s is region %s', async (LocationConstraint, region, arn) => {
  const { props } = await bucket({ 'get-bucket-location': { LocationConstraint } })
  expect(props(arn)).toMatchObject({ region })
})

test('a key by id is the key of the region and account of the bucket', async () => {
  const { from } = await bucket({
    'get-bucket-location': { LocationConstraint: 'eu-west-1' },
    'get-bucket-encryption': {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'abc' } }],
      },
    },
  })
  expect(from(id)).toEqual(['USES_KEY arn:aws:kms:eu-west-1:111111111111:key/abc'])
})

test('an alias is no key', async () => {
  const { from, props } = await bucket({
    'get-bucket-encryption': {
      ServerSideEncryptionConfiguration: {
        Rules: [
          { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/x' } },
        ],
      },
    },
  })
  expect(props(id)).toMatchObject({ kmsKey: 'alias/x' })
  expect(from(id)).toEqual([])
})

test('a bucket logs to its target', async () => {
  const { from } = await bucket({ 'get-bucket-logging': { LoggingEnabled: { TargetBucket: 'logs' } } })
  expect(from(id)).toEqual(['LOGS_TO arn:aws:s3:::logs'])
})

test('a bucket without logging logs nowhere', async () => {
  const { from, props } = await bucket({ 'get-bucket-logging': {} })
  expect(from(id)).toEqual([])
  expect(props(id)).toMatchObject({ logging: false })
})
