import { expect, test } from 'vitest'
import type { NodeRecord } from '../snapshot/records.ts'
import { nameOf, pathTitle } from './sentences.ts'

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const nodes: readonly NodeRecord[] = [
  {
    id: `/subscriptions/${SUBSCRIPTION}`,
    kind: 'AzureSubscription',
    props: { account: SUBSCRIPTION, name: 'Production' },
  },
  { id: '111111111111', kind: 'AwsAccount', props: { account: '111111111111', name: 'prod' } },
  { id: 'ada', kind: 'EntraUser', props: { name: 'Ada' } },
]
const lookup = (id: string) => nodes.find((node) => node.id === id)

test('a subscription is called by its name alone, an account of AWS with its digits', () => {
  expect(nameOf(`/subscriptions/${SUBSCRIPTION}`, lookup)).toBe('Production')
  expect(nameOf('111111111111', lookup)).toBe('prod (111111111111)')
})

test('a subscription whose name was not read keeps its id', () => {
  expect(nameOf(`/subscriptions/${SUBSCRIPTION}`, () => undefined)).toBe(SUBSCRIPTION)
})

test('the title of a path to a subscription has room for all of it', () => {
  const path = { entry: 'ada', target: `/subscriptions/${SUBSCRIPTION}`, steps: [] }
  expect(pathTitle(path, lookup)).toBe('Entra user Ada already is administrator of Production')
})
