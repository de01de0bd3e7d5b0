import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type Props, relationshipId } from '../../snapshot/records.ts'
import { canReach } from '../can-reach.ts'
import { edgesOf, reaching } from './derive.testkit.ts'
import { deriveAzureNetwork } from './derive.ts'
import { factsOf, type ShortEstate } from './estate.testkit.ts'

const SSH: NonNullable<ShortEstate['groups']>[string] = [[100, 'allow', 'Tcp', '*', '22']]
const open: ShortEstate = { groups: { nsg: SSH }, cards: { web: { securityGroup: 'nsg' } } }
/** Every subnet takes nothing in from the network but what its own rules say. */
const shut = (group: string): NonNullable<ShortEstate['groups']>[string][number] => [
  4096,
  'deny',
  '*',
  'VirtualNetwork',
  '*',
  { name: group },
]

describe('what strangers reach', () => {
  test('carries the rule to delete and the hops', () => {
    const edge = edgesOf(open).find(({ from }) => from === 'Internet')
    expect(edge).toMatchObject({
      to: 'web',
      provenance: {
        id: 'nsg/Inbound/100',
        edit: { change: 'remove-rule', group: 'nsg', rule: { id: 'nsg/Inbound/100' } },
      },
    })
    expect(edge?.extra?.hops).toMatchObject([
      { id: 'ip', component: 'public-address' },
      { id: 'nsg', component: 'security-group' },
      { id: 'net', component: 'route-table' },
    ])
  })

  test('is told of the machine, and nothing is where a group was not read', () => {
    const told = (estate: ShortEstate, id: string) => deriveAzureNetwork(factsOf(estate)).properties.get(id)
    expect(told(open, 'web')).toEqual({
      internetReachable: true,
      internetPorts: ['tcp/22'],
      exposure: 'internet',
    })
    expect(told(open, 'app')).toMatchObject({ internetReachable: false, exposure: 'internal' })
    expect(told({ ...open, groups: {} }, 'web')).toEqual({})
  })

  test('what stops them is kept for machines with a way in', () => {
    const { blocked } = deriveAzureNetwork(factsOf({ ...open, groups: { nsg: [] } }))
    expect(blocked).toMatchObject([
      { from: 'Internet', to: 'web', by: { type: 'security-group', id: 'nsg' } },
    ])
  })

  test('a group tells what it would let in, whatever it is for', () => {
    const told = (rules: typeof SSH) =>
      deriveAzureNetwork(factsOf({ ...open, groups: { nsg: rules } })).properties.get('nsg')
    expect(told(SSH)).toEqual({ attached: true, openToInternet: ['tcp/22'] })
    expect(told([[100, 'allow', 'Tcp', '::/0', '22']])).toMatchObject({ openToInternet: ['tcp/22'] })
    expect(told([[100, 'allow', 'Tcp', '*', '22', { destinationGroups: ['asg'] }]])).toMatchObject({
      openToInternet: ['tcp/22'],
    })
    expect(told([])).toMatchObject({ openToInternet: [] })
  })
})

describe('what machines reach', () => {
  test('goes through the network where nothing is against it', () => {
    expect(reaching({})).toEqual([
      'app > net []',
      'db > net []',
      'net > app ["all"]',
      'net > db ["all"]',
      'net > web ["all"]',
      'web > net []',
    ])
  })

  test('a default rule lets it in, and none is there to delete', () => {
    const edge = edgesOf({ groups: { nsg: [] }, cards: { db: { securityGroup: 'nsg' } } }).find(
      ({ to }) => to === 'db',
    )
    expect(edge).toMatchObject({ from: 'net', provenance: null })
  })

  test('goes through an application security group that a rule names', () => {
    const groups = {
      data: [[100, 'allow', 'Tcp', '*', '5432', { sourceGroups: ['asg'] }], shut('data')],
      closed: [shut('closed')],
    } satisfies ShortEstate['groups']
    const cards = {
      web: { applicationSecurityGroups: ['asg'], securityGroup: 'closed' },
      app: { applicationSecurityGroups: [], securityGroup: 'closed' },
      db: { securityGroup: 'data' },
    }
    expect(reaching({ groups, cards })).toEqual(['asg > db ["tcp/5432"]', 'web > asg []'])
  })

  test('is a way of its own for who may not send everything', () => {
    const groups = {
      held: [[100, 'deny', 'Udp', '*', '*', { direction: 'Outbound' }], shut('held')],
      closed: [shut('closed')],
    } satisfies ShortEstate['groups']
    const cards = { app: { securityGroup: 'held' }, web: { securityGroup: 'closed' } }
    expect(reaching({ groups, cards }).filter((one) => one.startsWith('app'))).toEqual([
      'app > db ["other","tcp/0-65535"]',
    ])
  })

  test('crosses a peering through the other network', () => {
    const peering = (remote: string) => ({
      peerings: [{ id: 'p', remote, state: 'Connected', access: true }],
    })
    const closed = { groups: { closed: [shut('closed')] }, subnets: { near: { securityGroup: 'closed' } } }
    const networks = { net: peering('other'), other: peering('net') }
    expect(reaching({ ...closed, networks })).toContain('other > db ["all"]')
    expect(reaching(closed)).not.toContain('other > db ["all"]')
  })

  test('what goes through an appliance is not drawn', () => {
    const estate = {
      subnets: { near: { routeTable: 't' } },
      tables: { t: [['10.0.0.0/16', 'VirtualAppliance']] },
    } satisfies ShortEstate
    expect(reaching(estate)).toEqual([])
  })

  test('edges grow with the machines, not with their pairs', () => {
    const edges = (count: number) => {
      const snapshot = factsOf({}).snapshot
      const nodes = new Map(snapshot.nodes)
      const relationships = new Map(snapshot.relationships)
      for (let at = 0; at < count; at += 1) {
        const card: Props = {
          subnet: 'near',
          privateIps: [`10.0.1.${at + 20}`],
          publicIps: [],
          securityGroup: null,
        }
        nodes.set(`vm-${at}`, { id: `vm-${at}`, kind: 'AzureVirtualMachine', props: {} })
        nodes.set(`card-${at}`, { id: `card-${at}`, kind: 'AzureNetworkInterface', props: card })
        const link = { from: `vm-${at}`, kind: 'HAS_INTERFACE', to: `card-${at}`, props: {} }
        relationships.set(relationshipId(link), link)
      }
      return deriveAzureNetwork(indexFacts({ nodes, relationships, coverage: [] })).edges.length
    }
    expect(edges(200) - edges(100)).toBe(200)
  })
})

test('a question is answered with hops, or with what stops it', () => {
  const facts = factsOf(open)
  expect(canReach(facts, 'Internet', 'web', { port: 22 })).toMatchObject({
    reachable: true,
    ports: ['tcp/22'],
  })
  expect(canReach(facts, 'Internet', 'web', { port: 80 }).blockedBy).toMatchObject({ id: 'nsg' })
  expect(canReach(facts, 'app', 'db', { port: 22 }).reachable).toBe(true)
})

test('what is not known of an answer is told', () => {
  const appliance: ShortEstate = {
    subnets: { near: { routeTable: 't' } },
    tables: { t: [['0.0.0.0/0', 'VirtualAppliance', '10.0.3.9']] },
  }
  const facts = factsOf(appliance)
  expect(canReach(facts, 'app', 'Internet').unknown).toEqual(['0.0.0.0/0 goes to virtualappliance'])
  expect(canReach(facts, 'app', 'db').unknown).toEqual([])
})
