import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, FOREIGN, HOME, policy, user } from './testkit.ts'

const ALICE = user('alice')
const OBJECTS = 'arn:aws:s3:::data/*'

test('who was never allowed is not held back by a Deny', () => {
  const blocked = (...statements: readonly Props[]) =>
    derive({ identities: { [ALICE]: { policies: [policy(...statements)] } }, buckets: { data: {} } }).blocked
  expect(blocked(deny('s3:*'))).toEqual([])
  expect(blocked(allow('s3:GetObject', OBJECTS), deny('s3:*')).map(({ from, kind }) => [from, kind])).toEqual(
    [[ALICE, 'CAN_READ']],
  )
})

test('an account outside that a bucket names is a node, even where Block Public Access stops it', () => {
  const document = policy({ ...allow('s3:GetObject', OBJECTS), Principal: { AWS: FOREIGN } })
  const found = derive({ identities: {}, buckets: { data: { policy: document } } })
  expect(found.edges.map(({ from }) => from)).toEqual([`arn:aws:iam::${FOREIGN}:root`])
  expect(found.nodes).toMatchObject([{ id: `arn:aws:iam::${FOREIGN}:root`, kind: 'ExternalPrincipal' }])
})

test('of several who are named outside the one with the fewest conditions is told', () => {
  const name = (who: string) => ({ AWS: `arn:aws:iam::${FOREIGN}:${who}` })
  const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' } }
  const document = policy(
    { ...allow('s3:GetObject', OBJECTS, { Condition }), Principal: name('user/one') },
    { ...allow('s3:GetObject', OBJECTS), Principal: name('user/two') },
  )
  const { edges } = derive({ identities: {}, buckets: { data: { policy: document } } })
  const open = edges.filter(({ conditions }) => conditions.length === 0)
  expect(open.map(({ from }) => from)).toEqual([`arn:aws:iam::${FOREIGN}:user/two`])
})

test('a statement that names nobody requires no TLS', () => {
  const document = policy(
    deny('s3:*', [OBJECTS], { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  )
  const { properties } = derive({
    identities: {},
    accounts: { [HOME]: {} },
    buckets: { data: { policy: document } },
  })
  expect(properties.get('arn:aws:s3:::data')).toMatchObject({ requiresTls: false })
})
