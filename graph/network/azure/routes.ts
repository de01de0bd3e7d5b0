import { type Address, blockIncludes, parseBlock } from '../addresses.ts'
import { uncollected } from '../components.ts'
import { EMPTY } from '../intervals.ts'
import { ALL_PORTS } from '../ports.ts'
import type { Stage } from '../stages.ts'
import type { AzureNetworks, Card, Route } from './model.ts'

/** Where every subnet sends what nothing else is said of. https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
const DEFAULTS: readonly (readonly [prefix: string, hop: string])[] = [
  ['0.0.0.0/0', 'internet'],
  ['::/0', 'internet'],
  ['10.0.0.0/8', 'none'],
  ['172.16.0.0/12', 'none'],
  ['192.168.0.0/16', 'none'],
  ['100.64.0.0/10', 'none'],
]

/** The longest prefix counts; of equal ones a route of the subnet's table before those of the system. null: not read. */
function routeFor(networks: AzureNetworks, { subnet, network }: Card, to: Address): Route | null {
  const own = networks.routesOf(subnet)
  if (own === null) return null
  const system = (hop: string, id: string): Route[] =>
    networks.prefixesOf(id).map((block) => ({ block, hop, id: network }))
  const all: readonly Route[] = [
    ...own,
    ...system('vnetlocal', network),
    ...[...networks.peersOf(network)].flatMap((peer) => system('vnetpeering', peer)),
    ...DEFAULTS.flatMap(([prefix, hop]): Route[] => {
      const block = parseBlock(prefix)
      return block === null ? [] : [{ block, hop, id: network }]
    }),
  ]
  const width = ({ block }: Route) => block.last - block.first
  return all
    .filter(({ block }) => blockIncludes(block, to.family, to.value))
    .reduce<Route | null>((best, route) => (best === null || width(route) < width(best) ? route : best), null)
}

const detailOf = (route: Route): string => `${route.block.text} goes to ${route.hop}`

/** Answers to strangers must leave by the Internet: by anything else they would have another sender, or none. */
export function wayOut(networks: AzureNetworks, card: Card): Stage {
  const routeOf = (to: Address) => routeFor(networks, card, to)
  if (networks.routesOf(card.subnet) === null)
    return uncollected('route-table', card.subnet, 'the route table of the subnet')
  const told = (to: Address) => {
    const route = routeOf(to)
    return { id: route?.id ?? card.subnet, detail: route === null ? 'has no route there' : detailOf(route) }
  }
  return {
    component: 'route-table',
    passes: (_protocol, source) => (routeOf(source)?.hop === 'internet' ? ALL_PORTS : EMPTY),
    hop: ({ source }) => ({ component: 'route-table', ...told(source) }),
    blocker: ({ source }) => ({ reason: 'route', ...told(source) }),
  }
}

export interface Place {
  readonly card: Card
  readonly address: Address
}

/** open, shut, or what stands in between that nobody looked into. */
export type Connection = {
  readonly is: 'open' | 'shut' | 'unknown'
  readonly id: string
  readonly detail: string
}

/** The way from one machine to another and back. */
export function connectionOf(networks: AzureNetworks, from: Place, to: Place): Connection {
  const [a, b] = [from.card.network, to.card.network]
  if (a !== b && !networks.peersOf(a).has(b))
    return { is: 'shut', id: a, detail: `is not connected with ${b}` }
  const ways = [oneWay(networks, from.card, to), oneWay(networks, to.card, from)]
  return (
    ways.find(({ is }) => is === 'shut') ??
    ways.find(({ is }) => is === 'unknown') ??
    ways[0] ?? { is: 'open', id: a, detail: '' }
  )
}

function oneWay(networks: AzureNetworks, card: Card, { address, card: other }: Place): Connection {
  const route = routeFor(networks, card, address)
  if (route === null)
    return { is: 'unknown', id: card.subnet, detail: 'the route table of the subnet was not read' }
  const { id } = route
  const detail = detailOf(route)
  if (route.hop === 'vnetlocal' || route.hop === 'vnetpeering') return { is: 'open', id, detail }
  // Where the address space of the network was not read, its own route is not among those that were found.
  const isSystem = !networks.routesOf(card.subnet)?.includes(route)
  if (isSystem && networks.prefixesOf(other.network).length === 0)
    return { is: 'open', id, detail: 'by the system route of the network' }
  return { is: route.hop === 'virtualappliance' ? 'unknown' : 'shut', id, detail }
}

export function connectionStage({ is, id, detail }: Connection): Stage {
  const known: Stage = {
    component: 'route-table',
    passes: () => (is === 'shut' ? EMPTY : ALL_PORTS),
    hop: () => ({ id, component: 'route-table', detail }),
    blocker: () => ({ id, reason: 'route', detail }),
  }
  return is === 'unknown' ? { ...known, unknown: { key: `route ${id}`, state: 'unknown', detail } } : known
}
