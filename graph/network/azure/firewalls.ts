import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Block, parseBlocks } from '../addresses.ts'
import { textsOf } from '../network.ts'
import type { AzureNetworks, Card } from './model.ts'
import { type NatRule, natRulesOf } from './nat-rules.ts'
import { networkOf } from './networks.ts'

/** Of a firewall, the rules of one policy in their order. */
export interface RuleSet {
  readonly node: string
  /** null: not read, so that any rule may be in it. */
  readonly rules: readonly NatRule[] | null
}

export interface Firewall {
  readonly id: string
  /** Public addresses; `address` is null where it was not read. */
  readonly entrances: readonly { readonly id: string; readonly address: string | null }[]
  /** In the order in which they are tried. */
  readonly ruleSets: readonly RuleSet[]
  /** Where it sends from, as if it were a machine; null when its network was not read, as of one in a virtual hub. */
  readonly place: { readonly card: Card; readonly prefixes: readonly Block[] } | null
}

export const firewallsIn = (facts: FactIndex): readonly Firewall[] =>
  facts
    .ofKind('AzureFirewall')
    .filter(({ props }) => props.stub !== true)
    .map((node) => ({
      id: node.id,
      entrances: [
        ...textsOf(node.props.publicIps).map((id) => ({ id, address: addressOf(facts.node(id)) })),
        ...textsOf(node.props.hubAddresses).map((address) => ({ id: node.id, address })),
      ],
      ruleSets: ruleSetsOf(facts, node),
      place: placeOf(facts, node),
    }))

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
  if (id === null) return [{ node: node.id, rules: natRulesOf(facts, node) }]
  while (id !== null && !seen.has(id)) {
    seen.add(id)
    const policy = facts.node(id)
    sets.unshift({ node: id, rules: policy === undefined ? null : natRulesOf(facts, policy) })
    id = typeof policy?.props.basePolicy === 'string' ? policy.props.basePolicy : null
  }
  return sets
}

/** Its subnet takes no security group: https://learn.microsoft.com/azure/firewall/firewall-faq */
function placeOf(facts: FactIndex, { id, props }: NodeRecord): Firewall['place'] {
  const subnet = typeof props.subnet === 'string' ? facts.node(props.subnet) : undefined
  const prefixes = parseBlocks(textsOf(subnet?.props.addressPrefixes)).filter(({ family }) => family === 4)
  const [first] = prefixes
  if (subnet === undefined || first === undefined) return null
  const card: Card = {
    id,
    machine: id,
    subnet: subnet.id,
    network: networkOf(facts, subnet.id),
    addresses: [{ family: 4, value: first.first }],
    groups: new Set(),
    guards: [null, null],
    known: true,
    silent: null,
  }
  return { card, prefixes }
}

/** Whether a firewall may send to an interface; true where it is not known. */
export const mayReach = (
  { peersOf }: AzureNetworks,
  { place }: Pick<Firewall, 'place'>,
  card: Card,
): boolean =>
  place === null || card.network === place.card.network || peersOf(place.card.network).has(card.network)
