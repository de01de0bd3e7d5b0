import { expect, test } from 'vitest'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { withGrants } from './key-grants.ts'
import { policyWith } from './policy.ts'
import { HOME, user } from './testkit.ts'

const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1`
const EMPTY = policyWith([])
const key = (grants: Value, kind = 'AwsKmsKey'): NodeRecord => ({ id: KEY, kind, props: { grants } })
const statementsOf = (grants: Value) => withGrants(EMPTY, key(grants)).statements
const toAlice = (grantId: string | null = null, operations: readonly Value[] = ['Decrypt']): Value => ({
  grantId,
  grantee: user('alice'),
  operations: [...operations],
})

test('a grant allows its operations to its grantee, on the key', () => {
  const [statement] = statementsOf([toAlice('g1', ['Decrypt', 'GenerateDataKey'])])
  expect(statement).toMatchObject({ effect: 'Allow', notAction: false, notResource: false, conditions: [] })
  expect(statement?.actions.map(({ pattern }) => pattern)).toEqual(['kms:decrypt', 'kms:generatedatakey'])
  expect(statement?.principals?.arns).toEqual(new Set([user('alice')]))
})

test('a service may be the grantee', () => {
  const [statement] = statementsOf([
    { grantId: 'g', grantee: 'dynamodb.amazonaws.com', operations: ['Decrypt'] },
  ])
  expect(statement?.principals).toMatchObject({
    services: new Set(['dynamodb.amazonaws.com']),
    arns: new Set(),
  })
})

test('retiring one grant leaves the others', () => {
  const grants = [toAlice('g1'), toAlice('g2'), toAlice('g3')]
  const edits = statementsOf(grants).map(({ index, grant }) => ({ index, ...grant }))
  const edit = (...left: readonly Value[]) => ({
    change: 'set',
    resource: KEY,
    property: 'grants',
    value: [...left],
  })
  expect(edits).toEqual([
    { index: 0, id: 'g1', edit: edit(toAlice('g2'), toAlice('g3')) },
    { index: 1, id: 'g2', edit: edit(toAlice('g1'), toAlice('g3')) },
    { index: 2, id: 'g3', edit: edit(toAlice('g1'), toAlice('g2')) },
  ])
})

test('a grant without an id goes by its place', () => {
  expect(statementsOf([toAlice('g1'), toAlice()])[1]?.grant?.id).toBe('1')
})

test.each<[string, Value]>([
  ['null', null],
  ['a text', 'g1'],
  ['a list', [toAlice()]],
  ['one without a grantee', { grantId: 'g', operations: ['Decrypt'] }],
  ['one whose operations were not collected', { grantId: 'g', grantee: user('alice') }],
])('what is no grant allows nothing: %s', (_, grant) => {
  expect(statementsOf([grant])).toEqual([])
})

test('the statements of the policy stay', () => {
  const once = withGrants(EMPTY, key([toAlice('g1')]))
  const twice = withGrants(once, key([toAlice('g2')]))
  expect(twice.statements.map(({ grant }) => grant?.id)).toEqual(['g1', 'g2'])
})

test.each<[string, NodeRecord]>([
  ['a key without grants', key([])],
  ['a key whose grants were not collected', { id: KEY, kind: 'AwsKmsKey', props: {} }],
  ['another resource', key([toAlice()], 'AwsS3Bucket')],
])('the policy of %s is left as it is', (_, node) => {
  expect(withGrants(EMPTY, node)).toBe(EMPTY)
})
