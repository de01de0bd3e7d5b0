import { parseAddresses } from '../addresses.ts'
import { EMPTY, intersect } from '../intervals.ts'
import type { PortSet } from '../ports.ts'
import type { Hop } from '../stages.ts'
import { balancersIn, rulesTo } from './balancers.ts'
import { type Relay, relaysTo } from './inside-gateways.ts'
import type { AzureNetworks, Card } from './model.ts'

/** An address inside that leads to an interface. */
export interface InsideEntrance {
  readonly address: bigint
  /** Ports at the machine of packets to ports of the address. */
  at(ports: PortSet): PortSet
  readonly hops: readonly Hop[]
  /** A gateway that opens a connection of its own. */
  readonly relay?: Relay
}

/**
 * Its own addresses, those of internal load balancers, which leave the client's address as it is and need no security
 * group that allows it, and those of application gateways. https://learn.microsoft.com/azure/load-balancer/skus
 */
export function insideEntrancesOf({ facts }: AzureNetworks, card: Card): readonly InsideEntrance[] {
  const own = card.addresses.map(
    ({ value }): InsideEntrance => ({ address: value, at: (ports) => ports, hops: [] }),
  )
  const balanced = balancersIn(facts).flatMap((balancer): InsideEntrance[] => {
    const { id } = balancer.node
    const addresses = new Map(
      balancer.frontends.map((one) => [one.id, parseAddresses([one.address ?? ''])[0]] as const),
    )
    return rulesTo(balancer, card.id).flatMap(
      ({ frontend = '', protocol = 'Tcp', frontendPort = 0, backendPort = 0 }): InsideEntrance[] => {
        const address = addresses.get(frontend)
        if (address === undefined) return []
        const detail = `to port ${backendPort}`
        return [
          {
            address: address.value,
            at: (ports) => balancedPorts(ports, protocol.toLowerCase(), frontendPort, backendPort),
            hops: [{ id, component: 'load-balancer', detail }],
          },
        ]
      },
    )
  })
  return [...own, ...balanced, ...relaysTo(facts, card).map(throughRelay)]
}

const throughRelay = (relay: Relay): InsideEntrance => ({
  address: relay.address.value,
  at: (ports) => balancedPorts(ports, 'tcp', relay.entry, relay.port),
  hops: [],
  relay,
})

/** https://learn.microsoft.com/azure/load-balancer/load-balancer-ha-ports-overview */
function balancedPorts(ports: PortSet, protocol: string, frontend: number, backend: number): PortSet {
  if (protocol === 'all') return ports
  const met = intersect(ports.get(protocol) ?? EMPTY, [[frontend, frontend]])
  return met.length === 0 ? new Map() : new Map([[protocol, [[backend, backend]]]])
}
