import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { allow, derive, HOME, policy, user } from './testkit.ts'

const ALICE = user('alice')
const STAFF = `arn:aws:iam::${HOME}:group/staff`
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess'
const READER = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const OWN = `arn:aws:iam::${HOME}:policy/all`

const managed = (id: string, document?: Props): NodeRecord => ({
  id,
  kind: 'AwsIamPolicy',
  props: document === undefined ? { stub: true } : { document },
})
const everything = policy(allow('*'))
const reading = policy(allow('s3:Get*'))

/** What is known of Alice, to whom these are attached; a policy of AWS's own bounds her too. */
function held(...policies: readonly NodeRecord[]) {
  const bound = managed('arn:aws:iam::aws:policy/PowerUserAccess', everything)
  const { properties } = derive({
    identities: { [ALICE]: {} },
    nodes: [...policies, bound],
    relationships: [
      ...policies.map(({ id }) => ({ from: ALICE, kind: 'HAS_POLICY', to: id, props: {} })),
      { from: ALICE, kind: 'BOUNDED_BY', to: bound.id, props: {} },
    ],
  })
  return properties.get(ALICE)?.awsPoliciesAllowingEverything
}

test('a policy of AWS that allows everything is named where it is attached', () => {
  expect(held(managed(READER, reading), managed(ADMIN, everything))).toEqual([ADMIN])
})

test('one of the account is not, and neither is a boundary or a narrower one', () => {
  expect(held(managed(OWN, everything), managed(READER, reading))).toEqual([])
})

test('nothing is known as long as one was not read and none is seen', () => {
  expect(held(managed(ADMIN))).toBeUndefined()
  expect(held(managed(READER), managed(ADMIN, everything))).toEqual([ADMIN])
  expect(held(managed(OWN))).toEqual([])
})

test('a group is a holder of its own', () => {
  const { properties } = derive({
    identities: { [ALICE]: { groups: [STAFF] } },
    groups: { [STAFF]: [] },
    nodes: [managed(ADMIN, everything)],
    relationships: [{ from: STAFF, kind: 'HAS_POLICY', to: ADMIN, props: {} }],
  })
  expect(properties.get(STAFF)).toEqual({ awsPoliciesAllowingEverything: [ADMIN] })
  expect(properties.get(ALICE)).toMatchObject({ awsPoliciesAllowingEverything: [] })
})
