import { hierarchyOf } from '../../access/gcp/hierarchy.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Tier } from '../first-match.ts'
import { OTHER } from '../ports.ts'
import { cardsOf } from './cards.ts'
import { layersOf } from './layers.ts'
import type { Card, GcpNetworks, Layers, Peer, Peering } from './model.ts'
import { routesByNetwork } from './routes.ts'
import { tiersFor } from './tiers.ts'

const read = new WeakMap<FactIndex, GcpNetworks>()

export function gcpNetworks(facts: FactIndex): GcpNetworks {
  const known = read.get(facts)
  if (known !== undefined) return known
  const hierarchy = hierarchyOf(facts)
  const layers = layersOf(facts)
  const routes = routesByNetwork(facts)
  const tiers = new Map<string, readonly Tier<Peer>[]>()
  const peerings = new Map<string, ReadonlyMap<string, Peering>>()
  const networks: GcpNetworks = {
    facts,
    hierarchy,
    layers,
    cards: cardsOf(facts, hierarchy),
    routesOf: (network) => routes.get(network) ?? null,
    tiersOf(card, direction) {
      const key = `${direction} ${classOf(card)}`
      const known = tiers.get(key) ?? tiersFor(networks, card, direction)
      tiers.set(key, known)
      return known
    },
    peeringsOf(network) {
      const known = peerings.get(network) ?? peeringsIn(facts.node(network))
      peerings.set(network, known)
      return known
    },
    protocols: protocolsIn(layers),
  }
  read.set(facts, networks)
  return networks
}

/** What rules can tell an interface by, but for its addresses. */
export const classOf = ({ network, region, tags, secureTags, account }: Card): string =>
  [
    network,
    region,
    account,
    ...[...tags].sort(),
    ...[...secureTags.bound].sort(),
    ...[...secureTags.perhaps].sort().map((tag) => `?${tag}`),
    secureTags.whole,
  ].join(' ')

function peeringsIn(node: NodeRecord | undefined): ReadonlyMap<string, Peering> {
  const list = Array.isArray(node?.props.peerings) ? node.props.peerings : []
  return new Map(
    list.flatMap((one) => {
      if (typeof one !== 'object' || one === null || Array.isArray(one) || one.active !== true) return []
      const peering = {
        exportsPublic: one.exportsPublic !== false,
        importsPublic: one.importsPublic === true,
      }
      return [[String(one.network), peering] as const]
    }),
  )
}

function protocolsIn({ rules }: Layers): readonly string[] {
  const named = rules.flatMap(({ protocols }) => protocols)
  const found = new Set(['tcp', 'udp', 'icmp', ...named])
  found.delete('all')
  return [...found, OTHER]
}
