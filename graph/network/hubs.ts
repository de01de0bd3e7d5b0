import { type Block, blockCovers, blockIncludes, parseBlocks } from './addresses.ts'
import { betweenPlaces, type Place, portsBetween } from './between.ts'
import type { Interface, Network, SecurityGroup, Subnet } from './network.ts'
import { intersectPorts, type PortSet } from './ports.ts'
import type { Position, Positions } from './positions.ts'
import type { Verdict } from './stages.ts'

/** What everything in a hub reaches at one place. */
export interface HubReach {
  /** Node id of a security group, subnet or VPC; or of a workload that reaches the place by itself. */
  readonly hub: string
  readonly ports: PortSet
  /** The way for one of its members; computed when asked, as most reaches are found more than once. */
  readonly verdict: () => Verdict
}

/** Rules for single addresses are followed to so many workloads each. */
const MOST_DIRECT = 32

/** Stands for every workload of a subnet whose own groups let everything out. */
const OPEN_EGRESS: SecurityGroup = {
  id: 'open-egress',
  groupId: 'open-egress',
  ingress: [],
  egress: [
    {
      id: 'open-egress#egress/0',
      protocol: 'all',
      ports: [[0, 65_535]],
      blocks: parseBlocks(['0.0.0.0/0', '::/0']),
      groups: [],
      prefixLists: [],
      source: {},
    },
  ],
  known: true,
}

/** Whether an interface counts as a member of its subnet's and its VPC's hub. */
export const letsEverythingOut = ({ groups }: Interface): boolean =>
  groups.some(({ egress }) =>
    egress.some(
      ({ protocol, blocks }) => protocol === 'all' && blocks.some(({ text }) => text === '0.0.0.0/0'),
    ),
  )

/** Finds the hubs that reach a place. */
export function hubFinder(network: Network, positions: Positions, wanted: PortSet) {
  const senders = indexSenders(positions.senders)
  const referredBy = indexEgress(network)
  const subnetsOf = byVpc(network.subnets.values())
  const openSubnets = subnetsWithOpenSenders(positions.senders)

  /** For members of groups that either end's rules name. The verdict must hold for every member. */
  function fromGroups(target: Place): HubReach[] {
    const named = new Set(target.at.groups.flatMap(({ ingress }) => ingress.flatMap(({ groups }) => groups)))
    for (const { groupId } of target.at.groups) for (const id of referredBy.get(groupId) ?? []) named.add(id)
    return [...named].flatMap((groupId) => {
      const group = network.groups.get(groupId)
      const members = senders.byGroup.get(groupId) ?? []
      return group === undefined ? [] : reachOfAll(group.id, members, target)
    })
  }

  function reachOfAll(hub: string, members: readonly Position[], target: Place): HubReach[] {
    const found = members
      .filter(({ place }) => place.address.family === target.address.family)
      .map((position) => ({ position, ports: portsBetween(network, position.place, target, wanted) }))
    const open = found.filter(({ ports }) => ports.size > 0)
    const first = open[0]
    if (first === undefined) return []
    const common = open.map(({ ports }) => ports).reduce(intersectPorts)
    const passing = new Set(open.map(({ position }) => position))
    if (common.size > 0 && holdsForAll(members, passing)) {
      return [{ hub, ports: common, verdict: way(first.position.place, target) }]
    }
    return open.flatMap(({ position, ports }) => direct(position, ports, target))
  }

  const way = (from: Place, target: Place) => () => betweenPlaces(network, from, target, wanted)

  /** A function may have any address of its subnet, so that nothing is sure about one address. */
  function direct({ workloads, place }: Position, ports: PortSet, target: Place): HubReach[] {
    if (place.at.addresses.length === 0) return []
    return workloads.slice(0, MOST_DIRECT).map(({ id }) => ({ hub: id, ports, verdict: way(place, target) }))
  }

  /** For addresses that the target's rules name. */
  function fromBlocks(target: Place): HubReach[] {
    const vpc = target.at.subnet.vpc
    if (vpc === null || target.address.family !== 4) return []
    const blocks = target.at.groups.flatMap(({ ingress }) => ingress.flatMap((rule) => rule.blocks))
    const four = blocks.filter(({ family }) => family === 4)
    const peers = network.vpcs.get(vpc)?.peerings.flatMap(({ vpcs }) => vpcs) ?? []
    return [...new Set([vpc, ...peers])].flatMap((source) => fromVpc(source, four, target))
  }

  function fromVpc(vpc: string, blocks: readonly Block[], target: Place): HubReach[] {
    const subnets = openSubnets.get(vpc) ?? []
    const whole = subnets.flatMap((subnet) => (isCovered(subnet, blocks) ? fromSubnet(subnet, target) : []))
    const parts = blocks.flatMap((block) => fromPart(vpc, block, target))
    const ports = whole
      .map((reach) => reach.ports)
      .reduce<PortSet | null>((common, own) => (common === null ? own : intersectPorts(common, own)), null)
    const first = whole[0]
    if (first !== undefined && ports !== null && ports.size > 0 && whole.length === subnets.length) {
      return [{ hub: vpc, ports, verdict: first.verdict }, ...parts]
    }
    return [...whole, ...parts]
  }

  function fromSubnet(subnet: Subnet, target: Place): HubReach[] {
    const at: Interface = {
      id: subnet.id,
      subnet,
      groups: [OPEN_EGRESS],
      groupIds: new Set(),
      addresses: [],
      publicAddresses: [],
    }
    const places = positions.partsOf(subnet, 4).map((address) => ({ at, address }))
    const first = places[0]
    const ports = places
      .map((place) => portsBetween(network, place, target, wanted))
      .reduce(intersectPorts, wanted)
    if (first === undefined || ports.size === 0) return []
    return [{ hub: subnet.id, ports, verdict: way(first, target) }]
  }

  /** Workloads in a block that is smaller than their subnet, such as the address of a bastion. */
  function fromPart(vpc: string, block: Block, target: Place): HubReach[] {
    const subnets = (subnetsOf.get(vpc) ?? []).filter(
      (subnet) => !isCovered(subnet, [block]) && overlaps(subnet, block),
    )
    const members = subnets
      .flatMap(({ id }) => senders.bySubnet.get(id) ?? [])
      .filter(({ place }) => blockIncludes(block, place.address.family, place.address.value))
    return members.slice(0, MOST_DIRECT).flatMap((position) => {
      const ports = portsBetween(network, position.place, target, wanted)
      return ports.size > 0 ? direct(position, ports, target) : []
    })
  }

  return (target: Place): HubReach[] => [...fromGroups(target), ...fromBlocks(target)]
}

/**
 * Every member gets through from one of its addresses; a function from all, as nobody knows which one it has.
 */
function holdsForAll(members: readonly Position[], passing: ReadonlySet<Position>): boolean {
  const through = new Set([...passing].flatMap(({ workloads }) => workloads))
  return members.every(
    (position) =>
      passing.has(position) ||
      (position.place.at.addresses.length > 0 &&
        position.workloads.every((workload) => through.has(workload))),
  )
}

const isCovered = (subnet: Subnet, blocks: readonly Block[]): boolean => {
  const own = subnet.blocks.filter(({ family }) => family === 4)
  return own.length > 0 && own.every((block) => blocks.some((outer) => blockCovers(outer, block)))
}

const overlaps = (subnet: Subnet, block: Block): boolean =>
  subnet.blocks.some(
    (own) => own.family === block.family && own.first <= block.last && block.first <= own.last,
  )

function indexSenders(senders: readonly Position[]) {
  const byGroup = new Map<string, Position[]>()
  const bySubnet = new Map<string, Position[]>()
  for (const position of senders) {
    const { subnet, groupIds } = position.place.at
    push(bySubnet, subnet.id, position)
    for (const groupId of groupIds) push(byGroup, groupId, position)
  }
  return { byGroup, bySubnet }
}

/** Groups whose outbound rules name a group, by the group that they name. */
function indexEgress(network: Network): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const { groupId, egress } of network.groups.values()) {
    for (const named of new Set(egress.flatMap(({ groups }) => groups))) push(index, named, groupId)
  }
  return index
}

function subnetsWithOpenSenders(senders: readonly Position[]): Map<string, Subnet[]> {
  const subnets = new Set(
    senders.filter(({ place }) => letsEverythingOut(place.at)).map(({ place }) => place.at.subnet),
  )
  return byVpc(subnets)
}

function byVpc(subnets: Iterable<Subnet>): Map<string, Subnet[]> {
  const index = new Map<string, Subnet[]>()
  for (const subnet of subnets) if (subnet.vpc !== null) push(index, subnet.vpc, subnet)
  return index
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
