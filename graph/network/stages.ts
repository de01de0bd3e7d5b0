import type { Condition } from '../attack.ts'
import { distinctBy } from '../group-by.ts'
import type { Address, Atom } from './addresses.ts'
import { type Interval, type IntervalSet, intersect, normalize } from './intervals.ts'
import { formatPorts, intersectPorts, NO_PORTS, type PortSet } from './ports.ts'
import type { GroupRule } from './rules.ts'

/** One thing that lets a connection through, in the order in which its packets meet it. */
export interface Hop {
  readonly id: string
  /** route-table | internet-gateway | network-acl | security-group | network-interface | workload | … */
  readonly component: string
  readonly detail: string
}

/** What stops a connection. */
export interface Blocker {
  readonly id: string
  /** `no-public-address`, `route`, `network-acl`, `security-group`, `workload`, `not-collected`, … */
  readonly reason: string
  readonly detail: string
}

/** One packet of a connection, to speak about a whole set of them. */
export interface Packet {
  readonly protocol: string
  readonly port: number
  readonly source: Address
  /** Everything that this packet stands for: `tcp/443`, `any traffic`. */
  readonly traffic: string
}

export interface Stage {
  readonly component: string
  /** Destination ports that pass for connections from an address. */
  readonly passes: (protocol: string, source: Address) => IntervalSet
  readonly hop: (packet: Packet) => Hop
  readonly blocker: (packet: Packet) => Blocker
  /** Set when the component was not collected and is taken to let everything through. */
  readonly unknown?: Condition
}

/** A rule of a security group that takes part in letting a connection in. */
export interface AdmittingRule {
  readonly group: string
  readonly rule: GroupRule
}

export interface Verdict {
  readonly ports: PortSet
  readonly hops: readonly Hop[]
  readonly blockedBy: Blocker | null
  /** How many stages were passed; tells which of two refusals got further. */
  readonly depth: number
  readonly unknown: readonly Condition[]
  /** Rules of the destination's groups that admit some of `ports`. */
  readonly rules: readonly AdmittingRule[]
}

/** A verdict that says no. */
export const refused = (blockedBy: Blocker, depth: number): Verdict => ({
  ports: NO_PORTS,
  hops: [],
  blockedBy,
  depth,
  unknown: [],
  rules: [],
})

/** What was taken for granted, each component once. */
export function unknownOf(stages: readonly Stage[]): Condition[] {
  const conditions = stages.flatMap(({ unknown }) => unknown ?? [])
  return distinctBy(conditions, ({ key }) => key)
}

interface Flow {
  readonly atom: Atom
  readonly ports: PortSet
}

export interface Survivors {
  readonly ports: PortSet
  readonly flows: readonly Flow[]
  /** The stage that left nothing, and a packet that it stopped. */
  readonly stopped: { readonly stage: Stage; readonly packet: Packet } | null
  /** A packet that got through; null when none did. */
  readonly packet: Packet | null
  readonly depth: number
}

/**
 * Runs the stages and, when nothing gets through, names the one to blame: the first without which something would,
 * else the first that left nothing.
 */
export function judgeStages(
  stages: readonly Stage[],
  atoms: readonly Atom[],
  wanted: PortSet,
  enough: number,
): Survivors {
  const found = runStages(stages, atoms, wanted, enough)
  if (found.packet !== null) return found
  for (const stage of stages) {
    const others = stages.filter((other) => other !== stage)
    const { packet } = runStages(others, atoms, wanted, enough)
    if (packet !== null) return { ...found, stopped: { stage, packet } }
  }
  return found
}

/**
 * Sends every source atom through the stages. A port survives when the sources that still reach it make up at least
 * `enough` addresses.
 */
function runStages(
  stages: readonly Stage[],
  atoms: readonly Atom[],
  wanted: PortSet,
  enough: number,
): Survivors {
  let flows: readonly Flow[] = atoms.map((atom) => ({ atom, ports: wanted }))
  let ports = wanted
  for (const [depth, stage] of stages.entries()) {
    const next = flows.map((flow) => filter(flow, stage)).filter((flow) => flow.ports.size > 0)
    const survived = intersectPorts(reachedByEnough(next, enough), wanted)
    if (survived.size === 0) {
      const packet = samplePacket(flows, ports)
      return { ports: survived, flows: [], stopped: packet && { stage, packet }, packet: null, depth }
    }
    flows = next
    ports = survived
  }
  return { ports, flows, stopped: null, packet: samplePacket(flows, ports), depth: stages.length }
}

const filter = ({ atom, ports }: Flow, stage: Stage): Flow => ({
  atom,
  ports: portsThrough([stage], atom, ports),
})

/** What passes every stage for connections from one address. */
export function portsThrough(stages: readonly Stage[], source: Address, wanted: PortSet): PortSet {
  const left = new Map<string, IntervalSet>()
  for (const [protocol, set] of wanted) {
    let passed = set
    for (const stage of stages) {
      if (passed.length === 0) break
      passed = intersect(passed, stage.passes(protocol, source))
    }
    if (passed.length > 0) left.set(protocol, passed)
  }
  return left
}

function reachedByEnough(flows: readonly Flow[], enough: number): PortSet {
  const steps = new Map<string, Map<number, number>>()
  for (const { atom, ports } of flows) {
    for (const [protocol, set] of ports) addSteps(steps, protocol, set, atom.size)
  }
  const result = new Map<string, IntervalSet>()
  for (const [protocol, changes] of steps) {
    const set = atLeast(changes, enough)
    if (set.length > 0) result.set(protocol, set)
  }
  return result
}

function addSteps(
  steps: Map<string, Map<number, number>>,
  protocol: string,
  set: IntervalSet,
  size: number,
): void {
  const changes = steps.get(protocol) ?? new Map<number, number>()
  steps.set(protocol, changes)
  for (const [first, last] of set) {
    changes.set(first, (changes.get(first) ?? 0) + size)
    changes.set(last + 1, (changes.get(last + 1) ?? 0) - size)
  }
}

function atLeast(changes: ReadonlyMap<number, number>, enough: number): IntervalSet {
  const points = [...changes].sort((a, b) => a[0] - b[0])
  const result: Interval[] = []
  let height = 0
  for (const [index, [port, change]] of points.entries()) {
    height += change
    const next = points[index + 1]
    if (height >= enough && next !== undefined) result.push([port, next[0] - 1])
  }
  return normalize(result)
}

/** The packet that stands for all: from the largest group of sources, TCP before the rest, the lowest port. */
function samplePacket(flows: readonly Flow[], ports: PortSet): Packet | null {
  const order = ['tcp', 'udp', ...ports.keys()]
  for (const protocol of order) {
    const port = ports.get(protocol)?.[0]?.[0]
    if (port === undefined) continue
    const open = flows.filter((flow) => intersect(flow.ports.get(protocol) ?? [], [[port, port]]).length > 0)
    const largest = open.reduce<Flow | undefined>(
      (best, flow) => (best === undefined || flow.atom.size > best.atom.size ? flow : best),
      undefined,
    )
    if (largest !== undefined) return { protocol, port, source: largest.atom, traffic: trafficName(ports) }
  }
  return null
}

/** Three names are enough for a sentence. */
const MOST_NAMES = 3

function trafficName(ports: PortSet): string {
  const names = formatPorts(ports)
  if (names[0] === 'all') return 'any traffic'
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ')
}
