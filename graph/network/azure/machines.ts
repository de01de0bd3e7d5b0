import { CORPORATE_NETWORK } from '../../corporate-network.ts'
import { groupBy } from '../../group-by.ts'
import { INTERNET_ID } from '../../internet-node.ts'
import { type Address, atomsOf, type Block } from '../addresses.ts'
import { internetBut, type Outside, rangesOf } from '../internet.ts'
import { judgeWay, type OrderedVerdict, stopped, wayEdge } from '../ordered-way.ts'
import { allPorts, formatPorts, type PortSet, withoutControl } from '../ports.ts'
import { bestOf, blockedEdge, exposureOf, type Reached } from '../verdicts.ts'
import { type Entrance, entrancesOf } from './entrances.ts'
import { waysThroughFirewalls } from './firewall-way.ts'
import { filtersOn, ownEnd } from './machine-filters.ts'
import type { AzureNetworks, Card, End } from './model.ts'
import { wayOut } from './routes.ts'

/**
 * Machines that strangers reach: an address leads to an interface, the group of its subnet lets the packet in, then
 * that of the interface. https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
export function machinesReached(networks: AzureNetworks, corporate: readonly Block[]): Reached {
  const found: Reached = { edges: [], blocked: [], properties: new Map() }
  const wanted = withoutControl(allPorts(networks.protocols))
  const judge = judgeFrom(networks, internetBut(corporate), wanted)
  const judgeInside = corporate.length === 0 ? null : judgeFrom(networks, rangesOf(corporate), wanted)
  for (const [machine, cards] of groupBy(networks.cards, (card) => card.machine)) {
    const verdicts = cards.flatMap(judge)
    const verdict = bestOf(verdicts, machine)
    found.properties.set(machine, exposureOf(verdict))
    if (verdict.blockedBy === null) {
      found.edges.push(wayEdge(INTERNET_ID, machine, verdict, false))
      continue
    }
    const inside = judgeInside === null ? verdict : bestOf(cards.flatMap(judgeInside), machine)
    if (inside.blockedBy === null) found.edges.push(wayEdge(CORPORATE_NETWORK, machine, inside, false))
    // Whatever got further than to no address at all.
    if (verdict.depth > 0 || cards.some((card) => entrancesOf(networks, card).length > 0))
      found.blocked.push(blockedEdge(machine, verdict.blockedBy))
  }
  return found
}

/** Gives the verdicts about each way in to an interface; those that nothing tells apart are computed once. */
export function judgeFrom(
  networks: AzureNetworks,
  outside: Outside,
  wanted: PortSet,
): (card: Card) => readonly OrderedVerdict[] {
  const known = new Map<string, OrderedVerdict>()
  const throughFirewalls = waysThroughFirewalls(networks, outside, wanted)
  return (card) => {
    if (card.silent !== null)
      return [stopped({ id: card.machine, reason: 'workload', detail: card.silent }, 0)]
    const entrances = entrancesOf(networks, card)
    const verdicts = entrances.map((entrance) => {
      const key = keyOf(card, entrance)
      const verdict = known.get(key) ?? judgeEntrance(networks, card, entrance, outside, wanted)
      known.set(key, verdict)
      return { ...verdict, hops: [...entrance.hops, ...verdict.hops] }
    })
    return [...(verdicts.length === 0 ? [noAddress(card)] : verdicts), ...throughFirewalls(card)]
  }
}

const noAddress = ({ machine }: Card): OrderedVerdict => {
  const detail = 'has no public address, and no public load balancer or firewall is known to send to it'
  return stopped({ id: machine, reason: 'no-public-address', detail }, 0)
}

const keyOf = (
  { subnet, guards, groups, addresses }: Card,
  { family, ports, secureByDefault, sources }: Entrance,
) =>
  [
    subnet,
    ...guards,
    ...[...groups].sort(),
    ...addresses.map(({ value }) => value),
    family,
    secureByDefault,
    ...(ports === null ? ['any'] : formatPorts(ports)),
    ...(sources ?? []).map(({ text }) => text),
  ].join(' ')

function judgeEntrance(
  networks: AzureNetworks,
  card: Card,
  entrance: Entrance,
  outside: Outside,
  wanted: PortSet,
): OrderedVerdict {
  if (card.known && card.guards.every((guard) => guard === null) && entrance.secureByDefault) {
    const detail = 'an address of the Standard SKU takes nothing in without a security group that allows it'
    return stopped({ id: entrance.id, reason: 'public-address', detail }, 1)
  }
  const { family, sources } = entrance
  const other = (address: Address): End => ({ address, groups: new Set(), inside: sources !== null })
  const filters = filtersOn(networks, card, 'inbound', ownEnd(card), other)
  const cuts = [
    ...filters.flatMap(({ tiers }) => tiers.flatMap(({ rules }) => rules.flatMap(({ blocks }) => blocks))),
    ...(networks.routesOf(card.subnet) ?? []).map(({ block }) => block),
  ].filter((block) => block.family === family)
  const verdict = judgeWay({
    steps: [...filters, ...(sources === null ? [wayOut(networks, card)] : [])],
    atoms: atomsOf(sources ?? outside.blocks.filter((block) => block.family === family), cuts),
    wanted: entrance.ports ?? wanted,
    enough: sources === null ? outside.enough[family] : 1,
  })
  return { ...verdict, depth: verdict.depth + 1, conditions: [...entrance.conditions, ...verdict.conditions] }
}
