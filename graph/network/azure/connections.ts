import { NO, YES } from '../../access/tri.ts'
import type { Address } from '../addresses.ts'
import { EMPTY } from '../intervals.ts'
import { ALL_PORTS } from '../ports.ts'
import type { Stage } from '../stages.ts'
import { type Firewall, firewallsIn, mayReach } from './firewalls.ts'
import type { AzureNetworks, Card, Route } from './model.ts'
import { detailOf, routeFor } from './routes.ts'

export interface Place {
  readonly card: Card
  readonly address: Address
}

/** open, shut, or what stands in between that nobody looked into. */
export interface Connection {
  readonly is: 'open' | 'shut' | 'unknown'
  readonly id: string
  readonly detail: string
}

/** How packets go from one machine to another. */
export interface Course extends Connection {
  /** That they go through. */
  readonly firewall: Firewall | null
}

/** The way from one machine to another and back, through the same firewall or none. */
export function connectionOf(networks: AzureNetworks, from: Place, to: Place): Course {
  const there = courseOf(networks, from, to)
  const back = courseOf(networks, to, from)
  const ways = [there, back]
  const found = ways.find(({ is }) => is === 'shut') ?? ways.find(({ is }) => is === 'unknown')
  if (found !== undefined) return { ...found, firewall: there.firewall }
  return there.firewall === back.firewall ? there : { ...asymmetric(there, back), firewall: there.firewall }
}

/** What a stateful firewall drops of it is told of TCP alone. https://learn.microsoft.com/azure/firewall/integrate-lb */
const asymmetric = (there: Course, back: Course): Connection => ({
  is: 'unknown',
  id: (there.firewall ?? back.firewall)?.id ?? there.id,
  detail: 'requests and answers do not go through the same firewall',
})

/** One way. Behind a firewall at most one route follows: what goes through another is not known. */
function courseOf(networks: AzureNetworks, from: Place, to: Place): Course {
  const { card } = from
  const route = routeFor(networks, card, to.address)
  if (route === null) return { ...unread(card), firewall: null }
  const firewall = firewallBehind(networks, card, route)
  if (firewall?.place == null) return { ...arrival(networks, card, to, route), firewall: null }
  const onward = onwardFrom(networks, firewall.place.card, to, card.network)
  return {
    ...(onward.is === 'open' ? { is: 'open', id: route.id, detail: detailOf(route) } : onward),
    firewall,
  }
}

export const unread = ({ subnet }: Card): Connection => ({
  is: 'unknown',
  id: subnet,
  detail: 'the route table of the subnet was not read',
})

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes */
export const firewallBehind = (
  networks: AzureNetworks,
  card: Card,
  { hop, via }: Route,
): Firewall | undefined =>
  hop === 'virtualappliance' && via !== null
    ? firewallsIn(networks.facts).find(
        (one) => one.place !== null && one.address?.value === via.value && mayReach(networks, one, card),
      )
    : undefined

/** From a firewall on, for packets of another network. */
export function onwardFrom(networks: AzureNetworks, card: Card, to: Place, sender: string): Connection {
  const route = routeFor(networks, card, to.address)
  if (route === null) return unread(card)
  const found = arrival(networks, card, to, route)
  const [here, there] = [card.network, to.card.network]
  if (found.is !== 'open' || here === there || sender === here) return found
  const forwarded = networks.takesForwarded(there, here)
  if (forwarded === YES) return found
  const detail = `its peering with ${here} takes in nothing that others sent`
  return forwarded === NO
    ? { is: 'shut', id: there, detail }
    : { is: 'unknown', id: there, detail: `whether ${detail} is not known` }
}

/** Where a route leads that no firewall stands behind. */
function arrival(networks: AzureNetworks, card: Card, { card: other }: Place, route: Route): Connection {
  const { id } = route
  const detail = detailOf(route)
  if (route.hop === 'virtualappliance') return { is: 'unknown', id, detail }
  const [a, b] = [card.network, other.network]
  if (a !== b && !networks.peersOf(a).has(b))
    return { is: 'shut', id: a, detail: `is not connected with ${b}` }
  if (route.hop === 'vnetlocal' || route.hop === 'vnetpeering') return { is: 'open', id, detail }
  // Where the address space of the network was not read, its own route is not among those that were found.
  const isSystem = !networks.routesOf(card.subnet)?.includes(route)
  if (isSystem && networks.prefixesOf(b).length === 0)
    return { is: 'open', id, detail: 'by the system route of the network' }
  return { is: 'shut', id, detail }
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
