import { type Address, blockIncludes, parseBlocks } from '../addresses.ts'
import { uncollected } from '../components.ts'
import { EMPTY } from '../intervals.ts'
import { ALL_PORTS } from '../ports.ts'
import type { Stage } from '../stages.ts'
import type { AzureNetworks, Card, Route } from './model.ts'

const defaultRoutes = (hop: string, prefixes: readonly string[]) =>
  parseBlocks(prefixes).map((block) => ({ block, hop, via: null }))

/** Where every subnet sends what nothing else is said of. https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
const OUT = defaultRoutes('internet', ['0.0.0.0/0', '::/0'])
/** These go away with a route of the subnet's own for everything: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#subnet2 */
const NOWHERE = defaultRoutes('none', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'])

/** The longest prefix counts; of equal ones a route of the subnet's table before those of the system. null: not read. */
export function routeFor(networks: AzureNetworks, { subnet, network }: Card, to: Address): Route | null {
  const own = networks.routesOf(subnet)
  if (own === null) return null
  const system = (hop: string, id: string): Route[] =>
    networks.prefixesOf(id).map((block) => ({ block, hop, via: null, id: network }))
  const all: readonly Route[] = [
    ...own,
    ...system('vnetlocal', network),
    ...[...networks.peersOf(network)].flatMap((peer) => system('vnetpeering', peer)),
    ...[...OUT, ...(own.some(isForAll) ? [] : NOWHERE)].map((route) => ({ ...route, id: network })),
  ]
  const width = ({ block }: Route) => block.last - block.first
  return all
    .filter(({ block }) => blockIncludes(block, to.family, to.value))
    .reduce<Route | null>((best, route) => (best === null || width(route) < width(best) ? route : best), null)
}

const isForAll = ({ block }: Route): boolean => block.text === '0.0.0.0/0'

export const detailOf = (route: Route): string => `${route.block.text} goes to ${route.hop}`

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
