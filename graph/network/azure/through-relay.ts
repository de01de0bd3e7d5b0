import type { OrderedVerdict } from '../ordered-way.ts'
import type { PortSet } from '../ports.ts'
import type { Firewall } from './firewalls.ts'
import { fromFirewall } from './from-firewall.ts'
import type { Relay } from './inside-gateways.ts'
import type { AzureNetworks, Card } from './model.ts'

const tcp = (port: number): PortSet => new Map([['tcp', [[port, port]]]])

/**
 * From a firewall to an application gateway, and by a connection of the gateway's own to a machine, which sees neither the
 * stranger nor the firewall. https://learn.microsoft.com/azure/architecture/example-scenario/gateway/firewall-application-gateway
 */
export function throughRelay(
  networks: AzureNetworks,
  firewall: Firewall,
  relay: Relay,
  card: Card,
): OrderedVerdict {
  const { id, place, port } = relay
  const [to = null] = card.addresses
  const onward = fromFirewall(networks, { id, place }, { card, to }, tcp(port))
  if (place === null) return onward
  const first = fromFirewall(networks, firewall, { card: place.card, to: relay.address }, tcp(relay.entry))
  if (first.blockedBy !== null) return first
  return {
    ...onward,
    hops: [
      ...first.hops,
      { id, component: 'application-gateway', detail: `to port ${port}` },
      ...onward.hops,
    ],
    conditions: [...relay.conditions, ...first.conditions, ...onward.conditions],
    rules: [...first.rules, ...onward.rules],
    depth: first.depth + onward.depth + 1,
  }
}
