import { EMPTY, type IntervalSet, intersect, subtract, union } from './intervals.ts'

/**
 * Which packets get through, by protocol. Keys are `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `other`
 * for every protocol that nothing in the network names. For ICMP the interval is over message types; for protocols
 * without ports it is all or nothing.
 */
export type PortSet = ReadonlyMap<string, IntervalSet>

export const LAST_PORT = 65_535
export const ALL_PORTS: IntervalSet = [[0, LAST_PORT]]
export const NO_PORTS: PortSet = new Map()
export const OTHER = 'other'

const NAMES: Readonly<Record<string, string>> = {
  '-1': 'all',
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
  '58': 'icmpv6',
}

/** `all`, `tcp`, `udp`, `icmp`, `icmpv6` or a number, from whatever the API or a person writes. */
export function protocolName(protocol: string | number): string {
  const text = String(protocol).toLowerCase()
  return NAMES[text] ?? text
}

export const hasPorts = (protocol: string): boolean => protocol === 'tcp' || protocol === 'udp'
export const isControl = (protocol: string): boolean => protocol === 'icmp' || protocol === 'icmpv6'

/** ICMP exists once per address family; every other protocol in both. */
export const inFamily = (protocol: string, family: 4 | 6): boolean =>
  protocol !== (family === 4 ? 'icmpv6' : 'icmp')

function combine(
  a: PortSet,
  b: PortSet,
  operation: (a: IntervalSet, b: IntervalSet) => IntervalSet,
): PortSet {
  const result = new Map<string, IntervalSet>()
  for (const protocol of new Set([...a.keys(), ...b.keys()])) {
    const set = operation(a.get(protocol) ?? EMPTY, b.get(protocol) ?? EMPTY)
    if (set.length > 0) result.set(protocol, set)
  }
  return result
}

export const unionPorts = (a: PortSet, b: PortSet): PortSet => combine(a, b, union)
export const subtractPorts = (a: PortSet, b: PortSet): PortSet => combine(a, b, subtract)
export const intersectPorts = (a: PortSet, b: PortSet): PortSet => combine(a, b, intersect)

/** Reach that lets somebody in: an answered ping does not. */
export function withoutControl(ports: PortSet): PortSet {
  return new Map([...ports].filter(([protocol]) => !isControl(protocol)))
}

const isFull = (set: IntervalSet | undefined): boolean =>
  set?.length === 1 && set[0]?.[0] === 0 && set[0][1] === LAST_PORT

/** `all`, or such as `tcp/443`, `tcp/8000-8080`, `icmp`, `50`; sorted. */
export function formatPorts(ports: PortSet): string[] {
  const all = ['tcp', 'udp', OTHER].every((protocol) => isFull(ports.get(protocol)))
  if (all) return ['all']
  const lines: string[] = []
  for (const protocol of [...ports.keys()].sort()) {
    const set = ports.get(protocol) ?? EMPTY
    if (isFull(set) && !hasPorts(protocol)) lines.push(protocol)
    else
      for (const [first, last] of set)
        lines.push(`${protocol}/${first === last ? first : `${first}-${last}`}`)
  }
  return lines
}

/** Everything, of every protocol given. */
export const allPorts = (protocols: readonly string[]): PortSet =>
  new Map(protocols.map((protocol) => [protocol, ALL_PORTS]))
