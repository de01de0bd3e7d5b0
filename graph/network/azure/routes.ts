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
export const routeFor = (networks: AzureNetworks, card: Card, to: Address): Route | null =>
  routesFrom(networks, card)?.find(({ block }) => blockIncludes(block, to.family, to.value)) ?? null

const known = new WeakMap<AzureNetworks, Map<string, readonly Route[] | null>>()

/** All routes of a subnet, the longest prefixes first, whoever asks: every pair of machines may. */
function routesFrom(networks: AzureNetworks, { subnet, network }: Card): readonly Route[] | null {
  const lists = known.get(networks) ?? new Map<string, readonly Route[] | null>()
  known.set(networks, lists)
  const key = `${subnet} ${network}`
  const list = lists.get(key)
  if (list !== undefined) return list
  const own = networks.routesOf(subnet)
  const found = own && [...own, ...systemRoutes(networks, network, own)].sort(byLength)
  lists.set(key, found)
  return found
}

function systemRoutes(networks: AzureNetworks, network: string, own: readonly Route[]): Route[] {
  const to = (hop: string, id: string): Route[] =>
    networks.prefixesOf(id).map((block) => ({ block, hop, via: null, id: network }))
  return [
    ...to('vnetlocal', network),
    ...[...networks.peersOf(network)].flatMap((peer) => to('vnetpeering', peer)),
    ...[...OUT, ...(own.some(isForAll) ? [] : NOWHERE)].map((route) => ({ ...route, id: network })),
  ]
}

const widthOf = ({ block }: Route): bigint => block.last - block.first
const byLength = (a: Route, b: Route): number =>
  widthOf(a) < widthOf(b) ? -1 : widthOf(a) > widthOf(b) ? 1 : 0

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
