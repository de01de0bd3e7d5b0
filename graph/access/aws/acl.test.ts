import { expect, test } from 'vitest'
import type { Value } from '../../snapshot/records.ts'
import { aclGrants } from './acl.ts'

test('reads who may do what', () => {
  const acl = [{ grantee: 'x', permission: 'READ', type: 'CanonicalUser' }]
  expect(aclGrants(acl)).toEqual([{ grantee: 'x', permission: 'READ' }])
})

test.each<[string, Value | undefined]>([
  ['an ACL that was not collected', undefined],
  ['no ACL', null],
  ['a text', 'private'],
  ['lines that are no objects', ['READ', null, 7, ['x', 'READ']]],
  ['a line without a grantee', [{ permission: 'READ' }]],
  ['a line without a permission', [{ grantee: 'x' }]],
])('%s grants nothing', (_, acl) => {
  expect(aclGrants(acl)).toEqual([])
})
