import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Value } from '../snapshot/records.ts'
import { canReach } from './can-reach.ts'
import { deriveNetwork } from './derive.ts'
import { add, estate, facts } from './network.testkit.ts'
import { names, oneOf, PUBLIC_BLOCKS, pathsOf, reachedByInternet } from './random-packets.testkit.ts'
import {
  fromInstance,
  fromInternet,
  type SimEntry,
  type SimInstance,
  type SimNetwork,
  type SimPacket,
  type SimRule,
  type SimSubnet,
} from './simulator.testkit.ts'

const PRIVATE_BLOCKS = [
  '10.0.0.0/8',
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.1.0/28',
  '10.0.1.20/32',
  '10.1.0.0/16',
]
const RANGES = [
  null,
  null,
  [22, 22],
  [443, 443],
  [0, 1023],
  [1024, 65_535],
  [1024, 2000],
  [40_000, 50_000],
] as const
const PORTS = [0, 21, 22, 23, 443, 444, 1023, 1024, 2001, 39_999, 45_000, 65_535]

const block = fc.oneof(oneOf(PUBLIC_BLOCKS), oneOf(PRIVATE_BLOCKS))
const groupId = oneOf(['sg-a', 'sg-b', 'sg-c'])
const matching = fc
  .record({ protocol: oneOf(['all', 'tcp', 'udp']), range: oneOf(RANGES) })
  .map(({ protocol, range }) => ({
    protocol,
    fromPort: protocol === 'all' ? null : (range?.[0] ?? null),
    toPort: protocol === 'all' ? null : (range?.[1] ?? null),
  }))
const rule: fc.Arbitrary<SimRule> = fc
  .tuple(matching, fc.array(block, { maxLength: 2 }), fc.array(groupId, { maxLength: 1 }))
  .map(([match, cidrs, groups]) => ({ ...match, cidrs, groups: groups.map((id) => ({ groupId: id })) }))
const openRule: SimRule = { protocol: 'all', fromPort: null, toPort: null, cidrs: ['0.0.0.0/0'], groups: [] }
const rules = fc.array(rule, { maxLength: 3 })
const group = fc.record({ ingress: rules, egress: fc.oneof(fc.constant([openRule]), rules) })

const entries: fc.Arbitrary<SimEntry[]> = fc
  .array(fc.tuple(matching, fc.boolean(), fc.boolean(), block), { maxLength: 5 })
  .map((list) =>
    list.map(([match, egress, allow, cidr], index) => ({ ...match, egress, allow, cidr, number: index })),
  )
const allowAll = (egress: boolean): SimEntry => ({
  ...openRule,
  egress,
  allow: true,
  cidr: '0.0.0.0/0',
  number: 900,
})
const acl = fc
  .tuple(entries, fc.boolean(), fc.boolean())
  .map(([list, out, into]) => [...list, ...(out ? [allowAll(true)] : []), ...(into ? [allowAll(false)] : [])])
const routes = fc.uniqueArray(
  fc.record({
    destination: oneOf([...PUBLIC_BLOCKS, '10.0.0.0/16', '10.1.0.0/16', '10.1.1.0/24', '10.0.1.0/24']),
    target: oneOf(['igw-1', 'igw-1', 'igw-2', 'nat-1', 'pcx-1', 'pcx-1', 'pcx-2']),
    state: oneOf(['active', 'active', 'active', 'blackhole']),
  }),
  { selector: ({ destination }) => destination, maxLength: 4 },
)
const subnet = (vpc: string, own: string): fc.Arbitrary<SimSubnet> =>
  fc.tuple(acl, routes, fc.boolean(), fc.boolean()).map(([entries, extra, open, linked]) => {
    const peer = vpc === 'vpc-a' ? '10.1.0.0/16' : '10.0.0.0/16'
    const fixed = [
      { destination: own, target: 'local', state: 'active' },
      ...(open ? [{ destination: '0.0.0.0/0', target: 'igw-1', state: 'active' }] : []),
      ...(linked ? [{ destination: peer, target: 'pcx-1', state: 'active' }] : []),
    ]
    const taken = new Set(fixed.map(({ destination }) => destination))
    return {
      vpc,
      acl: entries,
      routes: [...fixed, ...extra.filter(({ destination }) => !taken.has(destination))],
    }
  })

const SUBNETS = ['10.0.1.0/24', '10.0.2.0/24', '10.1.1.0/24']
const instance = fc.record({
  place: oneOf([0, 0, 1, 2]),
  host: oneOf([5, 20]),
  groups: fc.uniqueArray(groupId, { minLength: 1, maxLength: 2 }),
  public: fc.boolean(),
  running: oneOf([true, true, true, false]),
})
const world = fc.record({
  groups: fc.record({ 'sg-a': group, 'sg-b': group, 'sg-c': group }),
  subnets: fc.tuple(
    subnet('vpc-a', '10.0.0.0/16'),
    subnet('vpc-a', '10.0.0.0/16'),
    subnet('vpc-b', '10.1.0.0/16'),
  ),
  instances: fc.tuple(instance, instance, instance),
  gateway: oneOf(['vpc-a', 'vpc-b']),
  peered: oneOf([true, true, false]),
  packets: fc.array(fc.record({ protocol: oneOf(['tcp', 'udp']), port: oneOf(PORTS) }), {
    minLength: 4,
    maxLength: 4,
  }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

function build(given: World) {
  const net: SimNetwork = {
    groups: given.groups,
    gateways: { 'igw-1': given.gateway },
    peerings: given.peered ? { 'pcx-1': ['vpc-a', 'vpc-b'] } : {},
  }
  const instances = given.instances.map(
    ({ place, host, groups, public: isPublic, running }, index): SimInstance => {
      const base = SUBNETS[place]?.replace('0/24', '') ?? ''
      const at = given.subnets[place] ?? given.subnets[0]
      return {
        subnet: at,
        groups,
        privateIp: `${base}${host + index}`,
        publicIp: isPublic ? '52.0.0.1' : null,
        running,
      }
    },
  )
  return { net, instances, facts: facts(toEstate(given, net, instances)) }
}

/** Through JSON, as the records of a collector come. */
const plain = (value: unknown): Value => JSON.parse(JSON.stringify(value))

function toEstate(given: World, net: SimNetwork, instances: readonly SimInstance[]) {
  const to = estate()
  add(to, 'AwsVpc', 'vpc-a', { cidrBlocks: ['10.0.0.0/16'] })
  add(to, 'AwsVpc', 'vpc-b', { cidrBlocks: ['10.1.0.0/16'] })
  add(to, 'AwsInternetGateway', 'igw-1', { gatewayId: 'igw-1' }, { ATTACHED_TO: given.gateway })
  add(to, 'AwsInternetGateway', 'igw-2', { gatewayId: 'igw-2' })
  for (const id of Object.keys(net.peerings)) {
    add(to, 'AwsVpcPeering', id, {
      peeringId: id,
      status: 'active',
      requesterVpc: 'vpc-a',
      accepterVpc: 'vpc-b',
    })
  }
  for (const [id, { ingress, egress }] of Object.entries(net.groups)) {
    add(to, 'AwsSecurityGroup', id, { groupId: id, ingress: plain(ingress), egress: plain(egress) })
  }
  for (const [index, { vpc, acl, routes }] of given.subnets.entries()) {
    const links = { IN_VPC: vpc, HAS_ROUTE_TABLE: `rtb-${index}`, HAS_NETWORK_ACL: `acl-${index}` }
    add(to, 'AwsRouteTable', `rtb-${index}`, { routes: plain(routes) })
    add(to, 'AwsNetworkAcl', `acl-${index}`, { entries: plain(acl) })
    add(to, 'AwsSubnet', `subnet-${index}`, { cidrBlock: SUBNETS[index] ?? '' }, links)
  }
  for (const [index, { subnet, groups, privateIp, publicIp, running }] of instances.entries()) {
    const links = { IN_SUBNET: `subnet-${given.subnets.indexOf(subnet)}`, IN_SECURITY_GROUP: [...groups] }
    const publicIps = publicIp === null ? [] : [publicIp]
    add(to, 'AwsNetworkInterface', `eni-${index}`, { privateIps: [privateIp], publicIps }, links)
    add(
      to,
      'AwsEc2Instance',
      `i-${index}`,
      { state: running ? 'running' : 'stopped' },
      { HAS_INTERFACE: `eni-${index}` },
    )
  }
  return to
}

const strangersReach = (net: SimNetwork, to: SimInstance, packet: SimPacket): boolean =>
  reachedByInternet((source) => fromInternet(net, source, to, packet))

/** Networks for each claim; each asks 8 or 12 questions. */
const RUNS = 1_000

describe('against a packet simulator, on random networks', () => {
  test('the Internet reaches exactly what its packets reach', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { net, instances, facts } = build(given)
        const { edges } = deriveNetwork(facts)
        for (const [index, target] of instances.entries()) {
          const edge = edges.find(({ from, to }) => from === 'Internet' && to === `i-${index}`)
          for (const packet of given.packets) {
            expect(names(edge?.extra?.ports, packet)).toBe(strangersReach(net, target, packet))
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('an instance reaches exactly what its packets reach', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { net, instances, facts } = build(given)
        for (const [from, to] of [
          [0, 1],
          [1, 0],
          [1, 2],
          [2, 0],
        ] as const) {
          for (const packet of given.packets.slice(0, 2)) {
            const { reachable } = canReach(facts, `i-${from}`, `i-${to}`, packet)
            const [source, target] = [instances[from], instances[to]]
            expect(reachable).toBe(source && target && fromInstance(net, source, target, packet))
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('what a hub reaches, each of its members reaches', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { net, instances, facts } = build(given)
        const edges = deriveNetwork(facts).edges.filter(({ from }) => from !== 'Internet')
        for (const { from, to, ports } of pathsOf(edges, (id) => id.startsWith('i-'))) {
          const [source, target] = [instances[Number(from.slice(2))], instances[Number(to.slice(2))]]
          for (const packet of given.packets) {
            if (!names(ports, packet) || source === undefined || target === undefined) continue
            expect(fromInstance(net, source, target, packet)).toBe(true)
          }
        }
      }),
      { numRuns: RUNS },
    )
  })
})
