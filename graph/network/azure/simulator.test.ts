import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBlocks } from '../addresses.ts'
import { rangesOf } from '../internet.ts'
import { names, oneOf, PARTS, PUBLIC_BLOCKS, pathsOf, reachedByInternet } from '../random-packets.testkit.ts'
import { azureVerdict } from './can-reach.ts'
import { deriveAzureNetwork } from './derive.ts'
import { factsOf, type ShortEstate } from './estate.testkit.ts'
import {
  fromInternet,
  fromMachine,
  type SimEstate,
  type SimMachine,
  type SimPacket,
  type SimRule,
} from './simulator.testkit.ts'

const PRIVATE = ['10.0.0.0/8', '10.0.0.0/16', '10.0.1.0/24', '10.0.1.4/32', '10.0.2.0/24', '10.1.0.0/16']
const TAGS = ['*', '*', 'Internet', 'VirtualNetwork', 'asg:a', 'asg:b']
const PORTS = [0, 21, 22, 23, 443, 444, 1023, 1024, 65_535]

const rule = fc.record({
  direction: oneOf(['Inbound', 'Inbound', 'Outbound'] as const),
  access: oneOf(['Allow', 'Allow', 'Deny'] as const),
  protocol: oneOf(['*', 'Tcp', 'Udp']),
  ports: fc.uniqueArray(oneOf(['*', '22', '0-1023', '443-65535']), { minLength: 1, maxLength: 2 }),
  source: oneOf([...PUBLIC_BLOCKS, ...PRIVATE, ...TAGS]),
  destination: oneOf([...PRIVATE, ...TAGS]),
})
const group: fc.Arbitrary<SimRule[]> = fc
  .array(rule, { maxLength: 4 })
  .map((list) => list.map((one, at) => ({ ...one, priority: 100 + at })))
const guard = fc.option(group, { nil: null })
const route = fc.tuple(
  oneOf([...PUBLIC_BLOCKS, '10.0.0.0/16', '10.0.2.0/24', '10.0.1.0/24', '10.1.0.0/16']),
  oneOf(['Internet', 'None', 'VnetLocal', 'VirtualNetworkGateway']),
)
const routes = fc.uniqueArray(route, { maxLength: 2, selector: ([prefix]) => prefix })
const machine = fc.record({
  group: guard,
  asgs: fc.uniqueArray(oneOf(['a', 'b']), { maxLength: 2 }),
  sku: oneOf(['Basic', 'Standard', 'Standard', null] as const),
  running: oneOf([true, true, true, false]),
})
const world = fc.record({
  subnets: fc.tuple(guard, guard, guard),
  routes: fc.tuple(routes, routes, routes),
  machines: fc.tuple(machine, machine, machine, machine),
  peered: fc.boolean(),
  packets: fc.array(fc.record({ protocol: oneOf(['tcp', 'udp']), port: oneOf(PORTS) }), {
    minLength: 2,
    maxLength: 2,
  }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const SUBNETS = ['near', 'far', 'away'] as const
const PLACES = [
  ['web', 0, '10.0.1.4'],
  ['app', 0, '10.0.1.5'],
  ['db', 1, '10.0.2.4'],
  ['guest', 2, '10.1.1.4'],
] as const

/**
 * All members of an application security group are in one network.
 * https://learn.microsoft.com/azure/virtual-network/application-security-groups
 */
const groupsIn = (network: string, asgs: readonly string[]): readonly string[] =>
  network === 'net' ? asgs : asgs.map((name) => `${network}-${name}`)

function build(given: World) {
  const sim: SimEstate = { prefixes: { net: '10.0.0.0/16', other: '10.1.0.0/16' }, peered: given.peered }
  const subnets = SUBNETS.map((name, at) => ({
    network: name === 'away' ? 'other' : 'net',
    group: given.subnets[at] ?? null,
    routes: given.routes[at] ?? [],
  }))
  const machines = PLACES.flatMap(([, place, address], at): SimMachine[] => {
    const [subnet, own] = [subnets[place], given.machines[at]]
    if (subnet === undefined || own === undefined) return []
    return [{ ...own, asgs: groupsIn(subnet.network, own.asgs), subnet, address }]
  })
  return { sim, machines, facts: factsOf(estateOf(sim, subnets, machines)) }
}

type Rules = NonNullable<ShortEstate['groups']>[string]

const rulesOf = (list: readonly SimRule[]): Rules =>
  list.map(({ priority, access, protocol, source, ports, destination, direction }) => [
    priority,
    access,
    protocol,
    source.startsWith('asg:') ? '' : source,
    ports.join(),
    {
      direction,
      sourceGroups: asgs(source),
      destinations: destination.startsWith('asg:') ? [] : [destination],
      destinationGroups: asgs(destination),
    },
  ])
const asgs = (text: string) => (text.startsWith('asg:') ? [text.slice(4)] : [])

function estateOf(
  sim: SimEstate,
  subnets: readonly SimMachine['subnet'][],
  machines: readonly SimMachine[],
): ShortEstate {
  const groups: { [id: string]: Rules } = {}
  const guardOf = (id: string, list: readonly SimRule[] | null): string | null => {
    if (list === null) return null
    groups[id] = rulesOf(list)
    return id
  }
  const peering = (remote: string) => ({
    peerings: sim.peered ? [{ id: 'p', remote, state: 'Connected', access: true }] : [],
  })
  const named = PLACES.flatMap(([name], at) => {
    const own = machines[at]
    return own === undefined ? [] : [[name, own] as const]
  })
  return {
    networks: { net: peering('other'), other: peering('net') },
    subnets: Object.fromEntries(
      SUBNETS.map((name, at) => [
        name,
        { securityGroup: guardOf(`nsg-${name}`, subnets[at]?.group ?? null), routeTable: `t-${name}` },
      ]),
    ),
    tables: Object.fromEntries(
      SUBNETS.map((name, at) => [
        `t-${name}`,
        (subnets[at]?.routes ?? []).map(([prefix, next]) => [prefix, next]),
      ]),
    ),
    machines: Object.fromEntries(
      named.map(([name, { running }]) => [name, { powerState: running ? 'running' : 'deallocated' }]),
    ),
    cards: Object.fromEntries(
      named.map(([name, { group: own, asgs: applicationSecurityGroups, sku }]) => [
        name,
        {
          securityGroup: guardOf(`nsg-${name}-card`, own),
          applicationSecurityGroups,
          publicIps: sku === null ? [] : [`ip-${sku}`],
        },
      ]),
    ),
    groups,
    nodes: {
      'ip-Basic': ['AzurePublicIp', { skuName: 'Basic', address: '198.51.100.5' }],
      'ip-Standard': ['AzurePublicIp', { skuName: 'Standard', address: '198.51.100.6' }],
    },
  }
}

const strangersReach = (sim: SimEstate, to: SimMachine, packet: SimPacket): boolean =>
  reachedByInternet((source) => fromInternet(sim, source, to, packet))

const PAIRS = [
  [0, 1],
  [1, 2],
  [2, 0],
  [3, 2],
] as const

describe('against a packet simulator, on random estates', () => {
  test('one packet from outside and one from inside get where they get', () => {
    fc.assert(
      fc.property(world, oneOf(PARTS), oneOf(PAIRS), (given, { source }, [one, other]) => {
        const { sim, machines, facts } = build(given)
        const [from, to] = [machines[one], machines[other]]
        const [packet] = given.packets
        if (from === undefined || to === undefined || packet === undefined) return
        const asked = new Map([[packet.protocol, [[packet.port, packet.port] as const]]])
        const outside = rangesOf(parseBlocks([source]))
        const isOpen = (at: string | typeof outside) =>
          azureVerdict(facts, at, PLACES[other][0], () => asked).blockedBy === null
        expect(isOpen(outside)).toBe(fromInternet(sim, source, to, packet))
        expect(isOpen(PLACES[one][0])).toBe(fromMachine(sim, from, to, packet))
      }),
      { numRuns: 50_000 },
    )
  }, 600_000)

  test('strangers reach what their packets reach, and machines too, by hubs as well', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { sim, machines, facts } = build(given)
        const { edges } = deriveAzureNetwork(facts)
        for (const [at, [name]] of PLACES.entries()) {
          const [edge, to] = [edges.find((one) => one.from === 'Internet' && one.to === name), machines[at]]
          for (const packet of given.packets)
            expect(names(edge?.extra?.ports, packet)).toBe(
              to !== undefined && strangersReach(sim, to, packet),
            )
        }
        const reached = pathsOf(edges, (id) => PLACES.some(([name]) => name === id))
        for (const [one, other] of PAIRS) {
          const [from, to] = [machines[one], machines[other]]
          if (from === undefined || to === undefined) continue
          const own = reached.filter((path) => path.from === PLACES[one][0] && path.to === PLACES[other][0])
          for (const packet of given.packets)
            expect(own.some(({ ports }) => names(ports, packet))).toBe(fromMachine(sim, from, to, packet))
        }
      }),
      { numRuns: 1_000 },
    )
  }, 120_000)
})
