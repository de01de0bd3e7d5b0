import type { Family } from '../addresses.ts'
import { balancedEntrances } from './load-balancers.ts'
import type { Card, Entrance, GcpNetworks } from './model.ts'

/** Its own external addresses, and load balancers that send to it. https://cloud.google.com/vpc/docs/vpc#internet_access_reqs */
export function entrancesTo(networks: GcpNetworks, card: Card): readonly Entrance[] {
  const own = (family: Family): Entrance => ({
    family,
    ports: null,
    proxies: null,
    routed: true,
    own: family === 4 ? card.address : null,
    hops: [],
    conditions: [],
    stopped: null,
  })
  return [
    ...(card.external ? [own(4)] : []),
    ...(card.externalIpv6 ? [own(6)] : []),
    ...(card.index === 0 ? (balancedEntrances(networks).get(card.instance) ?? []) : []),
  ]
}
