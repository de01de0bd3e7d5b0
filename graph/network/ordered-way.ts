import { NO } from '../access/tri.ts'
import type { AttackEdge, Condition, Provenance } from '../attack.ts'
import { FOOTHOLD, UNKNOWN_CONDITION } from '../likelihood.ts'
import type { Address, Atom } from './addresses.ts'
import { fateOf, type OrderedRule, surely, type Tier, walk } from './first-match.ts'
import { footholdThrough } from './foothold.ts'
import { type IntervalSet, intersect } from './intervals.ts'
import { ALL_PORTS, formatPorts, hasPorts, NO_PORTS, type PortSet } from './ports.ts'
import {
  type Blocker,
  type Hop,
  judgeStages,
  type Packet,
  type Stage,
  type Survivors,
  unknownOf,
} from './stages.ts'

/** Lists of rules on a packet's way, and what they see of it. */
export interface Filter<Peer> {
  readonly tiers: readonly Tier<Peer>[]
  peerOf(source: Address): Peer
}

export type Step<Peer> = Filter<Peer> | Stage

/** A way from some addresses to one interface. */
export interface Way<Peer> {
  /** In the order in which packets meet them. */
  readonly steps: readonly Step<Peer>[]
  readonly atoms: readonly Atom[]
  readonly wanted: PortSet
  /** How many addresses have to get through for a port to count. */
  readonly enough: number
}

export interface OrderedVerdict {
  readonly ports: PortSet
  readonly hops: readonly Hop[]
  readonly blockedBy: Blocker | null
  readonly conditions: readonly Condition[]
  /** Of the last list of rules: those that let some of it in. */
  readonly rules: readonly Pick<OrderedRule<never>, 'id' | 'name' | 'source'>[]
  /** How far it got; tells which of two refusals says more. */
  readonly depth: number
}

export const stopped = (
  blockedBy: Blocker,
  depth: number,
  conditions: readonly Condition[] = [],
): OrderedVerdict => ({
  ports: NO_PORTS,
  hops: [],
  blockedBy,
  conditions,
  rules: [],
  depth,
})

/** What surely gets through; where nothing does, what may, with what is not known as conditions. */
export function judgeWay<Peer>(way: Way<Peer>): OrderedVerdict {
  const { steps, atoms, wanted, enough } = way
  const possible = steps.map((step) => stageOf(step, false, wanted))
  const maybe = judgeStages(possible, atoms, wanted, enough)
  const { packet } = maybe
  if (packet === null) {
    const by = maybe.stopped?.stage.blocker(maybe.stopped.packet)
    const nothing = { id: '', reason: 'no-port', detail: 'no port is asked about' }
    return stopped(by ?? nothing, maybe.depth, unknownOf(possible))
  }
  const sure = steps.map((step) => stageOf(step, true, wanted))
  const found = judgeStages(sure, atoms, wanted, enough)
  if (found.packet !== null) return opened(way, sure, found, found.packet, [])
  const doubts = steps
    .filter(isFilter)
    .flatMap(({ tiers, peerOf }) => walk(tiers, peerOf(packet.source), packet, true).doubts)
  const conditions = doubts.map(
    ({ id, detail }) => ({ key: `rule ${id}`, state: 'unknown', detail }) as const,
  )
  return opened(way, possible, maybe, packet, conditions)
}

function opened<Peer>(
  { steps }: Way<Peer>,
  stages: readonly Stage[],
  found: Survivors,
  packet: Packet,
  doubts: readonly Condition[],
): OrderedVerdict {
  const last = steps.filter(isFilter).at(-1)
  return {
    ports: found.ports,
    hops: stages.map((stage) => stage.hop(packet)),
    blockedBy: null,
    conditions: [...unknownOf(stages), ...doubts],
    rules: last === undefined ? [] : admitting(last, found),
    depth: stages.length,
  }
}

/** Rules that let some address in on some port that survived. */
function admitting<Peer>({ tiers, peerOf }: Filter<Peer>, { flows, ports }: Survivors): OrderedRule<Peer>[] {
  const rules = new Set<OrderedRule<Peer>>()
  for (const { atom, ports: own } of flows) {
    for (const [protocol, set] of own) {
      const survived = intersect(set, ports.get(protocol) ?? [])
      fateOf(tiers, peerOf(atom), protocol, survived, (rule) => rules.add(rule))
    }
  }
  return [...rules]
}

const isFilter = <Peer>(step: Step<Peer>): step is Filter<Peer> => 'tiers' in step

const service = ({ protocol, port }: Pick<Packet, 'protocol' | 'port'>): string =>
  hasPorts(protocol) ? `${protocol}/${port}` : protocol

function stageOf<Peer>(step: Step<Peer>, sure: boolean, wanted: PortSet): Stage {
  if (!isFilter(step)) return step
  const { tiers, peerOf } = step
  const known = new Map<string, IntervalSet>()
  const unread = tiers.filter((tier) => tier.unread !== undefined)
  return {
    component: 'firewall',
    passes(protocol, source) {
      const key = `${protocol} ${source.value}`
      const passed = known.get(key) ?? read(fateOf(tiers, peerOf(source), protocol, ALL_PORTS), sure)
      known.set(key, passed)
      return passed
    },
    hop: (packet) => {
      const { rule, tier } = walk(tiers, peerOf(packet.source), packet, true)
      const what = rule === null ? 'no rule is against' : `${rule.name} allows`
      return {
        id: nodeOf(rule, tier),
        component: tier?.component ?? 'firewall',
        detail: `${what} ${service(packet)}`,
      }
    },
    blocker: (packet) => {
      const peer = peerOf(packet.source)
      const at = allowedSomewhere(tiers, peer, wanted)
      const { rule, tier } = walk(tiers, peer, at ?? packet, false)
      const what = at === null ? packet.traffic : service(at)
      const detail = rule === null ? `no rule allows ${what}` : `${rule.name} denies ${what}`
      return { id: nodeOf(rule, tier), reason: tier?.component ?? 'firewall', detail }
    },
    ...(unread.length > 0 && {
      unknown: {
        key: `rules ${unread.map(({ id }) => id).join(' ')}`,
        state: 'unknown' as const,
        detail: unread.map((tier) => tier.unread).join('; '),
      },
    }),
  }
}

/** What a rule is there to allow: whatever stops that is to blame. */
function allowedSomewhere<Peer>(tiers: readonly Tier<Peer>[], peer: Peer, wanted: PortSet) {
  const allowing = tiers.flatMap(({ rules }) => rules.filter(({ action }) => action === 'allow'))
  for (const rule of allowing) {
    if (rule.matches(peer) === NO) continue
    for (const [protocol, set] of wanted) {
      const port = intersect(rule.portsOf(protocol), set)[0]?.[0]
      if (port !== undefined) return { protocol, port }
    }
  }
  return null
}

const read = (fate: ReturnType<typeof fateOf>, sure: boolean): IntervalSet =>
  sure ? surely(fate) : fate.open

const nodeOf = <Peer>(rule: OrderedRule<Peer> | null, tier: Tier<Peer> | null): string =>
  rule?.source.node ?? tier?.id ?? ''

/** Evidence names so many rules. */
const MOST_RULES = 20

/** The edge of a verdict that lets something through. */
export function wayEdge(from: string, to: string, verdict: OrderedVerdict, inside: boolean): AttackEdge {
  const first = verdict.rules.find(({ source }) => source.edit !== null)
  const foothold = footholdThrough(verdict.ports)
  const hops = verdict.hops.map((hop) => ({ ...hop }))
  return {
    from,
    kind: 'CAN_REACH',
    to,
    technique: null,
    attack: inside ? ['T1021', 'T1210'] : ['T1190', 'T1133'],
    likelihood:
      (inside ? Math.min(FOOTHOLD.lateral, foothold) : foothold) *
      UNKNOWN_CONDITION ** verdict.conditions.length,
    conditions: verdict.conditions,
    evidence: [
      ...verdict.rules.slice(0, MOST_RULES).map(({ id, name, source }) => ({
        type: source.type,
        id,
        detail: `${name} allows it`,
      })),
      ...hops.map(({ id, component, detail }) => ({ type: component, id, detail })),
    ],
    provenance: provenanceOf(first),
    extra: { ports: formatPorts(verdict.ports), hops },
  }
}

const provenanceOf = (rule: OrderedVerdict['rules'][number] | undefined): Provenance | null =>
  rule?.source.edit == null ? null : { id: rule.id, type: rule.source.type, edit: rule.source.edit }
