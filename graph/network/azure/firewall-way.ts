import { MAYBE } from '../../access/tri.ts'
import { type Address, atomsOf } from '../addresses.ts'
import type { OrderedRule, Tier } from '../first-match.ts'
import type { Outside } from '../internet.ts'
import { type Filter, judgeWay, type OrderedVerdict, stopped } from '../ordered-way.ts'
import { ALL_PORTS, formatPorts, intersectPorts, type PortSet } from '../ports.ts'
import { type Firewall, firewallsIn, mayReach } from './firewalls.ts'
import { fromFirewall } from './from-firewall.ts'
import { type InsideEntrance, insideEntrancesOf } from './inside-entrances.ts'
import type { AzureNetworks, Card } from './model.ts'
import type { NatRule } from './nat-rules.ts'
import { wayOut } from './routes.ts'
import { throughRelay } from './through-relay.ts'

/** A public address, and a rule about what comes there. */
interface Opening {
  readonly firewall: Firewall
  readonly entrance: Firewall['entrances'][number]
  readonly rule: NatRule
}
/** One that sends to an interface. */
interface Translation extends Opening {
  readonly inside: InsideEntrance
}
type AtRules = (opening: Opening) => OrderedVerdict

/**
 * Gives the ways in to an interface through Azure Firewalls. A rule that translates a destination lets through what it
 * translates, and no network or application rule is asked; the list of known malicious addresses and the signatures of
 * an intrusion, which may be kept out, are far from the whole Internet.
 * https://learn.microsoft.com/azure/firewall/rule-processing#inbound-connectivity
 */
export function waysThroughFirewalls(
  networks: AzureNetworks,
  outside: Outside,
  wanted: PortSet,
): (card: Card) => readonly OrderedVerdict[] {
  const firewalls = firewallsIn(networks.facts)
  const denied = accountsWithUnreadFirewalls(networks)
  const known = new Map<string, OrderedVerdict>()
  const atRules: AtRules = (way) => {
    const key = `${way.firewall.id} ${way.entrance.id} ${way.entrance.address} ${way.rule.id}`
    const verdict = known.get(key) ?? throughRules(networks, way, outside)
    known.set(key, verdict)
    return verdict
  }
  return (card) => {
    const account = String(networks.facts.node(card.machine)?.props.account)
    const entrances = firewalls.length === 0 ? [] : insideEntrancesOf(networks, card)
    const ends = [card, ...entrances.flatMap(({ relay }) => relay?.place?.card ?? [])]
    const reaching = firewalls.filter((firewall) => ends.some((end) => mayReach(networks, firewall, end)))
    const translations = reaching.flatMap((firewall) => translationsTo(firewall, entrances))
    return [
      ...translations.map((way) => judge(networks, way, card, atRules(way), wanted)),
      ...reaching.flatMap((firewall) => unknownRules(firewall, atRules)),
      ...(denied.has(account) ? [unknown(account, 'the firewalls of its subscription were not read')] : []),
    ]
  }
}

/** Where a list was asked for and refused; one that an export leaves out is told in the coverage alone. */
const accountsWithUnreadFirewalls = ({ facts }: AzureNetworks): ReadonlySet<string> =>
  new Set(
    facts.snapshot.coverage
      .filter(({ provider, missing }) => provider === 'azure' && missing.some(isRefusal))
      .map(({ account }) => account),
  )

const isRefusal = ({ call, state }: { readonly call: string; readonly state: string }): boolean =>
  call === 'network firewalls' && state !== 'UNSUPPORTED'

function translationsTo(firewall: Firewall, entrances: readonly InsideEntrance[]): Translation[] {
  const rules = firewall.ruleSets.flatMap((set) => set.rules ?? [])
  return entrances.flatMap((inside) =>
    rules
      .filter(({ to }) => to?.value === inside.address)
      .flatMap((rule) => openingsOf(firewall, rule).map((opening) => ({ ...opening, inside }))),
  )
}

const openingsOf = (firewall: Firewall, rule: NatRule): Opening[] =>
  firewall.entrances
    .filter((entrance) => isAbout(rule, entrance))
    .map((entrance) => ({ firewall, entrance, rule }))

/** An address that was not read may be the one that a rule names. */
const isAbout = ({ destinations }: NatRule, { address }: Opening['entrance']): boolean =>
  address === null || destinations.includes(address) || destinations.includes('*')

function judge(
  networks: AzureNetworks,
  way: Translation,
  card: Card,
  first: OrderedVerdict,
  wanted: PortSet,
): OrderedVerdict {
  const { firewall, entrance, rule, inside } = way
  if (first.blockedBy !== null) return { ...first, depth: first.depth + 1 }
  const met = translated(first.ports, rule)
  const ports = intersectPorts(inside.at(met), wanted)
  if (ports.size === 0) {
    const detail = `${rule.name} leads to no port that is asked about`
    return stopped({ id: rule.node, reason: 'nat-rules', detail }, first.depth + 1)
  }
  const second =
    inside.relay === undefined
      ? fromFirewall(networks, firewall, { card, to: rule.to }, ports)
      : throughRelay(networks, firewall, inside.relay, card)
  const to = formatPorts(met).join(', ')
  return {
    ...second,
    hops: [
      { id: entrance.id, component: 'public-address', detail: entrance.address ?? '' },
      { id: firewall.id, component: 'firewall', detail: `translates to ${rule.target}, ${to}` },
      ...first.hops,
      ...inside.hops,
      ...second.hops,
    ],
    conditions: [...unreadAddress(entrance), ...first.conditions, ...second.conditions],
    // To take the rule away closes this way alone.
    rules: second.blockedBy === null ? [...first.rules, ...second.rules] : [],
    depth: first.depth + second.depth + 1,
  }
}

const unreadAddress = ({ id, address }: Opening['entrance']) =>
  address === null
    ? [{ key: `address ${id}`, state: 'unknown' as const, detail: 'the public address was not read' }]
    : []

const translated = (ports: PortSet, { toPorts }: NatRule): PortSet =>
  toPorts === null ? ports : new Map([...ports.keys()].map((protocol) => [protocol, toPorts] as const))

/** The first rule that matches decides; answers to strangers leave the firewall's subnet by the Internet. */
function throughRules(networks: AzureNetworks, opening: Opening, outside: Outside): OrderedVerdict {
  const { firewall, rule } = opening
  const tier = tierOf(opening)
  const filter: Filter<Address> = { tiers: [tier], peerOf: (source) => source }
  const back = firewall.place === null ? [] : [wayOut(networks, firewall.place.card)]
  const routes = firewall.place === null ? [] : (networks.routesOf(firewall.place.card.subnet) ?? [])
  const cuts = [...tier.rules.flatMap(({ blocks }) => blocks), ...routes.map(({ block }) => block)]
  const own = ['tcp', 'udp'].flatMap((protocol) => {
    const ports = rule.portsOf(protocol)
    return ports.length === 0 ? [] : [[protocol, ports] as const]
  })
  return judgeWay<Address>({
    // Last, so that the rule that lets it in is the one that the verdict names.
    steps: [...back, filter],
    atoms: atomsOf(
      outside.blocks.filter(({ family }) => family === 4),
      cuts.filter(({ family }) => family === 4),
    ),
    wanted: new Map(own),
    enough: outside.enough[4],
  })
}

/** Every rule for the address up to the one in question; those before it send elsewhere. */
function tierOf({ firewall, entrance, rule }: Opening): Tier<Address> {
  const rules: OrderedRule<Address>[] = []
  for (const set of firewall.ruleSets) {
    if (set.rules === null) rules.push(unreadRule(set.node))
    for (const one of set.rules ?? []) {
      if (isAbout(one, entrance)) rules.push(orderedRule(one, one === rule))
      if (one === rule) return { id: rule.node, component: 'nat-rules', rules, otherwise: 'deny' }
    }
  }
  return { id: rule.node, component: 'nat-rules', rules, otherwise: 'deny' }
}

const orderedRule = (rule: NatRule, isMeant: boolean): OrderedRule<Address> => ({
  id: rule.id,
  name: isMeant ? rule.name : `${rule.name}, which translates to ${rule.target},`,
  action: isMeant ? 'allow' : 'deny',
  portsOf: rule.portsOf,
  matches: rule.matches,
  blocks: rule.blocks,
  source: {
    node: rule.node,
    type: 'nat-rule',
    edit: { change: 'remove-rule', group: rule.node, rule: { id: rule.id } },
  },
})

const unreadRule = (policy: string): OrderedRule<Address> => ({
  id: policy,
  name: 'a rule of the policy, which was not read,',
  action: 'deny',
  portsOf: () => ALL_PORTS,
  matches: () => MAYBE,
  blocks: [],
  source: { node: policy, type: 'nat-rule', edit: null },
})

/** Rules that were not read, or that lead to a name, may lead anywhere that the firewall reaches. */
function unknownRules(firewall: Firewall, atRules: AtRules): OrderedVerdict[] {
  if (firewall.entrances.length === 0) return []
  const unread = firewall.ruleSets
    .filter(({ rules }) => rules === null)
    .map(({ node }) => unknown(node, 'the rules of the firewall that lead inside were not read'))
  const named = firewall.ruleSets
    .flatMap(({ rules }) => rules ?? [])
    .filter((rule) => rule.to === null && openingsOf(firewall, rule).some((one) => letsIn(atRules(one))))
    .map(({ id, name, target }) =>
      unknown(id, `which machine ${target} is, where ${name} leads, is not known`),
    )
  return [...unread, ...named]
}

const letsIn = ({ blockedBy }: OrderedVerdict): boolean => blockedBy === null

const unknown = (id: string, detail: string): OrderedVerdict =>
  stopped({ id, reason: 'not-collected', detail }, -1, [{ key: `firewall ${id}`, state: 'unknown', detail }])
