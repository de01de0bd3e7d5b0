import type { Address, Block, Family } from './addresses.ts'
import type { Place } from './between.ts'
import { cutsOf, partAt } from './cuts.ts'
import { type Interface, listenKey, type Network, type Subnet, type Workload } from './network.ts'

/**
 * Interfaces that no rule can tell apart: the same subnet, the same groups, the same ports listened on, and addresses
 * that no rule's block separates. One place speaks for all of them.
 */
export interface Position {
  readonly key: string
  readonly place: Place
  readonly workloads: Workload[]
}

/** Who stands where; `of` puts any workloads into positions of the same network. */
export interface Positions {
  readonly of: (workloads: Iterable<Workload>) => readonly Position[]
  /** Where connections may start. */
  readonly senders: readonly Position[]
  /** Where they may arrive. */
  readonly receivers: readonly Position[]
  /** First addresses of the parts into which the network's rules cut a subnet. */
  readonly partsOf: (subnet: Subnet, family: Family) => readonly Address[]
}

const computed = new WeakMap<Network, Positions>()

/** The positions of a network; computed once for each. */
export function positionsOf(network: Network): Positions {
  const known = computed.get(network)
  if (known !== undefined) return known
  const positions = computePositions(network)
  computed.set(network, positions)
  return positions
}

function computePositions(network: Network): Positions {
  const blocks = [...blocksOf(network)]
  const cuts = { 4: cutsOf(blocks, 4), 6: cutsOf(blocks, 6) }
  const partsOf = (subnet: Subnet, family: Family): Address[] =>
    subnet.blocks.filter((block) => block.family === family).flatMap((block) => parts(block, cuts[family]))
  const keyOf = ({ at, address }: Place): string =>
    [
      at.subnet.id,
      address.family,
      partAt(cuts[address.family], address.value),
      ...[...at.groupIds].sort(),
      ...listenKey(at),
    ].join(' ')
  const of = (workloads: Iterable<Workload>): Position[] => {
    const positions = new Map<string, Position>()
    for (const workload of workloads) {
      for (const at of workload.interfaces) {
        for (const address of addressesOf(at, partsOf)) {
          join(positions, keyOf({ at, address }), { at, address }, workload)
        }
      }
    }
    return [...positions.values()]
  }
  const all = [...network.workloads.values()]
  return {
    of,
    partsOf,
    senders: of(all.filter(({ sends }) => sends)),
    receivers: of(all.filter(({ silent }) => silent === null)),
  }
}

function join(positions: Map<string, Position>, key: string, place: Place, workload: Workload): void {
  const known = positions.get(key)
  if (known === undefined) positions.set(key, { key, place, workloads: [workload] })
  else known.workloads.push(workload)
}

/** The address of a function or database is not known: it may be any IPv4 address of its subnet. */
const addressesOf = (at: Interface, partsOf: Positions['partsOf']): readonly Address[] =>
  at.addresses.length > 0 ? at.addresses : partsOf(at.subnet, 4)

function* blocksOf(network: Network): Iterable<Block> {
  for (const { ingress, egress } of network.groups.values()) {
    for (const rule of [...ingress, ...egress]) yield* rule.blocks
  }
  const subnets = [...network.subnets.values()]
  for (const acl of new Set(subnets.map((subnet) => subnet.acl))) {
    for (const entry of acl?.entries ?? []) yield entry.block
  }
  for (const table of new Set(subnets.map((subnet) => subnet.routeTable))) {
    for (const route of table?.routes ?? []) yield route.block
  }
}

function parts(block: Block, cuts: readonly bigint[]): Address[] {
  const inside: bigint[] = []
  for (let index = partAt(cuts, block.first); index < cuts.length; index += 1) {
    const cut = cuts[index]
    if (cut === undefined || cut > block.last) break
    inside.push(cut)
  }
  return [block.first, ...inside].map((value) => ({ family: block.family, value }))
}
