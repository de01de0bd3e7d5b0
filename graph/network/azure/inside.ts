import type { Derivation } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { cutsOf, partAt } from '../cuts.ts'
import { portsThrough } from '../first-match.ts'
import { hubEdges, type Standing } from '../hub-edges.ts'
import { judgeWay, type OrderedVerdict } from '../ordered-way.ts'
import { allPorts, NO_PORTS, type PortSet, withoutControl } from '../ports.ts'
import { type Connection, connectionOf, connectionStage, type Place } from './connections.ts'
import { firewallsIn } from './firewalls.ts'
import { filtersOn, ownEnd } from './machine-filters.ts'
import type { AzureNetworks, Card, Ends } from './model.ts'
import { refusals } from './refusals.ts'
import { decisionOf, throughFirewall } from './through-firewall.ts'

/** Interfaces that no rule or route tells apart. */
interface Stand extends Standing, Place {
  readonly workloads: string[]
}

/**
 * Reach between machines of a virtual network and of those it is connected with, by their IPv4 addresses. Hubs are the
 * network, application security groups that some rule names, and subnets. What goes through an appliance is left out,
 * but for firewalls of Azure: what any other lets through is not known.
 */
export function lateralReach(networks: AzureNetworks): Pick<Derivation, 'edges' | 'blocked'> {
  const stands = standsIn(networks)
  const byNetwork = groupBy(stands, ({ card }) => card.network)
  const wanted = withoutControl(allPorts(networks.protocols))
  const named = namedGroups(networks)
  const hubs = new Map<Stand, readonly string[]>()
  const refused = refusals()
  const edges = hubEdges<Stand>({
    receivers: stands,
    sendersTo: ({ card }) =>
      [...networksAround(networks, card.network)].flatMap((id) => byNetwork.get(id) ?? []),
    hubsOf(stand) {
      const known = hubs.get(stand) ?? hubsOf(networks, named, stand.card)
      hubs.set(stand, known)
      return known
    },
    between(from, to) {
      const connection = connectionOf(networks, from, to)
      if (connection.firewall === null) return directPorts(networks, from, to, connection, wanted)
      const decision = decisionOf(connection.firewall, { from, to }, wanted)
      refused.note(from, to, decision)
      if (decision.conditions.length > 0 || decision.blockedBy !== null) return NO_PORTS
      const verdict = verdictBetween(networks, from, to, decision.ports)
      return verdict.conditions.length > 0 ? NO_PORTS : verdict.ports
    },
    verdict: (from, to) => verdictBetween(networks, from, to, wanted),
  })
  return { edges, blocked: refused.edges() }
}

/** Those that it is connected with, itself and by a firewall that stands between. */
function networksAround(networks: AzureNetworks, network: string): ReadonlySet<string> {
  const near = [network, ...networks.peersOf(network)]
  const between = firewallsIn(networks.facts).flatMap(({ place }) => place?.card.network ?? [])
  return new Set([
    ...near,
    ...between.filter((id) => near.includes(id)).flatMap((id) => [...networks.peersOf(id)]),
  ])
}

function standsIn(networks: AzureNetworks): readonly Stand[] {
  const { facts, cards } = networks
  const rules = facts.ofKind('AzureNetworkSecurityGroup').flatMap(({ id }) => networks.rulesOf(id) ?? [])
  const routes = facts.ofKind('AzureSubnet').flatMap(({ id }) => networks.routesOf(id) ?? [])
  const prefixes = facts.ofKind('AzureVirtualNetwork').flatMap(({ id }) => networks.prefixesOf(id))
  const cuts = cutsOf(
    [
      ...rules.flatMap(({ blocks }) => blocks),
      ...routes.map(({ block }) => block),
      ...prefixes,
      ...firewallsIn(facts).flatMap(({ cuts: own }) => own),
    ],
    4,
  )
  const stands = new Map<string, Stand>()
  for (const card of cards) {
    const [address] = card.addresses
    if (card.silent !== null || card.subnet === '' || address === undefined) continue
    const { network, subnet, guards, groups } = card
    const key = [network, subnet, ...guards, ...[...groups].sort(), partAt(cuts, address.value)].join(' ')
    const known = stands.get(key)
    if (known === undefined) stands.set(key, { card, address, workloads: [card.machine] })
    else known.workloads.push(card.machine)
  }
  return [...stands.values()]
}

const namedGroups = ({ facts, rulesOf }: AzureNetworks): ReadonlySet<string> =>
  new Set(
    facts
      .ofKind('AzureNetworkSecurityGroup')
      .flatMap(({ id }) => (rulesOf(id) ?? []).flatMap(({ named }) => named)),
  )

function hubsOf(networks: AzureNetworks, named: ReadonlySet<string>, card: Card): readonly string[] {
  if (!letsEverythingOut(networks, card)) return []
  return [card.network, ...[...card.groups].filter((group) => named.has(group)), card.subnet]
}

/** Nothing but the last default rule is against it; who may send less is followed as one machine. */
const letsEverythingOut = ({ rulesOf }: AzureNetworks, { guards, known }: Card): boolean =>
  known &&
  guards.every(
    (guard) =>
      guard === null ||
      rulesOf(guard)?.every(
        ({ direction, action, priority }) =>
          direction === 'inbound' || action === 'allow' || priority >= 65_000,
      ) === true,
  )

function filtersBetween(networks: AzureNetworks, from: Place, to: Place) {
  const sender = { ...ownEnd(from.card), address: from.address }
  const receiver = { ...ownEnd(to.card), address: to.address }
  return {
    out: filtersOn(networks, from.card, 'outbound', sender, () => receiver),
    into: filtersOn(networks, to.card, 'inbound', receiver, () => sender),
  }
}

function directPorts(
  networks: AzureNetworks,
  from: Place,
  to: Place,
  { is }: Connection,
  wanted: PortSet,
): PortSet {
  if (is !== 'open') return NO_PORTS
  const { out, into } = filtersBetween(networks, from, to)
  return [...out, ...into].reduce(
    (left, { tiers, peerOf }) => portsThrough(tiers, peerOf(from.address), left),
    wanted,
  )
}

export function verdictBetween(
  networks: AzureNetworks,
  from: Place,
  to: Place,
  wanted: PortSet,
): OrderedVerdict {
  const { out, into } = filtersBetween(networks, from, to)
  const connection = connectionOf(networks, from, to)
  if (connection.firewall !== null)
    return throughFirewall(networks, connection.firewall, { from, to, out, into, connection }, wanted)
  return judgeWay<Ends>({
    steps: [...out, connectionStage(connection), ...into],
    atoms: [{ ...from.address, size: 1 }],
    wanted,
    enough: 1,
  })
}
