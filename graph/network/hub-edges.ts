import type { AttackEdge } from '../attack.ts'
import { type OrderedVerdict, wayEdge } from './ordered-way.ts'
import { intersectPorts, type PortSet, subtractPorts, unionPorts } from './ports.ts'

/** Interfaces that no rule tells apart; one speaks for all. */
export interface Standing {
  readonly workloads: readonly string[]
}

export interface Inside<S extends Standing> {
  readonly receivers: readonly S[]
  /** Whoever is in a network that packets come from. */
  sendersTo(receiver: S): readonly S[]
  /** Hubs that it sends from within, the widest first; all of a hub's members are among the senders, or none. */
  hubsOf(sender: S): readonly string[]
  /** What surely gets through. */
  between(sender: S, receiver: S): PortSet
  /** How. */
  verdict(sender: S, receiver: S): OrderedVerdict
}

/** So many workloads reach a place by themselves, beside the hubs. */
const MOST_DIRECT = 32

/**
 * Reach inside networks through hubs, as `lateral.ts` has it for AWS: only members lead into a hub, and an edge leaves it
 * only when it holds for every member. What holds for some of them gives edges between workloads.
 */
export function hubEdges<S extends Standing>(inside: Inside<S>): AttackEdge[] {
  const found = new Map<string, Found>()
  const members = new Map<string, Set<string>>()
  for (const receiver of inside.receivers) {
    const senders = inside.sendersTo(receiver)
    for (const sender of senders) join(members, inside.hubsOf(sender), sender)
    for (const reach of reachesOf(inside, receiver, senders))
      for (const to of receiver.workloads) note(found, reach, to)
  }
  const real = [...found.values()].filter(({ from, to }) => leadsOn(members.get(from), from, to))
  const used = new Set(real.map(({ from }) => from))
  return [
    ...real.map(({ from, to, ports, verdict }) => wayEdge(from, to, { ...verdict(), ports }, true)),
    ...[...members]
      .filter(([hub]) => used.has(hub))
      .flatMap(([hub, workloads]) => [...workloads].map((workload) => membershipEdge(workload, hub))),
  ]
}

interface Reach {
  readonly from: string
  readonly ports: PortSet
  readonly verdict: () => OrderedVerdict
}
interface Found extends Reach {
  readonly to: string
}

function reachesOf<S extends Standing>(inside: Inside<S>, receiver: S, senders: readonly S[]): Reach[] {
  const ports = new Map(senders.map((sender) => [sender, inside.between(sender, receiver)] as const))
  const left = new Map(ports)
  const reaches: Reach[] = []
  for (const [hub, all] of hubsAmong(inside, senders)) {
    // Nothing is asked of a receiver about itself.
    const own = all.filter((sender) => !isOne(sender, receiver))
    const common = own.map((sender) => ports.get(sender) ?? new Map()).reduce<PortSet | null>(meet, null)
    const first = own[0]
    if (first === undefined || common === null || common.size === 0) continue
    if (own.every((sender) => subtractPorts(common, covered(ports, left, sender)).size === 0)) continue
    reaches.push({ from: hub, ports: common, verdict: () => inside.verdict(first, receiver) })
    for (const sender of own) left.set(sender, subtractPorts(left.get(sender) ?? new Map(), common))
  }
  let direct = 0
  for (const [sender, rest] of left) {
    if (rest.size === 0 || isOne(sender, receiver)) continue
    for (const from of sender.workloads) {
      if (direct >= MOST_DIRECT) return reaches
      direct += 1
      const own = ports.get(sender) ?? rest
      reaches.push({ from, ports: own, verdict: () => inside.verdict(sender, receiver) })
    }
  }
  return reaches
}

const meet = (common: PortSet | null, own: PortSet): PortSet =>
  common === null ? own : intersectPorts(common, own)

/** What wider hubs give a sender already. */
const covered = <S>(all: ReadonlyMap<S, PortSet>, left: ReadonlyMap<S, PortSet>, sender: S): PortSet =>
  subtractPorts(all.get(sender) ?? new Map(), left.get(sender) ?? new Map())

const isOne = (sender: Standing, receiver: Standing): boolean =>
  sender.workloads.length === 1 &&
  receiver.workloads.length === 1 &&
  sender.workloads[0] === receiver.workloads[0]

/** Members of each hub, the widest hubs first. */
function hubsAmong<S extends Standing>(inside: Inside<S>, senders: readonly S[]): [string, S[]][] {
  const hubs = new Map<string, { readonly rank: number; readonly members: S[] }>()
  for (const sender of senders) {
    for (const [rank, hub] of inside.hubsOf(sender).entries()) {
      const known = hubs.get(hub) ?? { rank, members: [] }
      known.members.push(sender)
      hubs.set(hub, known)
    }
  }
  return [...hubs].sort(([, a], [, b]) => a.rank - b.rank).map(([hub, one]) => [hub, one.members])
}

function join(members: Map<string, Set<string>>, hubs: readonly string[], { workloads }: Standing): void {
  for (const hub of hubs) {
    const known = members.get(hub) ?? new Set()
    for (const workload of workloads) known.add(workload)
    members.set(hub, known)
  }
}

function note(found: Map<string, Found>, reach: Reach, to: string): void {
  const key = `${reach.from} ${to}`
  const known = found.get(key)
  const ports = known === undefined ? reach.ports : unionPorts(known.ports, reach.ports)
  found.set(key, { ...reach, ...known, ports, to })
}

/** A hub whose only member is the target leads nowhere. */
const leadsOn = (members: ReadonlySet<string> | undefined, from: string, to: string): boolean =>
  members === undefined ? from !== to : members.size > 1 || !members.has(to)

/** A workload sends from within a hub. */
export const membershipEdge = (from: string, hub: string): AttackEdge => ({
  from,
  kind: 'CAN_REACH',
  to: hub,
  technique: null,
  attack: [],
  likelihood: 1,
  conditions: [],
  evidence: [{ type: 'membership', id: hub, detail: 'sends from within it' }],
  provenance: null,
  extra: { ports: [], hops: [] },
})
