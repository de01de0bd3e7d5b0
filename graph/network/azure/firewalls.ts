import { MAYBE, NO, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { type Address, type Block, parseAddresses, parseBlocks } from '../addresses.ts'
import { textsOf } from '../network.ts'
import { applicationRulesOf, type FilterRule, networkRulesOf } from './firewall-filters.ts'
import { isIn, PRIVATE_RANGES } from './firewall-ranges.ts'
import type { AzureNetworks, Card } from './model.ts'
import { type NatRule, natRulesOf } from './nat-rules.ts'
import { type Sender, senderIn } from './senders.ts'

/** Of a firewall, the rules of one policy in their order. */
export interface RuleSet {
  readonly node: string
  /** null: not read, so that any rule may be in it. */
  readonly rules: readonly NatRule[] | null
  readonly networkRules: readonly FilterRule[] | null
  readonly applicationRules: readonly FilterRule[] | null
}

export interface Firewall {
  readonly id: string
  /** Public addresses; `address` is null where it was not read. */
  readonly entrances: readonly { readonly id: string; readonly address: string | null }[]
  /** That routes send packets to; null where it was not read, or it is switched off and has none. */
  readonly address: Address | null
  /** Whether a receiver there sees the firewall's address, where a network rule lets packets through. */
  translates(to: Address): Tri
  /** Addresses at whose ends what it does with packets may change. */
  readonly cuts: readonly Block[]
  /** In the order in which they are tried. */
  readonly ruleSets: readonly RuleSet[]
  /** Where it sends from, as if it were a machine; null when its network was not read, as of one in a virtual hub. */
  readonly place: Sender | null
}

const known = new WeakMap<FactIndex, readonly Firewall[]>()

/** Those that were read, whoever asks: every pair of machines may. */
export function firewallsIn(facts: FactIndex): readonly Firewall[] {
  const found = known.get(facts) ?? facts.ofKind('AzureFirewall').flatMap((node) => firewallOf(facts, node))
  known.set(facts, found)
  return found
}

function firewallOf(facts: FactIndex, node: NodeRecord): Firewall[] {
  if (node.props.stub === true) return []
  const ruleSets = ruleSetsOf(facts, node)
  const policies = ruleSets.map((set) => facts.node(set.node)?.props ?? {})
  const filters = ruleSets.flatMap((set) => [...(set.networkRules ?? []), ...(set.applicationRules ?? [])])
  return [
    {
      id: node.id,
      entrances: [
        ...textsOf(node.props.publicIps).map((id) => ({ id, address: addressOf(facts.node(id)) })),
        ...textsOf(node.props.hubAddresses).map((address) => ({ id: node.id, address })),
      ],
      address: parseAddresses(textsOf([node.props.privateAddress ?? '']))[0] ?? null,
      translates: translatesOf(policies),
      cuts: [
        ...filters.flatMap(({ blocks }) => blocks),
        ...policies.flatMap(({ privateRanges }) => parseBlocks(textsOf(privateRanges))),
        ...PRIVATE_RANGES,
      ],
      ruleSets,
      // Its subnet takes no security group: https://learn.microsoft.com/azure/firewall/firewall-faq
      place: senderIn(facts, node, null),
    },
  ]
}

/**
 * What a policy is silent about its parent may say; routes that are learned are not read.
 * https://learn.microsoft.com/azure/firewall/snat-private-range
 */
function translatesOf(policies: readonly Props[]): Firewall['translates'] {
  const isTold = ({ privateRanges }: Props): boolean => Array.isArray(privateRanges)
  const own = policies.at(-1) ?? {}
  if (!isTold(own) && policies.some(isTold)) return () => MAYBE
  const given = isTold(own) ? textsOf(own.privateRanges) : [IANA]
  const kept = [...parseBlocks(given), ...(given.includes(IANA) ? PRIVATE_RANGES : [])]
  return (to) => (isIn(kept, to) ? NO : own.learnsPrivateRanges === true ? MAYBE : YES)
}

/** A word for the ranges that are private. */
const IANA = 'IANAPrivateRanges'

/** One that has no address yet takes nothing in. */
function addressOf(node: NodeRecord | undefined): string | null {
  if (node === undefined || node.props.stub === true) return null
  return typeof node.props.address === 'string' ? node.props.address : ''
}

/**
 * Rules of a parent policy go before those of the policy itself.
 * https://learn.microsoft.com/azure/firewall/rule-processing#rule-processing-using-firewall-policy
 */
function ruleSetsOf(facts: FactIndex, node: NodeRecord): readonly RuleSet[] {
  const sets: RuleSet[] = []
  const seen = new Set<string>()
  let id = typeof node.props.policy === 'string' ? node.props.policy : null
  if (id === null) return [ruleSetOf(facts, node.id)]
  while (id !== null && !seen.has(id)) {
    seen.add(id)
    sets.unshift(ruleSetOf(facts, id))
    const policy = facts.node(id)
    id = typeof policy?.props.basePolicy === 'string' ? policy.props.basePolicy : null
  }
  return sets
}

function ruleSetOf(facts: FactIndex, id: string): RuleSet {
  const node = facts.node(id)
  if (node === undefined) return { node: id, rules: null, networkRules: null, applicationRules: null }
  return {
    node: id,
    rules: natRulesOf(facts, node),
    networkRules: networkRulesOf(facts, node),
    applicationRules: applicationRulesOf(facts, node),
  }
}

/** Whether a firewall may send to an interface; true where it is not known. */
export const mayReach = (
  { peersOf }: AzureNetworks,
  { place }: Pick<Firewall, 'place'>,
  card: Card,
): boolean =>
  place === null || card.network === place.card.network || peersOf(place.card.network).has(card.network)
