import { and, MAYBE, NO } from '../../access/tri.ts'
import type { OrderedRule, Tier } from '../first-match.ts'
import type { Card, Direction, GcpNetworks, Peer, Policy, TargetedRule } from './model.ts'

/**
 * The lists of rules for an interface: hierarchical policies from the organization down, VPC firewall rules and policies
 * of the network in the network's order, and what is implied.
 * https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order
 */
export function tiersFor(networks: GcpNetworks, card: Card, direction: Direction): readonly Tier<Peer>[] {
  const { layers, facts } = networks
  const network = facts.node(card.network)
  const rules = tierOf(
    card,
    direction,
    card.network,
    'firewall-rules',
    layers.firewalls.get(card.network) ?? [],
  )
  const policies = (level: string) =>
    layers.policies
      .filter((policy) => policy.level === level && policy.attachedTo.includes(card.network))
      .filter(({ region }) => level !== 'regional' || region === card.region)
      .map((policy) => policyTier(card, direction, policy))
  const own = [...policies('global'), ...policies('regional')]
  const unread: Tier<Peer>[] =
    network === undefined || network.props.stub === true
      ? [unreadTier(card.network, 'the firewall rules of its network were not read')]
      : []
  return [
    ...hierarchical(networks, card, direction),
    ...unread,
    ...(network?.props.firewallOrder === 'BEFORE_CLASSIC_FIREWALL' ? [...own, rules] : [rules, ...own]),
    // https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules
    {
      id: card.network,
      component: 'implied-rule',
      rules: [],
      otherwise: direction === 'INGRESS' ? 'deny' : 'allow',
    },
  ]
}

/**
 * Of the network's project, which is not the instance's where the network is shared.
 * https://cloud.google.com/firewall/docs/firewall-policies
 */
function hierarchical(
  { hierarchy, facts, layers }: GcpNetworks,
  card: Card,
  direction: Direction,
): Tier<Peer>[] {
  const [, ...above] = hierarchy.chainOf(card.network)
  if (above.length === 0) return [unreadTier(card.network, 'what its project lies in was not read')]
  return above.toReversed().flatMap((scope) => {
    const node = facts.node(scope)
    if (node === undefined || node.props.stub === true)
      return [unreadTier(scope, `the firewall policies of ${scope} were not read`)]
    return layers.policies
      .filter((policy) => policy.level === 'hierarchical' && policy.attachedTo.includes(scope))
      .map((policy) => policyTier(card, direction, policy))
  })
}

const policyTier = (card: Card, direction: Direction, { id, rules }: Policy): Tier<Peer> =>
  rules === null
    ? unreadTier(id, 'the rules of the firewall policy were not read')
    : tierOf(card, direction, id, 'firewall-policy', rules)

const unreadTier = (id: string, unread: string): Tier<Peer> => ({
  id,
  component: 'firewall-policy',
  rules: [],
  otherwise: 'next',
  unread,
})

const tierOf = (
  card: Card,
  direction: Direction,
  id: string,
  component: string,
  rules: readonly TargetedRule[],
): Tier<Peer> => ({
  id,
  component,
  rules: rules.filter((rule) => rule.direction === direction).flatMap((rule) => targeted(rule, card)),
  otherwise: 'next',
})

function targeted(rule: TargetedRule, card: Card): OrderedRule<Peer>[] {
  const isFor = rule.isFor(card)
  if (isFor === NO) return []
  return isFor === MAYBE ? [{ ...rule, matches: (peer) => and(MAYBE, rule.matches(peer)) }] : [rule]
}
