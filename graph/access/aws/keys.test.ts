import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { allow, deny, derive, edgesOf, HOME, OTHER, policy, role, user } from './testkit.ts'

const ALICE = user('alice')
const BUCKET = 'arn:aws:s3:::data'
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/k1`
const READ = policy(allow('s3:GetObject', `${BUCKET}/*`))
const DECRYPT = policy(allow('kms:Decrypt', KEY))
const ROOT_OF_TRUST = policy({ ...allow('kms:*'), Principal: { AWS: HOME } })

const key = (props: Props = {}): NodeRecord => ({
  id: KEY,
  kind: 'AwsKmsKey',
  props: { account: HOME, keyId: 'k1', manager: 'CUSTOMER', policy: ROOT_OF_TRUST, ...props },
})
const encrypted = (kmsKey: string | null, encryption = 'aws:kms') => ({
  data: { encryption, kmsKey, region: 'eu-west-1' },
})

const readers = (
  policies: readonly Props[],
  kmsKey: string | null,
  nodes: readonly NodeRecord[] = [key()],
  encryption = 'aws:kms',
) =>
  derive({
    accounts: { [OTHER]: {} },
    identities: { [ALICE]: { policies } },
    buckets: encrypted(kmsKey, encryption),
    nodes,
  })
const toBucket = (found: ReturnType<typeof readers>) =>
  found.edges.filter(({ kind, to }) => kind === 'CAN_READ' && to === BUCKET)

test("objects under a customer's key are not read without the key", () => {
  expect(toBucket(readers([READ], KEY))).toEqual([])
})

test.each([
  ['ARN', KEY],
  ['id', 'k1'],
  ['alias', 'alias/data'],
])('objects under a key named by its %s are read by who may decrypt', (_, name) => {
  const found = readers([READ, DECRYPT], name, [key({ aliases: ['alias/data'] })])
  expect(toBucket(found)).toMatchObject([{ from: ALICE, conditions: [] }])
})

test("AWS's own key lets in whoever the bucket lets in", () => {
  expect(toBucket(readers([READ], 'alias/aws/s3'))).toMatchObject([{ conditions: [] }])
})

test('a key that was not read leaves a condition', () => {
  const [edge] = toBucket(readers([READ, DECRYPT], `${KEY}-other`))
  expect(edge?.conditions).toMatchObject([{ key: 'policy-not-collected', state: 'unknown' }])
})

test('writing needs no key', () => {
  const found = readers([policy(allow('s3:PutObject', `${BUCKET}/*`))], KEY)
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_WRITE ${BUCKET}`])
})

test('an alias may be written as an ARN', () => {
  const nodes = [key({ aliases: ['alias/data'] })]
  const alias = `arn:aws:kms:eu-west-1:${HOME}:alias/data`
  expect(toBucket(readers([READ], alias, nodes))).toEqual([])
  expect(toBucket(readers([READ, DECRYPT], alias, nodes))).toMatchObject([{ conditions: [] }])
})

test('a key id of another account is another key', () => {
  const theirs = { ...key({ account: OTHER }), id: `arn:aws:kms:eu-west-1:${OTHER}:key/k1` }
  const [edge] = toBucket(readers([READ, DECRYPT], 'k1', [theirs]))
  expect(edge?.conditions).toMatchObject([{ key: 'policy-not-collected' }])
})

test.each([
  ['an id', 'k9', `arn:aws:kms:eu-west-1:${HOME}:key/k9`],
  ['an alias', 'alias/other', `arn:aws:kms:eu-west-1:${HOME}:key/alias/other`],
  ['an ARN', `arn:aws:kms:us-east-1:${OTHER}:key/k9`, `arn:aws:kms:us-east-1:${OTHER}:key/k9`],
])('a key that was not read, named by %s, may be closed by a policy of the user', (_, name, arn) => {
  const unless = (denied: string) => [READ, policy(allow('kms:Decrypt'), deny('kms:Decrypt', denied))]
  expect(toBucket(readers(unless(arn), name))).toEqual([])
  const [edge] = toBucket(readers(unless(`${arn}-other`), name))
  expect(edge?.conditions).toMatchObject([{ key: 'policy-not-collected' }])
})

test.each([
  ['AES256', KEY],
  ['aws:kms', null],
  ['aws:kms', ''],
  ['aws:kms', `arn:aws:kms:eu-west-1:${HOME}:alias/aws/s3`],
])('encryption %s under the key %s asks for no permission', (encryption, name) => {
  expect(toBucket(readers([READ], name, [key()], encryption))).toMatchObject([{ conditions: [] }])
})

test('two layers of encryption ask for the key as one does', () => {
  expect(toBucket(readers([READ], KEY, [key()], 'aws:kms:dsse'))).toEqual([])
})

test('a key that AWS manages lets in whoever the bucket lets in', () => {
  expect(toBucket(readers([READ], KEY, [key({ manager: 'AWS' })]))).toMatchObject([{ conditions: [] }])
})

test('an alias of another region is another key', () => {
  const theirs = {
    ...key({ keyId: 'k2', aliases: ['alias/data'] }),
    id: `arn:aws:kms:us-east-1:${HOME}:key/k2`,
  }
  const nodes = [key({ aliases: ['alias/data'] }), theirs]
  expect(toBucket(readers([READ, DECRYPT], 'alias/data', nodes))).toMatchObject([{ conditions: [] }])
})

// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
test('the bucket uses the key by way of S3 in the region of the key', () => {
  const via = (service: string) =>
    policy(allow('kms:Decrypt', KEY, { Condition: { StringEquals: { 'kms:ViaService': service } } }))
  expect(toBucket(readers([READ, via('s3.eu-west-1.amazonaws.com')], KEY))).toMatchObject([
    { conditions: [] },
  ])
  expect(toBucket(readers([READ, via('s3.us-east-1.amazonaws.com')], KEY))).toEqual([])
  expect(toBucket(readers([READ, via('ec2.eu-west-1.amazonaws.com')], KEY))).toEqual([])
})

const granted = (grants: readonly Props[], policies: readonly Props[] = []) =>
  derive({ identities: { [ALICE]: { policies }, [role('r')]: {} }, nodes: [key({ grants: [...grants] })] })

test('a grant to decrypt reads, and removing it is the fix', () => {
  const found = granted([{ grantId: 'g', grantee: ALICE, operations: ['Decrypt'], constraints: null }])
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${KEY}`])
  expect(found.edges[0]).toMatchObject({
    evidence: [{ type: 'kms-grant', id: KEY, detail: expect.stringContaining('grant g') }],
    provenance: { edit: { change: 'set', resource: KEY, property: 'grants', value: [] } },
  })
})

test('a grant to a role reaches its sessions', () => {
  const found = granted([{ grantId: 'g', grantee: role('r'), operations: ['Decrypt'], constraints: null }])
  expect(edgesOf(found)).toEqual([`${role('r')} CAN_READ ${KEY}`])
})

test('a grant to encrypt reads nothing', () => {
  expect(edgesOf(granted([{ grantId: 'g', grantee: ALICE, operations: ['Encrypt'] }]))).toEqual([])
})

test('a Deny stops what a grant allows', () => {
  const grant = { grantId: 'g', grantee: ALICE, operations: ['Decrypt'] }
  expect(edgesOf(granted([grant], [policy(deny('kms:Decrypt'))]))).toEqual([])
})
