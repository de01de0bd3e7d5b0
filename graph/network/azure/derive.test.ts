import { describe, expect, test } from 'vitest'
import { applyChanges, readChange } from '../../paths/changes/index.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import { type Props, relationshipId } from '../../snapshot/records.ts'
import { canReach } from '../can-reach.ts'
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

const edgesOf = (estate: ShortEstate) => deriveAzureNetwork(factsOf(estate)).edges
const reaching = (estate: ShortEstate) =>
  edgesOf(estate)
    .filter(({ from }) => from !== 'Internet')
    .map(({ from, to, extra }) => `${from} > ${to} ${JSON.stringify(extra?.ports)}`)
    .sort()

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

describe('what strangers reach through a firewall', () => {
  const rule = (more: Props = {}) => ({
    id: 'policy/web',
    name: 'web',
    protocols: ['tcp'],
    sources: ['*'],
    destinations: ['198.51.100.7'],
    ports: ['443'],
    translatedAddress: '10.0.1.5',
    translatedPort: '443',
    ...more,
  })
  const through = (rules: Props[]): ShortEstate => ({
    nodes: {
      'net/subnets/fw': ['AzureSubnet', { addressPrefixes: ['10.0.3.0/24'] }],
      fwip: ['AzurePublicIp', { address: '198.51.100.7' }],
      fw: ['AzureFirewall', { publicIps: ['fwip'], subnet: 'net/subnets/fw', policy: 'policy' }],
      policy: ['AzureFirewallPolicy', { basePolicy: null, rules }],
    },
  })
  const derived = (rules: Props[]) => deriveAzureNetwork(factsOf(through(rules)))

  test('carries the rule of the firewall to delete, and every hop', () => {
    const edge = derived([rule()]).edges.find(({ to }) => to === 'app')
    expect(edge).toMatchObject({
      from: 'Internet',
      provenance: {
        id: 'policy/web',
        edit: { change: 'remove-rule', group: 'policy', rule: { id: 'policy/web' } },
      },
      extra: { ports: ['tcp/443'] },
    })
    expect(edge?.extra?.hops).toMatchObject([
      { id: 'fwip', component: 'public-address' },
      { id: 'fw', component: 'firewall' },
      { id: 'net', component: 'route-table' },
      { id: 'policy', component: 'nat-rules' },
      { id: 'net', component: 'route-table' },
    ])
  })

  test('is kept as blocked by what stops it', () => {
    const { edges, blocked } = derived([rule({ sources: ['5.6.7.8'] })])
    expect(edges.filter(({ to, from }) => from === 'Internet' && to === 'app')).toEqual([])
    expect(blocked.find(({ to }) => to === 'app')?.by).toMatchObject({ type: 'nat-rules', id: 'policy' })
  })

  test('is not known where the list of firewalls was refused', () => {
    const { snapshot } = factsOf({ machines: { app: { account: 'subscription' } } })
    const told = (state: 'DENIED' | 'UNSUPPORTED') => {
      const coverage = {
        provider: 'azure',
        account: 'subscription',
        region: 'global',
        service: 'network',
        state: 'OK',
        reason: null,
        at: '2026-01-01T00:00:00Z',
        missing: [{ call: 'network firewalls', state, resource: null }],
      } as const
      return deriveAzureNetwork(indexFacts({ ...snapshot, coverage: [coverage] })).properties.get('app')
    }
    expect(told('DENIED')).toEqual({})
    expect(told('UNSUPPORTED')).toMatchObject({ internetReachable: false })
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

describe('what machines reach through a firewall', () => {
  const peering = (remote: string): Props => ({ remote, state: 'Connected', access: true, forwarded: true })
  const rule = (action: string, more: Props = {}): Props => ({
    id: `policy/${action}`,
    name: action,
    action,
    protocols: ['tcp'],
    sources: ['*'],
    destinations: ['*'],
    ports: ['22'],
    ...more,
  })
  /** `net` and `other`, which meet in `hub` alone; all that leaves their subnets goes to the firewall there. */
  const spokes = (networkRules: Props[]): ShortEstate => ({
    networks: { net: { peerings: [peering('hub')] }, other: { peerings: [peering('hub')] } },
    subnets: { near: { routeTable: 't' }, far: { routeTable: 't' }, away: { routeTable: 't' } },
    tables: { t: [['0.0.0.0/0', 'VirtualAppliance', '10.9.1.4']] },
    nodes: {
      hub: [
        'AzureVirtualNetwork',
        { addressPrefixes: ['10.9.0.0/16'], peerings: [peering('net'), peering('other')] },
      ],
      'hub/subnets/fw': ['AzureSubnet', { addressPrefixes: ['10.9.1.0/24'] }],
      fw: ['AzureFirewall', { privateAddress: '10.9.1.4', subnet: 'hub/subnets/fw', policy: 'policy' }],
      policy: ['AzureFirewallPolicy', { basePolicy: null, networkRules, applicationRules: [] }],
    },
  })
  const between = (networkRules: Props[]) =>
    reaching(spokes(networkRules)).filter((edge) => /^(net|near|web|app|db) > guest/.test(edge))

  test('comes from the hub of the other network, by the rule that decides', () => {
    expect(between([rule('allow')])).toEqual(['net > guest ["tcp/22"]'])
    const guarded: ShortEstate = {
      ...spokes([rule('allow')]),
      groups: { nsg: [] },
      cards: { guest: { securityGroup: 'nsg' } },
    }
    const edge = edgesOf(guarded).find(({ from, to }) => from === 'net' && to === 'guest')
    expect(edge?.extra?.hops).toMatchObject([
      { id: 't', component: 'route-table' },
      { id: 'fw', component: 'firewall' },
      { id: 'policy', component: 'network-rules', detail: 'allow allows tcp/22' },
      { id: 'nsg', component: 'security-group' },
    ])
    expect(edge?.evidence[0]).toMatchObject({ type: 'network-rule', id: 'policy/allow' })
    expect(edge?.provenance?.edit).toEqual({
      change: 'remove-rule',
      group: 'policy',
      rule: { id: 'policy/allow' },
    })
  })

  test('is told apart by the rules of the firewall: one address leads from one machine alone', () => {
    expect(between([rule('allow', { sources: ['10.0.1.5'] })])).toEqual(['app > guest ["tcp/22"]'])
    expect(between([rule('allow', { sources: ['10.0.1.0/24'] })])).toEqual(['near > guest ["tcp/22"]'])
  })

  test('is no edge where it is not known', () => {
    expect(between([rule('allow', { destinations: [], destinationNames: ['guest.internal'] })])).toEqual([])
  })

  test('is kept as blocked by the rule or the firewall that stops it, once for all pairs of a network', () => {
    const blocked = (networkRules: Props[]) =>
      deriveAzureNetwork(factsOf(spokes(networkRules))).blocked.filter(({ from }) => from === 'net')
    expect(blocked([])).toEqual([
      {
        from: 'net',
        kind: 'CAN_REACH',
        to: 'guest',
        technique: null,
        by: { type: 'firewall', id: 'fw', detail: 'no rule allows any traffic' },
        standsFor: 3,
      },
    ])
    expect(blocked([rule('deny', { ports: ['*'], protocols: ['any'] }), rule('allow')])).toMatchObject([
      { to: 'guest', by: { type: 'network-rules', id: 'policy', detail: 'deny denies tcp/22' } },
    ])
    expect(blocked([rule('allow')])).toEqual([])
    expect(blocked([rule('allow', { destinations: [], destinationNames: ['guest.internal'] })])).toEqual([])
  })

  test('is gone when the rule is', () => {
    const facts = factsOf(spokes([rule('allow')]))
    const [edge] = deriveAzureNetwork(facts).edges.filter(({ from, to }) => from === 'net' && to === 'guest')
    const change = readChange(edge?.provenance?.edit ?? {})
    const after = indexFacts(applyChanges(facts.snapshot, [change]))
    expect(deriveAzureNetwork(after).edges.some(({ to }) => to === 'guest')).toBe(false)
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
