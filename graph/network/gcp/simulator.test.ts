import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type Props, relationshipId, type Value } from '../../snapshot/records.ts'
import { parseBlocks } from '../addresses.ts'
import { rangesOf } from '../internet.ts'
import { formatPorts } from '../ports.ts'
import { names, oneOf, PARTS, PUBLIC_BLOCKS, pathsOf, reachedByInternet } from '../random-packets.testkit.ts'
import { gcpVerdict } from './can-reach.ts'
import { deriveGcpNetwork } from './derive.ts'
import {
  fromInstance,
  fromInternet,
  type SimEstate,
  type SimInstance,
  type SimPacket,
  type SimPolicy,
  type SimRoute,
  type SimRule,
} from './simulator.testkit.ts'

const PRIVATE = ['10.0.0.0/8', '10.0.1.0/24', '10.0.1.0/28', '10.0.1.20/32', '10.1.0.0/16']
const ADDRESSES = ['10.0.1.5', '10.0.1.20', '10.0.2.5', '10.1.1.5']
const PORTS = [0, 21, 22, 23, 443, 444, 1023, 1024, 65_535]

const some = <T>(values: readonly T[], maxLength: number) => fc.uniqueArray(oneOf(values), { maxLength })
const TAGS = ['a', 'b']
const ACCOUNTS = ['x@p.iam', 'y@p.iam']
const base = {
  direction: oneOf(['INGRESS', 'INGRESS', 'EGRESS'] as const),
  disabled: oneOf([false, false, false, true]),
  ports: fc.uniqueArray(oneOf(['all', 'tcp', 'udp', 'tcp/22', 'tcp/0-1023', 'udp/443-65535']), {
    minLength: 1,
    maxLength: 2,
  }),
  ranges: some([...PUBLIC_BLOCKS, ...PRIVATE], 2),
  targetAccounts: some(ACCOUNTS, 1),
}
const rule: fc.Arbitrary<SimRule> = fc
  .record({
    ...base,
    priority: oneOf([1, 2, 3]),
    action: oneOf(['allow', 'allow', 'deny']),
    tags: some(TAGS, 1),
    accounts: some(ACCOUNTS, 1),
    targetTags: some(TAGS, 1),
  })
  .map((one) => (one.direction === 'EGRESS' ? { ...one, tags: [], accounts: [] } : one))
const policyRules: fc.Arbitrary<SimRule[]> = fc
  .array(fc.record({ ...base, action: oneOf(['allow', 'deny', 'goto_next']) }), { maxLength: 3 })
  .map((list) => list.map((one, priority) => ({ ...one, priority, tags: [], accounts: [], targetTags: [] })))
const policy: fc.Arbitrary<SimPolicy> = fc.record({
  level: oneOf(['hierarchical', 'global', 'regional'] as const),
  at: oneOf(['organizations/1', 'folders/1', 'net', 'other']),
  region: oneOf(['r1', 'r2']),
  rules: policyRules,
})
const route: fc.Arbitrary<SimRoute> = fc.record({
  network: oneOf(['net', 'net', 'other']),
  destination: oneOf(PUBLIC_BLOCKS),
  priority: oneOf([1, 2, 3]),
  tags: some(TAGS, 1),
  nextHop: oneOf(['default-internet-gateway', 'default-internet-gateway', 'instance', 'vpn-tunnel']),
})
const instance = fc.record({
  place: oneOf([0, 1, 2, 3]),
  tags: some(TAGS, 2),
  account: oneOf([null, ...ACCOUNTS]),
  external: oneOf([true, true, false]),
  running: oneOf([true, true, true, false]),
})
const world = fc.record({
  rules: fc.record({ net: fc.array(rule, { maxLength: 4 }), other: fc.array(rule, { maxLength: 2 }) }),
  policies: fc.uniqueArray(policy, {
    maxLength: 3,
    selector: ({ level, at, region }) => `${level} ${at} ${region}`,
  }),
  policiesFirst: fc.boolean(),
  routes: fc.uniqueArray(route, {
    maxLength: 3,
    selector: ({ network, destination, priority, tags }) => [network, destination, priority, tags].join(' '),
  }),
  open: fc.boolean(),
  peered: fc.boolean(),
  instances: fc.tuple(instance, instance, instance),
  packets: fc.array(fc.record({ protocol: oneOf(['tcp', 'udp']), port: oneOf(PORTS) }), {
    minLength: 2,
    maxLength: 2,
  }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

function build(given: World) {
  const instances = given.instances.map(({ place, ...one }): SimInstance => {
    const address = ADDRESSES[place] ?? ''
    return { ...one, address, network: place === 3 ? 'other' : 'net', region: place === 2 ? 'r2' : 'r1' }
  })
  const standard = (network: string): SimRoute[] => [
    { network, destination: '10.0.0.0/8', priority: 0, tags: [], nextHop: 'network' },
    ...(given.open
      ? [{ network, destination: '0.0.0.0/0', priority: 9, tags: [], nextHop: 'default-internet-gateway' }]
      : []),
  ]
  // Two routes that are alike but for their next hop have no order.
  const routes = [...given.routes, ...standard('net'), ...standard('other')].filter(
    (one, at, all) =>
      all.findIndex(
        ({ network, destination, priority }) =>
          network === one.network && destination === one.destination && priority === one.priority,
      ) === at,
  )
  const sim: SimEstate = { ...given, routes, above: ['organizations/1', 'folders/1'] }
  return { sim, instances, facts: factsOf(sim, instances) }
}

/** Through JSON, as the records of a collector come. */
const plain = (value: unknown): Value => JSON.parse(JSON.stringify(value))

function factsOf(sim: SimEstate, instances: readonly SimInstance[]) {
  const nodes = new Map<string, { id: string; kind: string; props: Props }>()
  const relationships = new Map()
  const add = (id: string, kind: string, props: Props) =>
    nodes.set(id, { id, kind, props: { provider: 'gcp', account: 'p', ...props } })
  for (const [from, to] of [
    ['organizations/1', 'folders/1'],
    ['folders/1', 'p'],
  ] as const) {
    const record = { from, kind: 'CONTAINS', to, props: {} }
    relationships.set(relationshipId(record), record)
  }
  add('organizations/1', 'GcpOrganization', {})
  add('folders/1', 'GcpFolder', {})
  add('p', 'GcpProject', {})
  for (const [id, other] of [
    ['net', 'other'],
    ['other', 'net'],
  ] as const)
    add(id, 'GcpNetwork', {
      firewallOrder: sim.policiesFirst ? 'BEFORE_CLASSIC_FIREWALL' : 'AFTER_CLASSIC_FIREWALL',
      peerings: [{ network: other, active: sim.peered, exportsPublic: true, importsPublic: false }],
    })
  for (const [network, rules] of Object.entries(sim.rules))
    for (const [at, one] of rules.entries())
      add(`${network}/${at}`, 'GcpFirewall', { network, ...firewall(one) })
  for (const [at, { at: attached, rules, level, region }] of sim.policies.entries())
    add(`policy/${at}`, 'GcpFirewallPolicy', {
      level,
      region,
      attachedTo: [attached],
      rules: plain(
        rules.map(({ targetAccounts, ...one }) => ({ ...one, targetServiceAccounts: targetAccounts })),
      ),
    })
  for (const [at, one] of sim.routes.entries()) add(`route/${at}`, 'GcpRoute', { ...one })
  for (const [at, { network, region, address, external, running, tags, account }] of instances.entries())
    add(`i-${at}`, 'GcpInstance', {
      status: running ? 'RUNNING' : 'TERMINATED',
      networkTags: tags,
      serviceAccount: account,
      networkInterfaces: [{ network, subnetwork: `${network}/regions/${region}/s`, address, external }],
    })
  return indexFacts({ nodes, relationships, coverage: [] })
}

function firewall({ direction, ranges, tags, accounts, targetTags, targetAccounts, ...one }: SimRule): Props {
  const ends = direction === 'INGRESS' ? { sourceRanges: ranges } : { destinationRanges: ranges }
  return {
    ...one,
    ...ends,
    direction,
    sourceTags: tags,
    sourceServiceAccounts: accounts,
    targetTags,
    targetServiceAccounts: targetAccounts,
  }
}

const strangersReach = (sim: SimEstate, to: SimInstance, packet: SimPacket): boolean =>
  reachedByInternet((source) => fromInternet(sim, source, to, packet))

describe('against a packet simulator, on random estates', () => {
  test('one packet from outside and one from inside get where they get', () => {
    fc.assert(
      fc.property(world, oneOf(PARTS), (given, { source }) => {
        const { sim, instances, facts } = build(given)
        const [from, to] = instances
        const [packet] = given.packets
        if (from === undefined || to === undefined || packet === undefined) return
        const asked = new Map([[packet.protocol, [[packet.port, packet.port] as const]]])
        const outside = rangesOf(parseBlocks([source]))
        const isOpen = (at: string | typeof outside) =>
          gcpVerdict(facts, at, 'i-1', () => asked).blockedBy === null
        expect(isOpen(outside)).toBe(fromInternet(sim, source, to, packet))
        expect(isOpen('i-0')).toBe(fromInstance(sim, from, to, packet))
      }),
      { numRuns: 50_000 },
    )
  }, 600_000)

  test('strangers reach what their packets reach, and instances too, by hubs as well', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { sim, instances, facts } = build(given)
        const { edges } = deriveGcpNetwork(facts)
        for (const [at, to] of instances.entries()) {
          const edge = edges.find((one) => one.from === 'Internet' && one.to === `i-${at}`)
          for (const packet of given.packets)
            expect(names(edge?.extra?.ports, packet)).toBe(strangersReach(sim, to, packet))
        }
        const reached = pathsOf(edges, (id) => id.startsWith('i-'))
        for (const [from, to] of [
          [0, 1],
          [1, 2],
          [2, 0],
        ] as const) {
          const [source, target] = [instances[from], instances[to]]
          if (source === undefined || target === undefined) continue
          const { ports } = gcpVerdict(facts, `i-${from}`, `i-${to}`, () => EVERYTHING)
          for (const packet of given.packets) {
            const real = fromInstance(sim, source, target, packet)
            expect(names(formatPorts(ports), packet)).toBe(real)
            expect(
              reached.some(
                (one) => one.from === `i-${from}` && one.to === `i-${to}` && names(one.ports, packet),
              ),
            ).toBe(real)
          }
        }
      }),
      { numRuns: 1_000 },
    )
  }, 120_000)
})

const EVERYTHING = new Map(['tcp', 'udp', 'other'].map((protocol) => [protocol, [[0, 65_535] as const]]))
