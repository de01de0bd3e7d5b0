import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { placeNames } from './place-names.ts'

const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555'
const GROUP = `${SUBSCRIPTION}/resourcegroups/rg-web`
const nodes: NodeRecord[] = [
  { id: SUBSCRIPTION, kind: 'AzureSubscription', props: { name: 'Production' } },
  { id: GROUP, kind: 'AzureResourceGroup', props: { name: 'RG-Web' } },
  { id: '/subscriptions/nameless', kind: 'AzureSubscription', props: { name: '' } },
]
const placeOf = placeNames(
  indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(),
    coverage: [],
  }),
)

test.each([
  [SUBSCRIPTION, 'Production'],
  [GROUP, 'RG-Web in Production'],
  [`${GROUP}/providers/microsoft.keyvault/vaults/keys`, 'keys in RG-Web'],
  [`${SUBSCRIPTION}/providers/microsoft.security/pricings/servers`, 'servers in Production'],
  [`/providers/x${GROUP}`, 'rg-web'],
  ['/', 'the root of the tenant'],
])('%s is called %s', (scope, name) => {
  expect(placeOf(scope)).toBe(name)
})

test('what was not read is called by the end of its id', () => {
  expect(placeOf('/providers/microsoft.management/managementgroups/estate')).toBe('estate')
  expect(placeOf(`${SUBSCRIPTION}/resourcegroups/other`)).toBe('other in Production')
  expect(placeOf('/subscriptions/nameless')).toBe('nameless')
})
