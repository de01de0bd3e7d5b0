import { groupBy } from '../../group-by.ts'
import { type Address, type Atom, atomsOf, PUBLIC_SPACE } from '../addresses.ts'
import { INTERNET } from '../internet.ts'
import { textsOf } from '../network.ts'
import { type Filter, judgeWay, type OrderedVerdict, type Step, stopped } from '../ordered-way.ts'
import type { PortSet } from '../ports.ts'
import { bestOf } from '../verdicts.ts'
import { type Connection, connectionStage, firewallBehind, unread } from './connections.ts'
import { allTiers } from './firewall-tiers.ts'
import { type Firewall, firewallsIn } from './firewalls.ts'
import { filtersOn, ownEnd } from './machine-filters.ts'
import type { AzureNetworks, Card, End, Ends, Route } from './model.ts'
import { detailOf, routeFor } from './routes.ts'
import { firewallStage } from './through-firewall.ts'

/** How packets to some addresses of the Internet leave. */
interface Exit {
  readonly connection: Connection
  /** A firewall, and how they go on from it. */
  readonly through: { readonly firewall: Firewall; readonly onward: Connection } | null
}

/**
 * What an interface can open towards the Internet by IPv4: the way an attacker takes data out. A firewall asks its network
 * rules, then its application rules. What a tunnel or an appliance lets out is not known, nor whether a subnet has another
 * way out than addresses of its machines.
 * https://learn.microsoft.com/azure/firewall/rule-processing#outbound-connectivity
 */
export function toInternet(networks: AzureNetworks, card: Card, wanted: PortSet): OrderedVerdict {
  if (card.silent !== null) return stopped({ id: card.machine, reason: 'workload', detail: card.silent }, 0)
  const out = filtersOn(networks, card, 'outbound', ownEnd(card), endOf)
  const exitAt = (to: Address): Exit => exitOf(networks, card, to)
  const exits = groupBy(atomsTo(networks, card, out), (atom) => keyOf(exitAt(atom)))
  const judged = [...exits.values()].map((atoms) =>
    judgeWay<Ends>({
      steps: [...out, ...stepsOf(card, exitAt(atoms[0] ?? NOWHERE))],
      atoms,
      wanted,
      enough: INTERNET.enough[4],
    }),
  )
  return bestOf(judged, card.machine)
}

const NOWHERE: Address = { family: 4, value: 0n }

const endOf = (address: Address): End => ({ address, groups: new Set(), inside: false })

/** Addresses of the Internet that no rule or route on the way tells apart. */
function atomsTo(networks: AzureNetworks, card: Card, out: readonly Filter<Ends>[]): Atom[] {
  const firewalls = firewallsIn(networks.facts)
  const subnets = [card.subnet, ...firewalls.flatMap(({ place }) => place?.card.subnet ?? [])]
  const cuts = [
    ...out.flatMap(({ tiers }) => tiers.flatMap(({ rules }) => rules.flatMap(({ blocks }) => blocks))),
    ...subnets.flatMap((subnet) => (networks.routesOf(subnet) ?? []).map(({ block }) => block)),
    ...firewalls.flatMap((firewall) => firewall.cuts),
  ]
  return atomsOf(
    PUBLIC_SPACE[4],
    cuts.filter(({ family }) => family === 4),
  )
}

function exitOf(networks: AzureNetworks, card: Card, to: Address): Exit {
  const route = routeFor(networks, card, to)
  if (route === null) return { connection: unread(card), through: null }
  const firewall = firewallBehind(networks, card, route)
  const { place } = firewall ?? { place: null }
  if (firewall === undefined || place === null)
    return { connection: leaving(route, hasAddress(networks, card), card), through: null }
  const next = routeFor(networks, place.card, to)
  const onward = next === null ? unread(place.card) : leaving(next, firewall.entrances.length > 0, place.card)
  return { connection: { is: 'open', id: route.id, detail: detailOf(route) }, through: { firewall, onward } }
}

const hasAddress = ({ facts }: AzureNetworks, { id }: Card): boolean =>
  textsOf(facts.node(id)?.props.publicIps).length > 0

/** https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access, https://learn.microsoft.com/azure/firewall/forced-tunneling */
function leaving(route: Route, hasOwnAddress: boolean, { subnet }: Card): Connection {
  const { id } = route
  const detail = detailOf(route)
  if (route.hop === 'internet')
    return hasOwnAddress
      ? { is: 'open', id, detail }
      : {
          is: 'unknown',
          id: subnet,
          detail: 'whether the subnet has a way out of its own was not looked into',
        }
  const isBeyond = route.hop === 'virtualappliance' || route.hop === 'virtualnetworkgateway'
  return { is: isBeyond ? 'unknown' : 'shut', id, detail }
}

const keyOf = ({ connection, through }: Exit): string =>
  [connection, through?.onward].map((one) => `${one?.is} ${one?.id} ${one?.detail}`).join(' ') +
  (through?.firewall.id ?? '')

function stepsOf(card: Card, { connection, through }: Exit): readonly Step<Ends>[] {
  if (through === null) return [connectionStage(connection)]
  const { firewall, onward } = through
  const peerOf = (to: Address): Ends => ({ own: endOf(to), other: ownEnd(card) })
  return [
    connectionStage(connection),
    firewallStage(firewall),
    { tiers: allTiers(firewall), peerOf },
    connectionStage(onward),
  ]
}
