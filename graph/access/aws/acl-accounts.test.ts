import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { derive, edgesOf, OTHER } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::data'
const OWNER = '1'.repeat(64)
const STRANGER = '2'.repeat(64)

const withGrant = (permission: string, grantee = STRANGER, props: Props = {}) =>
  derive({
    identities: {},
    accounts: { [OTHER]: {} },
    buckets: {
      data: { ownerId: OWNER, objectOwnership: 'ObjectWriter', acl: [{ grantee, permission }], ...props },
    },
    nodes: [
      { id: 'arn:aws:s3:::theirs', kind: 'AwsS3Bucket', props: { account: OTHER, ownerId: '3'.repeat(64) } },
    ],
  })

test('a stranger named by canonical id reads and writes by FULL_CONTROL', () => {
  const from = `canonical-id:${STRANGER}`
  expect(edgesOf(withGrant('FULL_CONTROL'))).toEqual([
    `${from} CAN_READ ${BUCKET}`,
    `${from} CAN_WRITE ${BUCKET}`,
  ])
})

test('READ lists objects, and reading one hangs on its own ACL', () => {
  expect(withGrant('READ').edges[0]?.conditions).toMatchObject([{ key: 's3:object-acl' }])
})

test('the id of an account that was read is that account', () => {
  expect(edgesOf(withGrant('WRITE', '3'.repeat(64)))).toEqual([`${OTHER} CAN_WRITE ${BUCKET}`])
})

test("the owner's own grant is no edge", () => {
  expect(edgesOf(withGrant('FULL_CONTROL', OWNER))).toEqual([])
})

test('an ACL that is switched off grants nothing', () => {
  expect(edgesOf(withGrant('WRITE', STRANGER, { objectOwnership: 'BucketOwnerEnforced' }))).toEqual([])
})
