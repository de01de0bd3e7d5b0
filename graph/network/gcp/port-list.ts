import { EMPTY, type Interval, type IntervalSet, normalize, union } from '../intervals.ts'
import { ALL_PORTS } from '../ports.ts'

export interface PortList {
  portsOf(protocol: string): IntervalSet
  readonly protocols: readonly string[]
}

/** Reads `all`, `udp`, `tcp/22`, `tcp/8000-9000`. */
export function portList(texts: readonly string[]): PortList {
  const sets = new Map<string, IntervalSet>()
  for (const text of texts) {
    const [protocol = '', ports] = text.split('/')
    sets.set(protocol, union(sets.get(protocol) ?? EMPTY, ports === undefined ? ALL_PORTS : rangeOf(ports)))
  }
  const all = sets.has('all')
  return {
    portsOf: (protocol) => (all ? ALL_PORTS : (sets.get(protocol) ?? EMPTY)),
    protocols: [...sets.keys()],
  }
}

function rangeOf(text: string): IntervalSet {
  const [first = '', last = first] = text.split('-')
  const range: Interval = [Number(first), Number(last)]
  return range.some(Number.isNaN) ? EMPTY : normalize([range])
}
