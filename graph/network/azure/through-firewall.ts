import { MAYBE, NO, YES } from '../../access/tri.ts'
import { fateOf, type Tier } from '../first-match.ts'
import { EMPTY } from '../intervals.ts'
import { type Filter, judgeWay, type OrderedVerdict, type Step } from '../ordered-way.ts'
import { ALL_PORTS, type PortSet } from '../ports.ts'
import type { Stage } from '../stages.ts'
import { bestOf } from '../verdicts.ts'
import { type Connection, connectionStage, onwardFrom, type Place } from './connections.ts'
import { allTiers, applicationTiers, networkTiers, tiersFrom } from './firewall-tiers.ts'
import type { Firewall } from './firewalls.ts'
import { fromFirewall } from './from-firewall.ts'
import type { AzureNetworks, Ends } from './model.ts'
import { detailOf, routeFor } from './routes.ts'

interface Passage {
  readonly from: Place
  readonly to: Place
  /** What the security groups on both sides see where the sender keeps its address. */
  readonly out: readonly Filter<Ends>[]
  readonly into: readonly Filter<Ends>[]
  /** There and back. */
  readonly connection: Connection
}

/**
 * From one machine to another where routes lead through a firewall. Network rules decide before application rules, and
 * leave the sender's address to a private destination; application rules do not, so that answers come back whatever the
 * routes of the receiver say. Lists of malicious addresses and names are about the Internet, and the names that every
 * firewall lets through are of Azure's own services: neither says anything about machines.
 * https://learn.microsoft.com/azure/firewall/rule-processing, https://learn.microsoft.com/azure/firewall/snat-private-range
 */
export function throughFirewall(
  networks: AzureNetworks,
  firewall: Firewall,
  passage: Passage,
  wanted: PortSet,
): OrderedVerdict {
  const there = leadStage(networks, passage)
  const judge: Judge = (tiers, route, after) => judgeAt(firewall, passage, { tiers, route, after, wanted })
  const decided = judge(allTiers(firewall), there, [])
  if (decided.blockedBy !== null) return decided
  const anew = openedAnew(networks, firewall, passage, wanted)
  const inNewName = (tiers: Tiers): OrderedVerdict =>
    continued(judge(tiers, there, anew().steps), anew().second)
  const translates = firewall.translates(passage.to.address)
  const packets = [
    ...(translates === YES
      ? []
      : [judge(networkTiers(firewall), connectionStage(passage.connection), passage.into)]),
    ...(translates === NO ? [] : [inNewName(networkTiers(firewall))]),
  ]
  return bestOf(
    [
      ...(translates === MAYBE ? packets.map((verdict) => doubted(firewall, verdict)) : packets),
      ...(mayGoByName(firewall, peerOf(passage)) ? [inNewName(applicationTiers(firewall))] : []),
    ],
    passage.to.card.machine,
  )
}

type Tiers = readonly Tier<Ends>[]
type Judge = (tiers: Tiers, route: Stage, after: readonly Step<Ends>[]) => OrderedVerdict

const mayGoByName = ({ ruleSets }: Firewall, peer: Ends): boolean =>
  ruleSets.some(
    ({ applicationRules: rules }) => rules === null || rules.some((rule) => rule.matches(peer) !== NO),
  )

/** What follows where the firewall opens a connection of its own. */
function openedAnew(networks: AzureNetworks, firewall: Firewall, passage: Passage, wanted: PortSet) {
  let known: { readonly steps: readonly Stage[]; readonly second: OrderedVerdict } | undefined
  return () => {
    if (known !== undefined) return known
    const { card, address: to } = passage.to
    const second = fromFirewall(networks, firewall, { card, to }, wanted)
    known = { steps: [...answersStage(networks, firewall, passage), legStage(second)], second }
    return known
  }
}

interface AtFirewall {
  readonly tiers: Tiers
  readonly route: Stage
  readonly after: readonly Step<Ends>[]
  readonly wanted: PortSet
}

function judgeAt(
  firewall: Firewall,
  passage: Passage,
  { tiers, route, after, wanted }: AtFirewall,
): OrderedVerdict {
  const { from, out } = passage
  const peer = peerOf(passage)
  const verdict = judgeWay<Ends>({
    steps: [...out, route, firewallStage(firewall), { tiers, peerOf: () => peer }, ...after],
    atoms: [{ ...from.address, size: 1 }],
    wanted,
    enough: 1,
  })
  if (verdict.blockedBy !== null) return verdict
  return { ...verdict, rules: [...new Set([...deciding(tiers, peer, verdict.ports), ...verdict.rules])] }
}

const peerOf = ({ from, to }: Pick<Passage, 'from' | 'to'>): Ends => ({
  own: { address: to.address, groups: NONE, inside: true },
  other: { address: from.address, groups: NONE, inside: true },
})

const NONE: ReadonlySet<string> = new Set()

/** Rules of the firewall that let some of it through. */
function deciding(tiers: Tiers, peer: Ends, ports: PortSet): OrderedVerdict['rules'] {
  const rules = new Set<OrderedVerdict['rules'][number]>()
  for (const [protocol, set] of ports) fateOf(tiers, peer, protocol, set, (rule) => rules.add(rule))
  return [...rules]
}

/** What its rules say of it, wherever else it may be stopped. */
export const decisionOf = (
  firewall: Firewall,
  ends: Pick<Passage, 'from' | 'to'>,
  wanted: PortSet,
): OrderedVerdict =>
  judgeWay<Ends>({
    steps: [{ tiers: tiersFrom(firewall, ends.from.address), peerOf: () => peerOf(ends) }],
    atoms: [{ ...ends.from.address, size: 1 }],
    wanted,
    enough: 1,
  })

/** As far as the firewall. */
function leadStage(networks: AzureNetworks, { from, to }: Passage): Stage {
  const route = routeFor(networks, from.card, to.address)
  const id = route?.id ?? from.card.subnet
  return connectionStage({ is: 'open', id, detail: route === null ? '' : detailOf(route) })
}

export const firewallStage = ({ id }: Firewall): Stage => ({
  component: 'firewall',
  passes: () => ALL_PORTS,
  hop: () => ({ id, component: 'firewall', detail: 'routes lead through it' }),
  blocker: () => ({ id, reason: 'firewall', detail: '' }),
})

/** From the firewall back to the sender; told where it stops something. */
function answersStage(networks: AzureNetworks, { place }: Firewall, { from, to }: Passage): Stage[] {
  if (place === null) return []
  const back = onwardFrom(networks, place.card, from, to.card.network)
  return back.is === 'open' ? [] : [connectionStage(back)]
}

/** What becomes of connections that the firewall opens itself. */
function legStage(second: OrderedVerdict): Stage {
  const [condition] = second.conditions
  const nowhere = { id: '', component: 'route-table', detail: '' }
  return {
    component: 'route-table',
    passes: (protocol) => second.ports.get(protocol) ?? EMPTY,
    hop: () => second.hops[0] ?? nowhere,
    blocker: () => second.blockedBy ?? { ...nowhere, reason: 'route' },
    ...(condition !== undefined && second.blockedBy === null && { unknown: condition }),
  }
}

/** With all of what follows in place of its first hop. */
const continued = (first: OrderedVerdict, second: OrderedVerdict): OrderedVerdict =>
  first.blockedBy === null
    ? {
        ...first,
        hops: [...first.hops.slice(0, -1), ...second.hops],
        rules: [...first.rules, ...second.rules],
      }
    : first

const doubted = ({ id }: Firewall, verdict: OrderedVerdict): OrderedVerdict => ({
  ...verdict,
  conditions: [
    ...verdict.conditions,
    {
      key: `translation ${id}`,
      state: 'unknown',
      detail: 'whether the receiver sees the sender or the firewall is not known',
    },
  ],
})
