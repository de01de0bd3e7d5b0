import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { defineAzureTechnique, has, openNetwork } from './technique.ts'

const ACCOUNT = 'account'
const facts = (account: Props | null) =>
  indexFacts({
    nodes: new Map(
      account === null ? [] : [[ACCOUNT, { id: ACCOUNT, kind: 'AzureStorageAccount', props: account }]],
    ),
    relationships: new Map([['c', { from: ACCOUNT, kind: 'CONTAINS', to: 'container', props: {} }]]),
    coverage: [],
  })
const vault = (props: Props): NodeRecord => ({ id: 'vault', kind: 'AzureKeyVault', props })
const container: NodeRecord = {
  id: 'container',
  kind: 'AzureBlobContainer',
  props: { defaultAction: 'Allow' },
}

describe('a property that has to have a value', () => {
  const one = has('state', ['Unattached', 'Reserved'], 'no machine has it')

  test('is met by one of them, not by another, and unknown where it was not collected', () => {
    const decided = (props: Props) => one.decide(vault(props), facts(null))
    expect(decided({ state: 'Reserved' })).toBe('met')
    expect(decided({ state: 'Attached' })).toBe('unmet')
    expect(decided({ state: null })).toBe('unmet')
    expect(decided({})).toBe('unknown')
  })

  test('says by example how it is met and how not', () => {
    expect(one).toMatchObject({
      id: 'state',
      says: 'no machine has it',
      example: { state: 'Unattached' },
      nearMiss: { state: 'something else' },
    })
    expect(one).not.toHaveProperty('control')
    expect(has('on', [true], 'it is on', { control: true })).toMatchObject({
      control: true,
      example: { on: true },
      nearMiss: { on: false },
    })
    expect(has('none', [null], 'there is none')).toMatchObject({ example: { none: null } })
  })
})

describe('the way through the firewall', () => {
  test.each<[Props, string]>([
    [{ publicNetworkAccess: true, defaultAction: 'Allow' }, 'met'],
    [{ publicNetworkAccess: true }, 'met'],
    [{}, 'met'],
    [{ publicNetworkAccess: true, defaultAction: 'Deny' }, 'unknown'],
    [{ publicNetworkAccess: true, defaultAction: 'Deny', anyAddress: true }, 'met'],
    [{ publicNetworkAccess: false, anyAddress: true }, 'unknown'],
  ])('with %s is %s', (props, state) => {
    expect(openNetwork.decide(vault(props), facts(null))).toBe(state)
  })

  test('of a container is that of its account', () => {
    expect(openNetwork.decide(container, facts({ defaultAction: 'Deny' }))).toBe('unknown')
    expect(openNetwork.decide(container, facts({ defaultAction: 'Allow' }))).toBe('met')
    expect(openNetwork.decide(container, facts(null))).toBe('unknown')
    expect(openNetwork.decide({ ...container, id: 'lost' }, facts({}))).toBe('unknown')
  })
})

test('a technique gives its target and needs nothing besides, unless it says so', () => {
  const technique = {
    id: 'az-x',
    title: 'x',
    category: 'data',
    edge: 'CAN_READ',
    attack: [],
    likelihood: 1,
    references: [],
    target: 'AzureKeyVault',
    needs: [],
  }
  expect(defineAzureTechnique(technique)).toMatchObject({ gives: 'target', prerequisites: [] })
  expect(defineAzureTechnique({ ...technique, gives: 'identities' })).toMatchObject({ gives: 'identities' })
})
