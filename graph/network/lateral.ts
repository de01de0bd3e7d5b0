import type { AttackEdge } from '../attack.ts'
import { FOOTHOLD, UNKNOWN_CONDITION } from '../likelihood.ts'
import type { Place } from './between.ts'
import { evidenceOf, PLACE_UNKNOWN, provenanceOf } from './exposure.ts'
import { footholdThrough } from './foothold.ts'
import { membershipEdge } from './hub-edges.ts'
import { type HubReach, hubFinder, letsEverythingOut } from './hubs.ts'
import type { Interface, Network, Workload } from './network.ts'
import { allPorts, formatPorts, unionPorts, withoutControl } from './ports.ts'
import { positionsOf } from './positions.ts'

/**
 * Reach inside the network, through hubs. A hub is a security group, subnet or VPC:
 *
 *     workload -CAN_REACH-> hub        the workload sends from within it
 *     hub      -CAN_REACH-> workload   whatever sends from within the hub reaches the workload, on these ports
 *
 * Only members lead into a hub, never the Internet, and an edge leaves it only when it is true for every member, so
 * a path through it is real. Edges grow with memberships plus rules, not with pairs of workloads. A rule about single
 * addresses, or one that holds for part of a hub, gives edges between workloads instead, up to 32 for each rule.
 *
 * Left out: IPv6 address blocks, and workloads whose groups restrict what they send, as far as rules by address block
 * admit them. `canReach` answers for those.
 */
export function deriveLateral(network: Network): AttackEdge[] {
  const positions = positionsOf(network)
  const find = hubFinder(network, positions, withoutControl(allPorts(network.protocols)))
  const found = new Map<string, Found>()
  const places = new Map<string, number>()
  for (const { place, workloads } of positions.receivers) {
    const reaches = find(place)
    for (const { id } of workloads) {
      places.set(id, (places.get(id) ?? 0) + 1)
      for (const reach of reaches) add(found, reach, id, place)
    }
  }
  const members = membersOf(network)
  const real = [...found.values()].filter(({ hub, to }) => hasOther(members.get(hub), hub, to))
  const used = new Set(real.map(({ hub }) => hub))
  const isSure = ({ to, at }: Found) =>
    network.workloads.get(to)?.somewhere !== true || at.size === places.get(to)
  return [...real.map((reach) => edgeOf(reach, isSure(reach))), ...membershipEdges(members, used)]
}

interface Found extends HubReach {
  readonly to: string
  /** Where it may be that the hub reaches it. */
  readonly at: Set<Place>
}

function add(found: Map<string, Found>, reach: HubReach, to: string, place: Place): void {
  const key = `${reach.hub} ${to}`
  const known = found.get(key)
  const ports = known === undefined ? reach.ports : unionPorts(known.ports, reach.ports)
  const at = (known?.at ?? new Set()).add(place)
  found.set(key, { ...reach, ...known, ports, to, at })
}

/** By hub: the workloads that send from within it. */
function membersOf(network: Network): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>()
  const enter = (hub: string | null, { id }: Workload): void => {
    if (hub === null) return
    const known = members.get(hub)
    if (known === undefined) members.set(hub, new Set([id]))
    else known.add(id)
  }
  for (const workload of network.workloads.values()) {
    if (!workload.sends) continue
    for (const at of workload.interfaces) {
      for (const group of at.groups) enter(group.id, workload)
      if (!letsEverythingOut(at) || !sendsIPv4(at)) continue
      enter(at.subnet.id, workload)
      enter(at.subnet.vpc, workload)
    }
  }
  return members
}

/** A function's address is not known, but it has one. */
const sendsIPv4 = ({ addresses }: Interface): boolean =>
  addresses.length === 0 || addresses.some(({ family }) => family === 4)

/** A hub whose only member is the target leads nowhere; a hub without members is a workload itself. */
const hasOther = (members: ReadonlySet<string> | undefined, hub: string, to: string): boolean =>
  members === undefined ? hub !== to : members.size > 1 || !members.has(to)

function edgeOf(reach: Found, isSure: boolean): AttackEdge {
  const { hub, to, ports } = reach
  const verdict = reach.verdict()
  const conditions = isSure ? verdict.unknown : [...verdict.unknown, PLACE_UNKNOWN]
  const names = formatPorts(ports)
  return {
    from: hub,
    kind: 'CAN_REACH',
    to,
    technique: null,
    attack: ['T1021', 'T1210'],
    likelihood: Math.min(FOOTHOLD.lateral, footholdThrough(ports)) * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: evidenceOf(verdict),
    provenance: provenanceOf(verdict.rules),
    extra: { ports: names, hops: verdict.hops.map((hop) => ({ ...hop })) },
  }
}

function membershipEdges(
  members: ReadonlyMap<string, ReadonlySet<string>>,
  used: ReadonlySet<string>,
): AttackEdge[] {
  return [...members]
    .filter(([hub]) => used.has(hub))
    .flatMap(([hub, workloads]) => [...workloads].map((workload) => membershipEdge(workload, hub)))
}
