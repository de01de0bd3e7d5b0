import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, type RelationshipRecord, relationshipId } from '../../snapshot/records.ts'
import { scopeChains } from './scope.ts'

const SUB = '/subscriptions/sub-1'
const GROUP = `${SUB}/resourcegroups/rg`
const ACCOUNT = `${GROUP}/providers/microsoft.storage/storageaccounts/data`
const managementGroup = (name: string) => `/providers/microsoft.management/managementgroups/${name}`

// https://learn.microsoft.com/azure/role-based-access-control/scope-overview
test.each([
  ['a subscription', SUB, []],
  ['a resource group', GROUP, [SUB]],
  ['a resource', ACCOUNT, [GROUP, SUB]],
  ['a part of a resource', `${ACCOUNT}/blobservices/default`, [ACCOUNT, GROUP, SUB]],
  [
    'a part of a part',
    `${ACCOUNT}/blobservices/default/containers/c`,
    [`${ACCOUNT}/blobservices/default`, ACCOUNT, GROUP, SUB],
  ],
  ['a resource of the subscription', `${SUB}/providers/microsoft.x/y/z`, [SUB]],
  [
    'an extension of a resource',
    `${ACCOUNT}/providers/microsoft.authorization/locks/l`,
    [ACCOUNT, GROUP, SUB],
  ],
  ['a management group', managementGroup('mg'), []],
  ['a resource of the tenant', '/providers/microsoft.x/y/z/v/w', []],
  ['what only ends like a group', `/x${GROUP}`, []],
  ['what only begins like a group', `${GROUP}/x`, []],
])('%s lies in what its id names', (_, id, above) => {
  expect(chainsOf([], [])(id)).toEqual([id, ...above, '/'])
})

function chainsOf(contains: readonly (readonly [string, string])[], kinds: readonly NodeRecord[]) {
  const relationships = contains.map(
    ([from, to]): RelationshipRecord => ({
      from,
      kind: 'CONTAINS',
      to,
      props: {},
    }),
  )
  return scopeChains(
    indexFacts({
      nodes: new Map(kinds.map((node) => [node.id, node])),
      relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
      coverage: [],
    }),
  )
}
const group = (name: string): NodeRecord => ({
  id: managementGroup(name),
  kind: 'AzureManagementGroup',
  props: {},
})

test('the root is the last, with no management group between when none is known', () => {
  expect(chainsOf([], [])(GROUP)).toEqual([GROUP, SUB, '/'])
})

test('management groups stand between the subscription and the root, the nearest first', () => {
  const [inner, outer] = [managementGroup('inner'), managementGroup('outer')]
  const tenant = { id: '/tenants/t', kind: 'AzureTenant', props: {} }
  const chain = chainsOf(
    [
      ['/tenants/t', SUB],
      ['/nobody', SUB],
      [inner, SUB],
      [outer, inner],
    ],
    [tenant, group('inner'), group('outer')],
  )
  expect(chain(SUB)).toEqual([SUB, inner, outer, '/'])
  expect(chain(inner)).toEqual([inner, outer, '/'])
  expect(chain(SUB)).toEqual([SUB, inner, outer, '/'])
})

test('groups that contain each other end', () => {
  const [one, other] = [managementGroup('one'), managementGroup('other')]
  const chain = chainsOf(
    [
      [one, SUB],
      [other, one],
      [one, other],
    ],
    [group('one'), group('other')],
  )
  expect(chain(SUB)).toEqual([SUB, one, other, '/'])
})
