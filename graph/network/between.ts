import type { Address } from './addresses.ts'
import { aclStage, replyStage, securityGroupStage, uncollected } from './components.ts'
import { routeFor, rulesAdmitting } from './filters.ts'
import { EMPTY } from './intervals.ts'
import { heard, type Interface, type Network, type Peering, type Subnet } from './network.ts'
import { ALL_PORTS, type PortSet } from './ports.ts'
import {
  type Blocker,
  judgeStages,
  portsThrough,
  refused,
  type Stage,
  unknownOf,
  type Verdict,
} from './stages.ts'

/** A place to send from or to: an interface with one of its addresses. */
export interface Place {
  readonly at: Interface
  readonly address: Address
}

/** Only what gets through, where nobody asks how or why not: much cheaper than the verdict. */
export function portsBetween(network: Network, from: Place, to: Place, wanted: PortSet): PortSet {
  return portsThrough(stagesBetween(network, from, to), from.address, heard(to.at, wanted))
}

export function betweenPlaces(network: Network, from: Place, to: Place, wanted: PortSet): Verdict {
  const stages = stagesBetween(network, from, to)
  const atom = { ...from.address, size: 1 }
  const { packet, stopped, ports, depth } = judgeStages(stages, [atom], heard(to.at, wanted), 1)
  if (packet === null) {
    return refused(stopped?.stage.blocker(stopped.packet) ?? nothingAsked(to.at), depth)
  }
  const peer = { ...from.address, groups: from.at.groupIds }
  const rules = to.at.groups.flatMap((group) =>
    rulesAdmitting(group.ingress, ports, peer).map((rule) => ({ group: group.id, rule })),
  )
  return {
    ports,
    hops: stages.map((stage) => stage.hop(packet)),
    blockedBy: null,
    depth: stages.length,
    unknown: unknownOf(stages),
    rules,
  }
}

const nothingAsked = ({ id }: Interface): Blocker => ({
  id,
  reason: 'no-port',
  detail: 'no port was asked about that it listens on',
})

/** In the order in which packets meet them. Inside one subnet neither routes nor network ACLs are asked. */
function stagesBetween(network: Network, from: Place, to: Place): Stage[] {
  const here = () => from.address
  const there = () => to.address
  const out = securityGroupStage(from.at, 'egress', there, to.at.groupIds)
  const into = securityGroupStage(to.at, 'ingress', here, from.at.groupIds)
  const [a, b] = [from.at.subnet, to.at.subnet]
  if (a.id === b.id) return [out, into]
  return [
    out,
    aclStage(a, 'out', there),
    wayStage(network, a, b, to.address),
    aclStage(b, 'in', here),
    into,
    replyStage([
      { subnet: b, direction: 'out', remote: here },
      { subnet: a, direction: 'in', remote: there },
    ]),
    wayStage(network, b, a, from.address),
  ]
}

/** The route from one subnet towards an address in another: local, or an active peering of the two VPCs. */
function wayStage(network: Network, from: Subnet, to: Subnet, address: Address): Stage {
  const table = from.routeTable
  if (from.vpc === null || to.vpc === null) return uncollected('vpc', from.id, 'the VPC of the subnet')
  const connected = from.vpc === to.vpc ? [] : peeringsBetween(network, from.vpc, to.vpc)
  if (table === null) {
    if (from.vpc === to.vpc || connected.length > 0) {
      return uncollected('route-table', from.id, 'the route table of the subnet')
    }
    return closed(from.id, 'its VPC has no peering with the other')
  }
  const route = routeFor(table.routes, address)
  const local = from.vpc === to.vpc && route?.target === 'local'
  const peered = connected.some(({ peeringId }) => peeringId === route?.target)
  if (route === undefined || !route.active || !(local || peered)) {
    return closed(table.id, route ? `${route.block.text} goes to ${route.target}` : 'has no route there')
  }
  const detail = `${route.block.text} goes to ${route.target}`
  return {
    component: 'route-table',
    passes: () => ALL_PORTS,
    hop: () => ({ id: table.id, component: 'route-table', detail }),
    blocker: () => ({ id: table.id, reason: 'route', detail }),
  }
}

const peeringsBetween = (network: Network, from: string, to: string): readonly Peering[] =>
  network.vpcs.get(from)?.peerings.filter(({ vpcs }) => vpcs.includes(to)) ?? []

const closed = (id: string, detail: string): Stage => ({
  component: 'route-table',
  passes: () => EMPTY,
  hop: () => ({ id, component: 'route-table', detail }),
  blocker: () => ({ id, reason: 'route', detail }),
})
