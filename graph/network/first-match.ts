import { NO, type Tri, YES } from '../access/tri.ts'
import type { Props } from '../snapshot/records.ts'
import type { Block } from './addresses.ts'
import { EMPTY, type IntervalSet, intersect, subtract, union } from './intervals.ts'
import type { PortSet } from './ports.ts'

/** A rule of a list in which the first that matches decides, as of Azure and Google Cloud; about some other end. */
export interface OrderedRule<Peer> {
  readonly id: string
  /** As people know it. */
  readonly name: string
  /** `next` leaves the decision to the next list; `inspect` lets through what an inspection finds no fault with. */
  readonly action: 'allow' | 'deny' | 'next' | 'inspect'
  /** Destination ports that it is about, of one protocol. */
  portsOf(protocol: string): IntervalSet
  matches(peer: Peer): Tri
  /** Addresses at whose ends what it says of a peer may change. */
  readonly blocks: readonly Block[]
  /** The one thing to edit to be rid of it; null for a rule that is always there. */
  readonly source: { readonly node: string; readonly type: string; readonly edit: Props | null }
}

/** One list: those of several tiers are asked one after the other. */
export interface Tier<Peer> {
  readonly id: string
  /** firewall-policy | firewall-rules | security-group | … */
  readonly component: string
  readonly rules: readonly OrderedRule<Peer>[]
  /** What becomes of a packet that no rule decides. */
  readonly otherwise: 'next' | 'allow' | 'deny'
  /** Its rules were not collected, or not whether it is there: it is taken to leave everything to the next. */
  readonly unread?: string
}

/** Ports that may be let through, and ports that may be refused; both where a rule's match is not known. */
export interface Fate {
  readonly open: IntervalSet
  readonly shut: IntervalSet
}

export const surely = ({ open, shut }: Fate): IntervalSet => subtract(open, shut)

type Told<Peer> = (rule: OrderedRule<Peer>, ports: IntervalSet) => void

/**
 * What tiers make of packets from or to one peer, for all ports at once: each rule takes the ports that no rule before
 * it decided, so that the intervals of all rules are disjoint. `told` hears which rules let what through.
 */
export function fateOf<Peer>(
  tiers: readonly Tier<Peer>[],
  peer: Peer,
  protocol: string,
  wanted: IntervalSet,
  told?: Told<Peer>,
): Fate {
  let open = EMPTY
  let shut = EMPTY
  let left = wanted
  for (const tier of tiers) {
    if (left.length === 0) break
    const found = throughTier(tier, peer, protocol, left, told)
    open = union(open, found.open)
    shut = union(shut, found.shut)
    left = found.next
  }
  return { open, shut: union(shut, left) }
}

function throughTier<Peer>(
  tier: Tier<Peer>,
  peer: Peer,
  protocol: string,
  wanted: IntervalSet,
  told?: Told<Peer>,
): Fate & { readonly next: IntervalSet } {
  let open = EMPTY
  let shut = EMPTY
  let next = EMPTY
  let left = wanted
  for (const rule of tier.rules) {
    if (left.length === 0) break
    const ports = intersect(left, rule.portsOf(protocol))
    const matches = ports.length === 0 ? NO : rule.matches(peer)
    if (matches === NO) continue
    if (rule.action === 'allow' || rule.action === 'inspect') {
      open = union(open, ports)
      told?.(rule, ports)
    }
    if (rule.action === 'deny' || rule.action === 'inspect') shut = union(shut, ports)
    if (rule.action === 'next') next = union(next, ports)
    if (matches === YES) left = subtract(left, ports)
  }
  if (tier.otherwise === 'allow') return { open: union(open, left), shut, next }
  if (tier.otherwise === 'deny') return { open, shut: union(shut, left), next }
  return { open, shut, next: union(next, left) }
}

/** What is not known of the way of a packet, for the conditions of an edge. */
export interface Doubt {
  readonly id: string
  readonly detail: string
}

/** The way of one packet to the rule that decides. */
export interface Walk<Peer> {
  /** null: no rule, but what the tier does otherwise. */
  readonly rule: OrderedRule<Peer> | null
  /** null: no tier decides. */
  readonly tier: Tier<Peer> | null
  readonly allowed: boolean
  readonly doubts: readonly Doubt[]
}

/** Follows one packet. Where a match is not known both ways are tried, and one that ends as `hoped` is preferred. */
export function walk<Peer>(
  tiers: readonly Tier<Peer>[],
  peer: Peer,
  packet: { readonly protocol: string; readonly port: number },
  hoped: boolean,
): Walk<Peer> {
  const at: IntervalSet = [[packet.port, packet.port]]
  const seen = new Set<string>()
  const from = (tierAt: number, ruleAt: number, doubts: readonly Doubt[]): Walk<Peer> | null => {
    const key = `${tierAt} ${ruleAt}`
    if (seen.has(key)) return null
    seen.add(key)
    const tier = tiers[tierAt]
    if (tier === undefined) return { rule: null, tier: null, allowed: false, doubts }
    const rule = tier.rules[ruleAt]
    if (rule === undefined) {
      if (tier.otherwise === 'next') return from(tierAt + 1, 0, doubts)
      return { rule: null, tier, allowed: tier.otherwise === 'allow', doubts }
    }
    const concerned = intersect(rule.portsOf(packet.protocol), at).length > 0
    const matches = concerned ? rule.matches(peer) : NO
    if (matches === NO) return from(tierAt, ruleAt + 1, doubts)
    const told = matches === YES ? doubts : [...doubts, doubtOf(rule)]
    const taken = decidedBy(rule, tier, told) ?? from(tierAt + 1, 0, told)
    if (matches === YES || taken?.allowed === hoped) return taken
    const other = from(tierAt, ruleAt + 1, told)
    return other?.allowed === hoped ? other : (taken ?? other)
  }
  return from(0, 0, []) ?? { rule: null, tier: null, allowed: false, doubts: [] }
}

const doubtOf = <Peer>({ id, name }: OrderedRule<Peer>): Doubt => ({
  id,
  detail: `whether ${name} is about it is not known`,
})

/** null: the next tier is asked. */
function decidedBy<Peer>(
  rule: OrderedRule<Peer>,
  tier: Tier<Peer>,
  doubts: readonly Doubt[],
): Walk<Peer> | null {
  if (rule.action === 'next') return null
  const inspected =
    rule.action === 'inspect' ? [{ id: rule.id, detail: `${rule.name} has it inspected` }] : []
  return { rule, tier, allowed: rule.action !== 'deny', doubts: [...doubts, ...inspected] }
}

/** Ports of all protocols that surely get through. */
export function portsThrough<Peer>(tiers: readonly Tier<Peer>[], peer: Peer, wanted: PortSet): PortSet {
  const result = new Map<string, IntervalSet>()
  for (const [protocol, set] of wanted) {
    const passed = surely(fateOf(tiers, peer, protocol, set))
    if (passed.length > 0) result.set(protocol, passed)
  }
  return result
}
