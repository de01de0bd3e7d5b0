import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, edgesOf, HOME, OTHER, policy, user } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::data'
const EVE = user('eve', OTHER)
const READ = 's3:GetObject'
const WRITE = 's3:PutObject'
const everyone = (action: string, more: Props = {}): Props =>
  allow(action, `${BUCKET}/*`, { Principal: '*', ...more })
const SIGNED = { Condition: { Null: { 'aws:PrincipalArn': 'false' } } }
const FROM_OFFICE = { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }

const open = (statements: readonly Props[], bucket: Props = {}, accounts: { [id: string]: Props } = {}) =>
  derive({
    accounts: { [OTHER]: {}, ...accounts },
    identities: { [EVE]: { policies: [policy(allow('s3:*'))] } },
    buckets: { data: { policy: policy(...statements), ...bucket } },
  })
const propertiesOf = (found: ReturnType<typeof open>) => found.properties.get(BUCKET)
const edgeFrom = (from: string, found: ReturnType<typeof open>) =>
  found.edges.find((edge) => edge.from === from)

const CLOSED = {
  publicRead: false,
  publicWrite: false,
  publicReadByPolicy: false,
  publicWriteByPolicy: false,
  publicReadByAcl: false,
  publicWriteByAcl: false,
  exposure: 'internal',
}

describe('a policy lets anyone', () => {
  test('read, without credentials', () => {
    const found = open([everyone(READ)])
    expect(propertiesOf(found)).toMatchObject({
      ...CLOSED,
      publicRead: true,
      publicReadByPolicy: true,
      exposure: 'internet',
    })
    expect(edgeFrom('Internet', found)).toMatchObject({ kind: 'CAN_READ', conditions: [] })
  })

  test('write, without credentials', () => {
    expect(propertiesOf(open([everyone(WRITE)]))).toMatchObject({
      ...CLOSED,
      publicWrite: true,
      publicWriteByPolicy: true,
      exposure: 'internet',
    })
  })

  test('read, with credentials of any account', () => {
    const found = open([everyone(READ, SIGNED)])
    expect(propertiesOf(found)).toMatchObject({ ...CLOSED, publicRead: true, publicReadByPolicy: true })
    expect(edgesOf(found)).toEqual([
      `${OTHER} CAN_READ ${BUCKET}`,
      `AnyAwsPrincipal CAN_READ ${BUCKET}`,
      `${EVE} CAN_READ ${BUCKET}`,
    ])
  })

  test('write, with credentials of any account', () => {
    const found = open([everyone(WRITE, SIGNED)])
    expect(propertiesOf(found)).toMatchObject({ ...CLOSED, publicWrite: true, publicWriteByPolicy: true })
  })
})

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
test('whoever must come from one network is not anyone, but may come from there', () => {
  const found = open([everyone(READ, FROM_OFFICE)])
  expect(propertiesOf(found)).toMatchObject(CLOSED)
  for (const from of ['Internet', 'AnyAwsPrincipal', OTHER]) {
    expect(edgeFrom(from, found)?.conditions).toMatchObject([{ key: 'aws:SourceIp' }])
  }
})

test('the way with the fewest conditions counts', () => {
  const found = open([everyone(READ, FROM_OFFICE), { ...everyone(READ), Resource: `${BUCKET}/public/*` }])
  for (const from of ['Internet', 'AnyAwsPrincipal']) expect(edgeFrom(from, found)?.conditions).toEqual([])
  expect(propertiesOf(found)).toMatchObject({ publicRead: true })
})

test('a policy that names an account is not public', () => {
  expect(propertiesOf(open([everyone(READ, { Principal: { AWS: OTHER } })]))).toMatchObject(CLOSED)
})

describe('RestrictPublicBuckets', () => {
  test('closes a public policy to all outside, and is told as what blocked each', () => {
    const found = open([everyone(READ)], { restrictPublicBuckets: true })
    expect(found.edges).toEqual([])
    expect(propertiesOf(found)).toMatchObject(CLOSED)
    expect(found.blocked.map(({ from, by }) => [from, by.type]).sort()).toEqual(
      [OTHER, 'AnyAwsPrincipal', 'Internet', EVE].map((from) => [from, 'public-access-block']),
    )
  })

  test('that was not collected is a condition of whoever is outside', () => {
    const found = open([everyone(READ)], {}, { [HOME]: { s3RestrictPublicBuckets: null } })
    for (const from of ['Internet', 'AnyAwsPrincipal', OTHER, EVE]) {
      expect(edgeFrom(from, found)?.conditions).toMatchObject([{ key: 's3:public-access-block' }])
    }
  })

  test('that was not collected is no condition at home', () => {
    const found = derive({
      accounts: { [HOME]: { s3RestrictPublicBuckets: null } },
      identities: { [user('alice')]: { policies: [policy(allow(READ))] } },
      buckets: { data: { policy: policy(everyone(READ)) } },
    })
    expect(edgeFrom(user('alice'), found)?.conditions).toEqual([])
  })
})

test('nobody outside gets in by a policy that a Deny takes back', () => {
  const found = open([everyone(READ), { ...everyone(READ), Effect: 'Deny' }])
  expect(found.edges).toEqual([])
  expect(found.nodes.map(({ id }) => id)).toEqual([])
})

test.each<[string, Props]>([
  ['policy', { account: HOME, acl: [] }],
  ['ACL', { account: HOME, policy: null }],
])('of a bucket whose %s was not collected it is not said that it is closed', (_, props) => {
  const node = { id: BUCKET, kind: 'AwsS3Bucket', props }
  const found = derive({ identities: {}, nodes: [node] }).properties.get(BUCKET)
  expect(found).not.toHaveProperty('publicRead')
  expect(found).not.toHaveProperty('exposure')
})
