import { groupBy } from '../../group-by.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Address, type Block, blockIncludes, PUBLIC_SPACE } from '../addresses.ts'
import { cutsOf, partAt } from '../cuts.ts'
import { portsThrough } from '../first-match.ts'
import { hubEdges, type Standing } from '../hub-edges.ts'
import { EMPTY } from '../intervals.ts'
import { type Filter, judgeWay, type OrderedVerdict } from '../ordered-way.ts'
import { ALL_PORTS, allPorts, NO_PORTS, type PortSet, withoutControl } from '../ports.ts'
import type { Stage } from '../stages.ts'
import { classOf } from './estate.ts'
import type { Card, GcpNetworks, Peer } from './model.ts'

/** Interfaces of one class, whose addresses no rule tells apart. */
interface Place extends Standing {
  readonly card: Card
  readonly address: Address
  readonly workloads: string[]
}

/**
 * Reach between instances of a network and of those it is peered with, by their internal IPv4 addresses. Hubs are the
 * network, the instances with a tag or account that some rule names, and subnets.
 */
export function lateralReach(networks: GcpNetworks) {
  const places = placesOf(networks)
  const byNetwork = groupBy(places, ({ card }) => card.network)
  const wanted = withoutControl(allPorts(networks.protocols))
  const named = namedSenders(networks)
  const nodes = new Map<string, NodeRecord>()
  const hubsOf = memo((place: Place): readonly string[] => {
    if (!letsEverythingOut(networks, place.card)) return []
    const { network, subnetwork, tags, account } = place.card
    const sets = [
      ...[...tags].flatMap((tag) => named.get(`${network} tag ${tag}`) ?? []),
      ...(named.get(`${network} account ${account}`) ?? []),
    ]
    for (const node of sets) nodes.set(node.id, node)
    return [network, ...sets.map(({ id }) => id), ...(subnetwork === null ? [] : [subnetwork])]
  })
  const edges = hubEdges<Place>({
    receivers: places,
    hubsOf,
    sendersTo: memo(({ card }: Place) =>
      [card.network, ...networks.peeringsOf(card.network).keys()].flatMap((id) => byNetwork.get(id) ?? []),
    ),
    between: (from, to) => portsBetween(networks, from, to, wanted),
    verdict: (from, to) => verdictBetween(networks, from, to, wanted),
  })
  const used = new Set(edges.map(({ to }) => to))
  return { edges, nodes: [...nodes.values()].filter(({ id }) => used.has(id)) }
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

/** Where instances that run stand. */
function placesOf(networks: GcpNetworks): readonly Place[] {
  const cuts = cutsOf(
    networks.layers.rules.flatMap(({ blocks }) => blocks),
    4,
  )
  const places = new Map<string, Place>()
  for (const card of networks.cards) {
    const { address, instance, subnetwork } = card
    if (card.silent !== null || address === null || address.family !== 4) continue
    const key = [classOf(card), subnetwork, isPublic(address), partAt(cuts, address.value)].join(' ')
    const known = places.get(key)
    if (known === undefined) places.set(key, { card, address, workloads: [instance] })
    else known.workloads.push(instance)
  }
  return [...places.values()]
}

/** Who only may send some of it is followed as one instance, not as a member of hubs. */
const letsEverythingOut = (networks: GcpNetworks, card: Card): boolean =>
  networks.tiersOf(card, 'EGRESS').every(({ rules }) => rules.every(({ action }) => action === 'allow'))

/** Sets of senders that rules name, by network and tag or account. */
function namedSenders({ layers }: GcpNetworks): ReadonlyMap<string, readonly NodeRecord[]> {
  const found = new Map<string, readonly NodeRecord[]>()
  for (const [network, rules] of layers.firewalls) {
    for (const { senders } of rules) {
      for (const tag of senders.tags) found.set(`${network} tag ${tag}`, [sendersNode(network, 'tag', tag)])
      for (const account of senders.accounts)
        found.set(`${network} account ${account}`, [sendersNode(network, 'serviceAccount', account)])
    }
  }
  return found
}

const sendersNode = (network: string, by: 'tag' | 'serviceAccount', value: string): NodeRecord => ({
  id: `${network}#${by}/${value}`,
  kind: 'GcpNetworkSenders',
  props: { name: `${by === 'tag' ? 'tag' : 'account'} ${value}`, provider: 'gcp', network, [by]: value },
})

export interface End {
  readonly card: Card
  readonly address: Address
}

function filtersBetween(
  networks: GcpNetworks,
  from: End,
  to: End,
): readonly [out: Filter<Peer>, into: Filter<Peer>] {
  const seen = (other: End, self: End): Peer => ({
    address: other.address,
    at: other.card,
    origin: 'network',
    here: self.card.network,
    own: self.address,
  })
  return [
    { tiers: networks.tiersOf(from.card, 'EGRESS'), peerOf: () => seen(to, from) },
    { tiers: networks.tiersOf(to.card, 'INGRESS'), peerOf: () => seen(from, to) },
  ]
}

function portsBetween(networks: GcpNetworks, from: End, to: End, wanted: PortSet): PortSet {
  if (!isConnected(networks, from, to)) return NO_PORTS
  const [out, into] = filtersBetween(networks, from, to)
  const left = portsThrough(out.tiers, out.peerOf(from.address), wanted)
  return portsThrough(into.tiers, into.peerOf(from.address), left)
}

export function verdictBetween(networks: GcpNetworks, from: End, to: End, wanted: PortSet): OrderedVerdict {
  const [out, into] = filtersBetween(networks, from, to)
  return judgeWay<Peer>({
    steps: [out, connection(networks, from, to), into],
    atoms: [{ ...from.address, size: 1 }],
    wanted,
    enough: 1,
  })
}

/**
 * Subnet routes reach everywhere in a network, and those of private addresses into the networks that it is peered with,
 * and no further. https://cloud.google.com/vpc/docs/vpc-peering#subnet-route-exchange
 */
function isConnected(networks: GcpNetworks, from: End, to: End): boolean {
  const [a, b] = [from.card.network, to.card.network]
  return a === b || (exchanges(networks, a, b, to.address) && exchanges(networks, b, a, from.address))
}

/** Whether a network has the route to an address in a network that it is peered with. */
function exchanges(networks: GcpNetworks, from: string, to: string, address: Address): boolean {
  const own = networks.peeringsOf(from).get(to)
  const other = networks.peeringsOf(to).get(from)
  if (own === undefined || other === undefined) return false
  return !isPublic(address) || (own.importsPublic && other.exportsPublic)
}

const isPublic = ({ family, value }: Address): boolean =>
  PUBLIC_SPACE[family].some((block: Block) => blockIncludes(block, family, value))

function connection(networks: GcpNetworks, from: End, to: End): Stage {
  const [a, b] = [from.card.network, to.card.network]
  const peered = networks.peeringsOf(a).has(b)
  const detail = a === b ? 'by the subnet routes of the network' : `by the peering with ${b}`
  const refusal = peered
    ? `the peering with ${b} exchanges no routes to these public addresses`
    : `has no active peering with ${b}`
  const component = a === b ? 'route' : 'peering'
  return {
    component,
    passes: () => (isConnected(networks, from, to) ? ALL_PORTS : EMPTY),
    hop: () => ({ id: a, component, detail }),
    blocker: () => ({ id: a, reason: 'peering', detail: refusal }),
  }
}
