import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, HOME, policy } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::data'
const ALL = 'http://acs.amazonaws.com/groups/global/AllUsers'
const SIGNED_IN = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const granting = (grantee: string, permission: string, bucket: Props = {}, account: Props = {}) =>
  derive({
    accounts: { [HOME]: account },
    identities: {},
    buckets: { data: { acl: [{ grantee, permission }], objectOwnership: 'ObjectWriter', ...bucket } },
  })
const propertiesOf = (found: ReturnType<typeof granting>) => found.properties.get(BUCKET)
const linesOf = ({ edges }: ReturnType<typeof granting>) =>
  edges.map(({ from, kind, conditions }) => [from, kind, ...conditions.map(({ key }) => key)].join(' '))

test.each([
  [
    'READ',
    ['Internet CAN_READ s3:object-acl'],
    { publicRead: true, publicReadByAcl: true, publicWrite: false, publicWriteByAcl: false },
  ],
  [
    'WRITE',
    ['Internet CAN_WRITE'],
    { publicRead: false, publicReadByAcl: false, publicWrite: true, publicWriteByAcl: true },
  ],
  [
    'FULL_CONTROL',
    ['Internet CAN_READ', 'Internet CAN_WRITE'],
    { publicReadByAcl: true, publicWriteByAcl: true },
  ],
  [
    'WRITE_ACP',
    ['Internet CAN_READ', 'Internet CAN_WRITE'],
    { publicReadByAcl: true, publicWriteByAcl: true },
  ],
])('%s of everyone', (permission, lines, properties) => {
  const found = granting(ALL, permission)
  expect(linesOf(found)).toEqual(lines)
  expect(propertiesOf(found)).toMatchObject({
    ...properties,
    publicReadByPolicy: false,
    exposure: 'internet',
  })
})

test('READ_ACP of everyone, or READ of one account, is not public', () => {
  for (const found of [granting(ALL, 'READ_ACP'), granting('0123456789abcdef', 'READ')]) {
    expect(linesOf(found)).toEqual([])
    expect(propertiesOf(found)).toMatchObject({
      publicRead: false,
      publicReadByAcl: false,
      exposure: 'internal',
    })
  }
})

test('what is granted to whoever signs in is granted to any AWS principal, and is on the Internet', () => {
  const found = granting(SIGNED_IN, 'WRITE')
  expect(linesOf(found)).toEqual(['AnyAwsPrincipal CAN_WRITE'])
  expect(propertiesOf(found)).toMatchObject({ publicWrite: true, exposure: 'internet' })
})

test('the grant is its evidence, and the edit that ends it has such ACLs ignored', () => {
  const [edge] = granting(ALL, 'WRITE').edges
  expect(edge?.evidence).toEqual([{ type: 'acl', id: BUCKET, detail: 'the ACL grants WRITE to everyone' }])
  expect(edge?.provenance).toEqual({
    id: BUCKET,
    type: 'acl',
    edit: { change: 'set', resource: BUCKET, property: 'ignorePublicAcls', value: true },
  })
})

test('IgnorePublicAcls stands as what blocks it, and is a condition where it was not collected', () => {
  const ignored = granting(ALL, 'WRITE', { ignorePublicAcls: true })
  expect(linesOf(ignored)).toEqual([])
  expect(ignored.blocked).toMatchObject([
    { from: 'Internet', kind: 'CAN_WRITE', to: BUCKET, technique: null, by: { type: 'public-access-block' } },
  ])
  const unknown = granting(ALL, 'WRITE', {}, { s3IgnorePublicAcls: null })
  expect(linesOf(unknown)).toEqual(['Internet CAN_WRITE s3:public-access-block'])
})

test('object ownership that was not collected is a condition, and the bucket owner enforced ends ACLs', () => {
  const { objectOwnership: _, ...rest } = { objectOwnership: null, policy: null, account: HOME }
  const found = derive({
    identities: {},
    nodes: [
      {
        id: BUCKET,
        kind: 'AwsS3Bucket',
        props: { ...rest, acl: [{ grantee: ALL, permission: 'WRITE' }], ignorePublicAcls: false },
      },
    ],
  })
  expect(linesOf(found)).toEqual(['Internet CAN_WRITE s3:object-ownership'])
  expect(linesOf(granting(ALL, 'WRITE', { objectOwnership: 'BucketOwnerEnforced' }))).toEqual([])
})

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
test('objects under a key of KMS are closed to requests without credentials as far as is known', () => {
  const open = (encryption: string) =>
    linesOf(
      derive({
        identities: {},
        buckets: {
          data: { policy: policy({ ...allow('s3:*', `${BUCKET}/*`), Principal: '*' }), encryption },
        },
      }),
    ).filter((line) => line.startsWith('Internet'))
  expect(open('aws:kms')).toEqual(['Internet CAN_READ kms:Decrypt', 'Internet CAN_WRITE'])
  expect(open('AES256')).toEqual(['Internet CAN_READ', 'Internet CAN_WRITE'])
})
