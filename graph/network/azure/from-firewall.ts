import { type Address, atomsOf } from '../addresses.ts'
import { EMPTY } from '../intervals.ts'
import { type Filter, judgeWay, type OrderedVerdict, stopped } from '../ordered-way.ts'
import type { PortSet } from '../ports.ts'
import type { Stage } from '../stages.ts'
import { type Connection, type Course, connectionOf, connectionStage, type Place } from './connections.ts'
import type { Firewall } from './firewalls.ts'
import { filtersOn, ownEnd } from './machine-filters.ts'
import type { AzureNetworks, Card, End, Ends } from './model.ts'

interface Target {
  readonly card: Card
  /** Address that packets are for. */
  readonly to: Address | null
}

/**
 * From a firewall, or a gateway that opens connections itself, to a machine and back. The machine sees an address of its
 * subnet, not the stranger's; which of them is not known, so what lets in only some is a condition.
 * https://techcommunity.microsoft.com/blog/azurenetworksecurityblog/azure-firewall-nat-behaviors/3825834
 */
export function fromFirewall(
  networks: AzureNetworks,
  { id, place }: Pick<Firewall, 'id' | 'place'>,
  { card, to }: Target,
  wanted: PortSet,
): OrderedVerdict {
  if (place === null) {
    const detail = 'the network that it sends from was not read'
    return stopped({ id, reason: 'not-collected', detail }, 0, [
      { key: `network ${id}`, state: 'unknown', detail },
    ])
  }
  const own: End = { ...ownEnd(card), address: to }
  const other = (address: Address): End => ({ address, groups: new Set(), inside: true })
  const out = filtersOut(networks, place.card, own)
  const into = filtersOn(networks, card, 'inbound', own, other)
  const routes = networks.routesOf(card.subnet) ?? []
  const atoms = atomsOf(
    place.prefixes,
    [
      ...[...out, ...into].flatMap(({ tiers }) =>
        tiers.flatMap(({ rules }) => rules.flatMap(({ blocks }) => blocks)),
      ),
      ...routes.map(({ block }) => block),
    ].filter(({ family }) => family === 4),
  )
  const all = atoms.reduce((sum, { size }) => sum + size, 0)
  const target = { card, address: to ?? atoms[0] }
  const steps = [...out, connection(networks, place.card, target, atoms), ...into]
  const judge = (enough: number) => judgeWay<Ends>({ steps, atoms, wanted, enough })
  const whole = judge(all)
  if (whole.blockedBy === null) return whole
  const some = judge(1)
  if (some.blockedBy !== null) return some
  const detail = 'which address of its subnet it sends from is not known'
  return { ...some, conditions: [...some.conditions, { key: `source ${id}`, state: 'unknown', detail }] }
}

/** Groups where it sends from, which see whichever address it has. */
const filtersOut = (networks: AzureNetworks, card: Card, to: End): Filter<Ends>[] =>
  filtersOn(networks, card, 'outbound', to, () => to).map(({ tiers }) => ({
    tiers,
    peerOf: (address) => ({ own: { address, groups: new Set(), inside: true }, other: to }),
  }))

const direct = (course: Course): Connection =>
  course.firewall === null || course.is === 'shut'
    ? course
    : { ...course, is: 'unknown', detail: 'what a second firewall makes of it is not looked into' }

/** One answer for each address that the firewall may send from. */
function connection(
  networks: AzureNetworks,
  card: Card,
  to: { readonly card: Card; readonly address: Address | undefined },
  atoms: readonly Address[],
): Stage {
  const { address } = to
  const end: Place = { card: to.card, address: address ?? { family: 4, value: 0n } }
  const found = new Map(
    atoms.map((from) => [
      from.value,
      connectionStage(direct(connectionOf(networks, { card, address: from }, end))),
    ]),
  )
  const [first] = found.values()
  const at = (source: Address): Stage | undefined => found.get(source.value) ?? first
  const unknown = [...found.values()].find((stage) => stage.unknown !== undefined)?.unknown
  const nowhere = { id: card.id, component: 'route-table', detail: '' }
  return {
    component: 'route-table',
    passes: (protocol, source) => at(source)?.passes(protocol, source) ?? EMPTY,
    hop: (packet) => at(packet.source)?.hop(packet) ?? nowhere,
    blocker: (packet) => at(packet.source)?.blocker(packet) ?? { ...nowhere, reason: 'route' },
    ...(unknown !== undefined && { unknown }),
  }
}
