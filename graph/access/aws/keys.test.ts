import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { allow, deny, derive, edgesOf, HOME, policy, role, user } from './testkit.ts'

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
const encrypted = (kmsKey: string | null) => ({ data: { encryption: 'aws:kms', kmsKey } })

const readers = (policies: readonly Props[], kmsKey: string | null, nodes: readonly NodeRecord[] = [key()]) =>
  derive({ identities: { [ALICE]: { policies } }, buckets: encrypted(kmsKey), nodes })
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
