import { z } from 'zod'
import type { Value } from '../../snapshot/records.ts'
import {
  EMPTY,
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
  union,
} from '../intervals.ts'
import { ALL_PORTS, LAST_PORT, OTHER, type PortSet } from '../ports.ts'

export interface SecurityRule {
  readonly id: string
  readonly name: string
  readonly allows: boolean
  readonly priority: number
  /** tcp, udp, icmp, … or `*` */
  readonly protocol: string
  readonly sources: readonly string[]
  readonly sourceGroups: readonly string[]
  readonly destinations: readonly string[]
  readonly destinationGroups: readonly string[]
  readonly ports: IntervalSet
}

const texts = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? [])
const rule = z.object({
  id: z.string(),
  name: z.string().default(''),
  direction: z.string(),
  access: z.string(),
  priority: z.number(),
  protocol: z.string().default('*'),
  sources: texts,
  sourceGroups: texts,
  destinations: texts,
  destinationGroups: texts,
  destinationPorts: texts,
})

/** The inbound rules in the order in which they are tried; null when they cannot be read. */
export function inboundRules(value: Value | undefined): readonly SecurityRule[] | null {
  const parsed = z.array(rule).safeParse(value)
  if (!parsed.success) return null
  return parsed.data
    .filter(({ direction }) => direction.toLowerCase() === 'inbound')
    .map((one) => ({
      ...one,
      allows: one.access.toLowerCase() === 'allow',
      protocol: one.protocol.toLowerCase(),
      ports: portsOf(one.destinationPorts),
    }))
    .sort((left, right) => left.priority - right.priority)
}

function portsOf(ranges: readonly string[]): IntervalSet {
  return normalize(
    ranges.map((range): Interval => {
      if (range === '*') return [0, LAST_PORT]
      const [first = '', last = first] = range.split('-')
      return [Number(first), Number(last)]
    }),
  )
}

/** Whom the packets are for: nothing given means any destination of the group. */
export interface Receiver {
  readonly addresses: readonly string[]
  readonly groups: readonly string[]
}

/** A stretch of ports on which every rule says the same. */
export interface Opening {
  readonly ports: PortSet
  /** Rules that let something in, in their order. */
  readonly by: readonly SecurityRule[]
}

const LAST_ADDRESS = 2 ** 32 - 1
const PROTOCOLS = ['tcp', 'udp', OTHER]
/** As everywhere in the house: less than a /8 of the Internet is somebody in particular. */
const MANY_ADDRESSES = 2 ** 24

/**
 * What rules let in from the Internet: the first that matches decides, so for each stretch of ports the addresses that
 * are still undecided shrink from rule to rule.
 * https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
export function openFromInternet(rules: readonly SecurityRule[], receiver?: Receiver): Opening {
  const applying = rules.filter((one) => receiver === undefined || isFor(one, receiver))
  const ports = new Map<string, IntervalSet>()
  const by = new Set<SecurityRule>()
  for (const protocol of PROTOCOLS) {
    const own = applying.filter((one) => one.protocol === '*' || one.protocol === protocol)
    let open: IntervalSet = EMPTY
    for (const stretch of protocol === OTHER ? ALL_PORTS : stretches(own)) {
      const letting = admit(own, stretch)
      if (letting.length === 0) continue
      open = union(open, [stretch])
      for (const one of letting) by.add(one)
    }
    if (open.length > 0) ports.set(protocol, open)
  }
  return { ports, by: rules.filter((one) => by.has(one)) }
}

function admit(rules: readonly SecurityRule[], [first, last]: Interval): readonly SecurityRule[] {
  let undecided: IntervalSet = [[0, LAST_ADDRESS]]
  let admitted = 0
  const letting: SecurityRule[] = []
  for (const one of rules) {
    if (!one.ports.some(([from, to]) => from <= first && last <= to)) continue
    const matched = intersect(publicSources(one), undecided)
    if (matched.length === 0) continue
    undecided = subtract(undecided, matched)
    if (!one.allows) continue
    admitted += matched.reduce((sum, [from, to]) => sum + to - from + 1, 0)
    letting.push(one)
  }
  return admitted >= MANY_ADDRESSES ? letting : []
}

/** Port numbers cut where any rule begins or ends. */
function stretches(rules: readonly SecurityRule[]): readonly Interval[] {
  const cuts = new Set([0, LAST_PORT + 1])
  for (const { ports } of rules) {
    for (const [first, last] of ports) {
      cuts.add(first)
      cuts.add(last + 1)
    }
  }
  const sorted = [...cuts].sort((left, right) => left - right)
  return sorted.slice(0, -1).map((first, at): Interval => [first, (sorted[at + 1] ?? 0) - 1])
}

/**
 * Addresses of the Internet that a rule is about. Of the service tags, only Internet is every stranger: VirtualNetwork
 * and AzureLoadBalancer are not, and groups hold machines of the network itself.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
function publicSources({ sources, sourceGroups }: SecurityRule): IntervalSet {
  if (sourceGroups.length > 0) return EMPTY
  return sources.map(sourceOf).reduce<IntervalSet>(union, EMPTY)
}

function sourceOf(source: string): IntervalSet {
  if (['*', 'any', 'internet', '::/0'].includes(source.toLowerCase())) return [[0, LAST_ADDRESS]]
  const [, address = '', bits = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(source) ?? []
  if (address === '') return EMPTY
  const size = 2 ** (32 - Number(bits))
  const first = Math.floor(numberOf(address) / size) * size
  return [[first, first + size - 1]]
}

const numberOf = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0)

function isFor({ destinations, destinationGroups }: SecurityRule, { addresses, groups }: Receiver): boolean {
  if (destinationGroups.length > 0) return destinationGroups.some((one) => groups.includes(one))
  return destinations.some((destination) => {
    if (destination === '*' || destination.toLowerCase() === 'virtualnetwork') return true
    const [range] = sourceOf(destination)
    if (range === undefined) return false
    return addresses.some((address) => range[0] <= numberOf(address) && numberOf(address) <= range[1])
  })
}
