import {
  type Address,
  atomsOf,
  type Block,
  type Family,
  PUBLIC_SPACE,
  publicSpaceWithout,
} from './addresses.ts'
import { aclStage, replyStage, securityGroupStage, uncollected } from './components.ts'
import { routeFor, rulesAdmitting } from './filters.ts'
import { EMPTY } from './intervals.ts'
import { heard, type Interface, listenKey, type Network, type Subnet } from './network.ts'
import { ALL_PORTS, intersectPorts, type PortSet, unionPorts } from './ports.ts'
import type { GroupRule, Route } from './rules.ts'
import {
  type AdmittingRule,
  type Blocker,
  judgeStages,
  refused,
  type Stage,
  type Survivors,
  unknownOf,
  type Verdict,
} from './stages.ts'

const FAMILIES = [4, 6] as const

/** Where strangers' connections come from, and how many of those addresses have to get through. */
export interface Outside {
  readonly blocks: readonly Block[]
  readonly enough: Readonly<Record<Family, number>>
}

/**
 * The Internet: an attacker's address is not known, so a port counts as open to it when at least a /8 of the public
 * IPv4 space (a /16 of IPv6) gets through. Smaller ranges are somebody's in particular, such as an office.
 */
export const INTERNET: Outside = {
  blocks: FAMILIES.flatMap((family) => PUBLIC_SPACE[family]),
  enough: { 4: 2 ** 24, 6: 2 ** 112 },
}

/** The Internet but for ranges that are known to be one's own, however large they are. */
export function internetBut(own: readonly Block[]): Outside {
  if (own.length === 0) return INTERNET
  const space = publicSpaceWithout(own)
  return { ...INTERNET, blocks: FAMILIES.flatMap((family) => space[family]) }
}

/** Given ranges of addresses: whoever is in them. */
export const rangesOf = (blocks: readonly Block[]): Outside => ({ blocks, enough: { 4: 1, 6: 1 } })

const same = (source: Address): Address => source
const STRANGER: ReadonlySet<string> = new Set()

/** Gives the verdict about each interface; interfaces of one subnet and the same groups are computed once. */
export function judgeOutside(
  network: Network,
  outside: Outside,
  wanted: PortSet,
): (at: Interface) => Verdict {
  const memo = new Map<string, Survivors>()
  const survivorsOf = (at: Interface, stages: readonly Stage[], family: Family): Survivors => {
    const key = [at.subnet.id, family, ...listenKey(at), ...at.groupIds].join(' ')
    const known = memo.get(key)
    if (known !== undefined) return known
    const space = outside.blocks.filter((block) => block.family === family)
    const survivors = judgeStages(
      stages,
      atomsOf(space, blocksAt(at)),
      heard(at, wanted),
      outside.enough[family],
    )
    memo.set(key, survivors)
    return survivors
  }
  return (at) => {
    if (heard(at, wanted).size === 0) return refused(nothingHeard(at), 0)
    const stages = stagesOf(network, at)
    const verdicts = FAMILIES.map((family) => {
      const address = publicAddress(at, family)
      if (address === null) return refused(noAddress(at, family), family === 4 ? 0 : -1)
      return verdictOf(at, address, stages, survivorsOf(at, stages, family))
    })
    return verdicts.reduce(combine)
  }
}

function stagesOf(network: Network, at: Interface): Stage[] {
  return [
    routeStage(network, at.subnet),
    aclStage(at.subnet, 'in', same),
    securityGroupStage(at, 'ingress', same),
    replyStage([{ subnet: at.subnet, direction: 'out', remote: same }]),
  ]
}

function verdictOf(at: Interface, address: string, stages: readonly Stage[], found: Survivors): Verdict {
  const { packet, stopped } = found
  if (packet === null) {
    return refused(stopped?.stage.blocker(stopped.packet) ?? noAddress(at, 4), found.depth + 1)
  }
  return {
    ports: found.ports,
    hops: [
      ...stages.map((stage) => stage.hop(packet)),
      { id: at.id, component: 'network-interface', detail: `answers on ${address}` },
    ],
    blockedBy: null,
    depth: stages.length + 1,
    unknown: unknownOf(stages),
    rules: admittingRules(at, found),
  }
}

/** Either family may let a connection in; of two refusals the one that got further says what to look at. */
function combine(a: Verdict, b: Verdict): Verdict {
  if (a.blockedBy !== null && b.blockedBy !== null) return b.depth > a.depth ? b : a
  if (a.blockedBy !== null) return b
  if (b.blockedBy !== null) return a
  const rules = new Map([...a.rules, ...b.rules].map((entry) => [entry.rule.id, entry]))
  return { ...a, ports: unionPorts(a.ports, b.ports), rules: [...rules.values()] }
}

function publicAddress(at: Interface, family: Family): string | null {
  if (family === 4) return at.publicAddresses[0] ?? null
  const space = PUBLIC_SPACE[6]
  const global = at.addresses.some(
    ({ family, value }) => family === 6 && space.some(({ first, last }) => first <= value && value <= last),
  )
  return global ? 'its IPv6 address' : null
}

const noAddress = (at: Interface, family: Family): Blocker => ({
  id: at.id,
  reason: 'no-public-address',
  detail: family === 4 ? 'has no public IPv4 address' : 'has no global IPv6 address',
})

const nothingHeard = (at: Interface): Blocker => ({
  id: at.id,
  reason: 'workload',
  detail: `listens on ${listenKey(at).join(', ')} alone`,
})

const blocksAt = (at: Interface): Block[] => [
  ...(at.subnet.routeTable?.routes.map(({ block }) => block) ?? []),
  ...(at.subnet.acl?.entries.map(({ block }) => block) ?? []),
  ...at.groups.flatMap(({ ingress }) => ingress.flatMap(({ blocks }) => blocks)),
]

/**
 * The way back: answers must leave through the internet gateway that translates the public address. A route to a NAT
 * gateway would give them another sender.
 */
function routeStage(network: Network, subnet: Subnet): Stage {
  const table = subnet.routeTable
  if (table === null) return uncollected('route-table', subnet.id, 'the route table of the subnet')
  return {
    component: 'route-table',
    passes: (_protocol, source) =>
      isInternetRoute(network, subnet, routeFor(table.routes, source)) ? ALL_PORTS : EMPTY,
    hop: ({ source }) => {
      const route = routeFor(table.routes, source)
      return {
        id: table.id,
        component: 'route-table',
        detail: `${route?.block.text} goes to ${route?.target}`,
      }
    },
    blocker: ({ source }) => ({
      id: table.id,
      reason: 'route',
      detail: refusal(network, subnet, routeFor(table.routes, source)),
    }),
  }
}

/** A gateway that was collected must be attached to the subnet's VPC; for one that was not, the route's state speaks. */
export function isInternetRoute(network: Network, subnet: Subnet, route: Route | undefined): boolean {
  if (route === undefined || !route.active || !route.target.startsWith('igw-')) return false
  const gateway = network.gateways.get(route.target)
  return gateway === undefined || gateway.vpcs.has(subnet.vpc ?? '')
}

function refusal(network: Network, subnet: Subnet, route: Route | undefined): string {
  if (route === undefined) return 'has no route to the Internet'
  const way = `${route.block.text} goes to ${route.target}`
  if (!route.active) return `${way}, a blackhole`
  if (!route.target.startsWith('igw-')) return `${way}, not to an internet gateway`
  const attached = network.gateways.get(route.target)?.vpcs.has(subnet.vpc ?? '')
  return attached === false ? `${way}, which is not attached to the VPC` : way
}

/** The rules to look at when the reach is unwanted: each admits some source at some port that survived. */
function admittingRules(at: Interface, { flows, ports: survived }: Survivors): AdmittingRule[] {
  const admitted = (rules: readonly GroupRule[]): GroupRule[] => {
    const found = flows.flatMap(({ atom, ports }) =>
      rulesAdmitting(rules, intersectPorts(ports, survived), { ...atom, groups: STRANGER }),
    )
    return [...new Set(found)]
  }
  return at.groups.flatMap((group) => admitted(group.ingress).map((rule) => ({ group: group.id, rule })))
}

/** Whether most of the Internet is routed through an attached gateway. */
export function routesToInternet(network: Network, subnet: Subnet): boolean | null {
  if (subnet.routeTable === null) return null
  const stage = routeStage(network, subnet)
  const blocks = subnet.routeTable.routes.map(({ block }) => block)
  return FAMILIES.some((family) => {
    const space = PUBLIC_SPACE[family]
    const found = judgeStages(
      [stage],
      atomsOf(space, blocks),
      new Map([['tcp', ALL_PORTS]]),
      INTERNET.enough[family],
    )
    return found.packet !== null
  })
}
