import { describe, expect, test } from 'vitest'
import { applyChanges, readChange } from '../../paths/changes/index.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { edgesOf, reaching } from './derive.testkit.ts'
import { deriveAzureNetwork } from './derive.ts'
import { factsOf, type ShortEstate } from './estate.testkit.ts'

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
