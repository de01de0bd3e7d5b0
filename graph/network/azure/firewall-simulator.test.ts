import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { names, oneOf, pathsOf } from '../random-packets.testkit.ts'
import { azureVerdict } from './can-reach.ts'
import { deriveAzureNetwork } from './derive.ts'
import { factsOf, type ShortEstate } from './estate.testkit.ts'
import { type SimFilter, type SimHub, type SimPolicy, throughHub } from './firewall-simulator.testkit.ts'

const FROM = ['*', '10.0.0.0/16', '10.0.1.4', '10.0.1.5', '10.0.2.0/24', '10.9.1.0/24']
const filter = fc.record({
  action: oneOf(['allow', 'allow', 'deny'] as const),
  ports: oneOf(['*', '22', '443', '0-1023', '100-65535']),
  source: oneOf(FROM),
  destination: oneOf(['*', '10.1.0.0/16', '10.1.1.4', '10.1.1.5', '10.0.0.0/8']),
})
/** A rule about names takes only ports by themselves. */
const named = fc.record({
  action: oneOf(['allow', 'allow', 'deny'] as const),
  ports: oneOf(['22', '443', '8443']),
  source: oneOf(FROM),
  destination: fc.constant('*'),
})
const policy = fc.record({
  network: fc.array(filter, { maxLength: 3 }),
  names: fc.array(named, { maxLength: 2 }),
})
const hub: fc.Arbitrary<SimHub> = fc.record({
  policies: fc.oneof(fc.tuple(policy), fc.tuple(policy, policy)),
  routed: fc.tuple(oneOf([true, true, true, false]), oneOf([true, true, true, false])),
  forwarded: fc.tuple(oneOf([true, true, true, false]), oneOf([true, true, true, false])),
  keeps: fc.boolean(),
  keptOut: fc.option(oneOf(FROM), { nil: null }),
})

const rulesOf = (kind: string, rules: readonly SimFilter[]): Props[] =>
  rules.map(({ action, ports, source, destination }, at) => ({
    id: `${kind}/${at}`,
    name: `${kind} ${at}`,
    action,
    sources: [source],
    ...(kind.endsWith('names')
      ? { protocols: [`https:${ports}`], names: ['*'] }
      : { protocols: ['tcp'], ports: [ports], destinations: [destination] }),
  }))

const policyOf = (id: string, { network, names: byName }: SimPolicy, more: Props): [string, Props] => [
  'AzureFirewallPolicy',
  {
    networkRules: rulesOf(`${id}/network`, network),
    applicationRules: rulesOf(`${id}/names`, byName),
    ...more,
  },
]

function estateOf({ policies, routed, forwarded, keeps, keptOut }: SimHub): ShortEstate {
  const peering = (remote: string, allowed: boolean): Props => ({
    remote,
    state: 'Connected',
    access: true,
    forwarded: allowed,
  })
  const [own, parent] = policies.toReversed()
  const [first, second] = forwarded
  const table = (leads: boolean): [string, string, string][] =>
    leads ? [['0.0.0.0/0', 'VirtualAppliance', '10.9.1.4']] : []
  return {
    networks: { net: { peerings: [peering('hub', first)] }, other: { peerings: [peering('hub', second)] } },
    subnets: {
      near: { routeTable: 't' },
      far: { routeTable: 't' },
      away: { routeTable: 'u', securityGroup: keptOut === null ? null : 'n' },
    },
    tables: { t: table(routed[0]), u: table(routed[1]) },
    groups: { n: keptOut === null ? [] : [[100, 'deny', '*', keptOut, '*']] },
    nodes: {
      hub: [
        'AzureVirtualNetwork',
        { addressPrefixes: ['10.9.0.0/16'], peerings: [peering('net', first), peering('other', second)] },
      ],
      'hub/subnets/fw': ['AzureSubnet', { addressPrefixes: ['10.9.1.0/24'] }],
      fw: ['AzureFirewall', { privateAddress: '10.9.1.4', subnet: 'hub/subnets/fw', policy: 'own' }],
      own: policyOf('own', own ?? { network: [], names: [] }, {
        basePolicy: parent === undefined ? null : 'parent',
        privateRanges: [keeps ? '0.0.0.0/0' : '255.255.255.255/32'],
      }),
      ...(parent !== undefined && { parent: policyOf('parent', parent, { basePolicy: null }) }),
    },
  }
}

const MACHINES = [
  ['web', '10.0.1.4'],
  ['app', '10.0.1.5'],
  ['db', '10.0.2.4'],
] as const
const PORTS = [22, 100, 443, 1023, 8443]

describe('against a packet simulator, on random firewalls', () => {
  test('a packet from spoke to spoke gets where it gets, and nothing of it is unknown', () => {
    fc.assert(
      fc.property(hub, oneOf(MACHINES), oneOf(PORTS), (given, [name, address], port) => {
        const asked = new Map([['tcp', [[port, port] as const]]])
        const { blockedBy, conditions } = azureVerdict(factsOf(estateOf(given)), name, 'guest', () => asked)
        expect(blockedBy === null).toBe(throughHub(given, address, '10.1.1.4', port))
        expect(blockedBy === null ? conditions : []).toEqual([])
      }),
      { numRuns: 8_000 },
    )
  }, 300_000)

  test('edges lead there, by hubs as well', () => {
    fc.assert(
      fc.property(hub, (given) => {
        const { edges } = deriveAzureNetwork(factsOf(estateOf(given)))
        const reached = pathsOf(edges, (id) => id === 'guest' || MACHINES.some(([name]) => name === id))
        for (const [name, address] of MACHINES) {
          const own = reached.filter(({ from, to }) => from === name && to === 'guest')
          for (const port of PORTS)
            expect(own.some(({ ports }) => names(ports, { protocol: 'tcp', port }))).toBe(
              throughHub(given, address, '10.1.1.4', port),
            )
        }
      }),
      { numRuns: 500 },
    )
  }, 120_000)
})
