import type { z } from 'zod'
import { EMPTY, type IntervalSet, subtract, union } from '../../../graph/network/intervals.ts'
import {
  ALL_PORTS,
  formatPorts,
  OTHER,
  type PortSet,
  protocolName,
  unionPorts,
} from '../../../graph/network/ports.ts'
import type { aclEntry } from './rules.ts'

type Entry = z.output<typeof aclEntry>

const ANYWHERE: readonly (readonly [member: 'CidrBlock' | 'Ipv6CidrBlock', block: string])[] = [
  ['CidrBlock', '0.0.0.0/0'],
  ['Ipv6CidrBlock', '::/0'],
]

/**
 * What the entries for every address let in, such as tcp/22 or all. "Rules are evaluated starting with the lowest
 * numbered rule. As soon as a rule matches traffic, it's applied regardless of any higher-numbered rule that might
 * contradict it." Entries for some addresses only take nothing away from the others.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function portsFromAnywhere(entries: readonly Entry[]): readonly string[] {
  const families = ANYWHERE.map(([member, block]) =>
    allowed(entries.filter((entry) => !entry.Egress && entry[member] === block)),
  )
  return formatPorts(families.reduce<PortSet>(unionPorts, new Map()))
}

function allowed(entries: readonly Entry[]): PortSet {
  const named = entries.map(({ Protocol }) => protocolName(Protocol)).filter((protocol) => protocol !== 'all')
  const result = new Map<string, IntervalSet>()
  for (const protocol of new Set(['tcp', 'udp', OTHER, ...named])) {
    const ports = portsOf(protocol, entries)
    if (ports.length > 0) result.set(protocol, ports)
  }
  return result
}

function portsOf(protocol: string, entries: readonly Entry[]): IntervalSet {
  let decided: IntervalSet = EMPTY
  let open: IntervalSet = EMPTY
  for (const entry of entries.toSorted((a, b) => a.RuleNumber - b.RuleNumber)) {
    const of = protocolName(entry.Protocol)
    if (of !== 'all' && of !== protocol) continue
    const ports = intervalOf(entry, of)
    if (entry.RuleAction === 'allow') open = union(open, subtract(ports, decided))
    decided = union(decided, ports)
  }
  return open
}

function intervalOf({ PortRange }: Entry, protocol: string): IntervalSet {
  const { From: from, To: to } = PortRange ?? { From: null, To: null }
  return protocol === 'all' || from === null || to === null ? ALL_PORTS : [[from, to]]
}
