import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, HOME, policy, user } from './testkit.ts'

const ALICE = user('alice')
const BUCKET = 'arn:aws:s3:::data'
const UNREAD = 'arn:aws:iam::aws:policy/AWSDenyAll'

/** Alice with a policy of her own and one attached whose document was not read. */
const withUnread = (policies: readonly Props[], document?: Props) =>
  derive({
    identities: { [ALICE]: { policies } },
    buckets: { data: {} },
    nodes: [
      {
        id: UNREAD,
        kind: 'AwsIamPolicy',
        props: { type: 'aws-managed', ...(document === undefined ? {} : { document }) },
      },
    ],
    relationships: [{ from: ALICE, kind: 'HAS_POLICY', to: UNREAD, props: {} }],
  })

test('a policy that was not read allows nothing', () => {
  expect(withUnread([]).edges).toEqual([])
})

test('a policy that was not read may deny', () => {
  const [edge] = withUnread([policy(allow('s3:GetObject', `${BUCKET}/*`))]).edges
  expect(edge).toMatchObject({ kind: 'CAN_READ', to: BUCKET })
  expect(edge?.conditions).toMatchObject([
    { key: 'attached-policy-not-collected', detail: expect.stringContaining(UNREAD) },
  ])
})

test('a policy that was read leaves no condition', () => {
  const found = withUnread([policy(allow('s3:GetObject', `${BUCKET}/*`))], policy(allow('sqs:*')))
  expect(found.edges[0]?.conditions).toEqual([])
})

test('an administrator with a policy that was not read is still taken for one', () => {
  const found = withUnread([policy(allow('*'))])
  expect(found.edges).toMatchObject([{ kind: 'ADMIN_OF', to: HOME, conditions: [{ state: 'unknown' }] }])
})

test('a policy that was not read is named in the coverage', () => {
  expect(withUnread([]).missing).toEqual([
    { account: HOME, service: 'iam', call: 'iam get-policy-version', resource: UNREAD, state: 'FAILED' },
  ])
})
