import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { derive, edgesOf, HOME, OTHER } from './testkit.ts'

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

test('the edge says what the ACL grants, and removing that grant alone is the fix', () => {
  const other = { grantee: '4'.repeat(64), permission: 'WRITE' }
  const group = { grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' }
  const found = withGrant('READ', STRANGER, {
    acl: [other, { grantee: STRANGER, permission: 'READ' }, group, 'nothing'],
  })
  const [edge] = found.edges.filter(({ from }) => from === `canonical-id:${STRANGER}`)
  expect(edge).toEqual({
    from: `canonical-id:${STRANGER}`,
    kind: 'CAN_READ',
    to: BUCKET,
    technique: null,
    attack: expect.any(Array),
    likelihood: expect.any(Number),
    conditions: [expect.objectContaining({ key: 's3:object-acl', state: 'unknown' })],
    evidence: [{ type: 'acl', id: BUCKET, detail: `the ACL grants READ to ${STRANGER}` }],
    provenance: {
      id: BUCKET,
      type: 'acl',
      edit: { change: 'set', resource: BUCKET, property: 'acl', value: [other, group, 'nothing'] },
    },
  })
  expect(edgesOf(found)).toEqual(
    expect.arrayContaining([`canonical-id:${other.grantee} CAN_WRITE ${BUCKET}`]),
  )
  expect(edgesOf(found).filter((one) => one.startsWith(`canonical-id:${STRANGER}`))).toHaveLength(1)
})

/** The same bucket where ownership was not collected. */
const unread = (permission: string) =>
  derive({
    identities: {},
    nodes: [
      {
        id: BUCKET,
        kind: 'AwsS3Bucket',
        props: { account: HOME, policy: null, ownerId: OWNER, acl: [{ grantee: STRANGER, permission }] },
      },
    ],
  })

test('each open condition makes it less likely', () => {
  const likelihood = ({ edges }: ReturnType<typeof derive>) =>
    edges.find(({ kind }) => kind === 'CAN_READ')?.likelihood ?? 0
  const sure = likelihood(withGrant('FULL_CONTROL'))
  const open = likelihood(unread('FULL_CONTROL'))
  expect(open).toBeLessThan(sure)
  expect(likelihood(withGrant('READ'))).toBe(open)
  expect(likelihood(unread('READ'))).toBeCloseTo((open * open) / sure)
})

test('ownership that was not collected leaves it open whether the ACL counts', () => {
  expect(unread('WRITE').edges[0]?.conditions).toMatchObject([{ key: 's3:object-ownership' }])
  expect(withGrant('WRITE').edges[0]?.conditions).toEqual([])
})

test('FULL_CONTROL reads without a look at the ACL of an object', () => {
  expect(withGrant('FULL_CONTROL').edges.map(({ conditions }) => conditions)).toEqual([[], []])
})

test('a stranger is a node of its own, an account that was read is not made anew', () => {
  expect(withGrant('WRITE').nodes).toEqual([
    {
      id: `canonical-id:${STRANGER}`,
      kind: 'ExternalPrincipal',
      props: { name: 'canonical id 222222222222…', provider: 'aws', type: 'account', anyone: false },
    },
  ])
  expect(withGrant('WRITE', '3'.repeat(64)).nodes).toEqual([])
})

test('the own account is no stranger, by whatever id', () => {
  const again = { id: 'arn:aws:s3:::again', kind: 'AwsS3Bucket', props: { account: HOME, ownerId: STRANGER } }
  const buckets = {
    data: {
      ownerId: OWNER,
      objectOwnership: 'ObjectWriter',
      acl: [{ grantee: STRANGER, permission: 'WRITE' }],
    },
  }
  expect(edgesOf(derive({ identities: {}, buckets, nodes: [again] }))).toEqual([])
  expect(edgesOf(withGrant('WRITE', OWNER, { account: '555555555555' }))).toEqual([])
})

test.each(['2'.repeat(63), '2'.repeat(65), `x${'2'.repeat(64)}`, 'A'.repeat(64)])(
  '%s is no canonical id',
  (id) => {
    expect(edgesOf(withGrant('WRITE', id))).toEqual([])
  },
)

test('who is granted other rights than reading and writing gets neither', () => {
  expect(edgesOf(withGrant('READ_ACP'))).toEqual([])
})
