import { z } from 'zod'
import { and, fromBoolean, MAYBE, NO, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Address, type Block, blockIncludes, parseBlocks } from '../addresses.ts'
import type { OrderedRule } from '../first-match.ts'
import type { Layers, Peer, Policy, TargetedRule } from './model.ts'
import { matchesLists, PolicyMatch } from './policy-match.ts'
import { type PortList, portList } from './port-list.ts'
import { hasOneOf } from './secure-tags.ts'

const texts = z.array(z.string()).default([])
const Firewall = z.object({
  network: z.string(),
  name: z.string().optional(),
  direction: z.enum(['INGRESS', 'EGRESS']),
  disabled: z.boolean(),
  priority: z.number(),
  action: z.enum(['allow', 'deny']),
  ports: texts,
  sourceRanges: texts,
  sourceTags: texts,
  sourceServiceAccounts: texts,
  destinationRanges: texts,
  targetTags: texts,
  targetServiceAccounts: texts,
})

export function layersOf(facts: FactIndex): Layers {
  const firewalls = new Map<string, { readonly order: readonly number[]; readonly rule: TargetedRule }[]>()
  for (const node of facts.ofKind('GcpFirewall')) {
    const parsed = Firewall.safeParse(node.props).data
    if (parsed === undefined || parsed.disabled) continue
    const list = firewalls.get(parsed.network) ?? []
    // Of equal priority, a rule that denies goes before one that allows:
    // https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules
    list.push({ order: [parsed.priority, parsed.action === 'deny' ? 0 : 1], rule: vpcRule(node, parsed) })
    firewalls.set(parsed.network, list)
  }
  const sorted = new Map(
    [...firewalls].map(([network, list]) => [
      network,
      list.sort((a, b) => compare(a.order, b.order)).map(({ rule }) => rule),
    ]),
  )
  const policies = facts.ofKind('GcpFirewallPolicy').flatMap(policyOf)
  return {
    firewalls: sorted,
    policies,
    rules: [...[...sorted.values()].flat(), ...policies.flatMap(({ rules }) => rules ?? [])],
  }
}

const compare = ([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): number =>
  a - c || b - d

/** https://cloud.google.com/firewall/docs/firewalls#components */
function vpcRule({ id }: NodeRecord, rule: z.infer<typeof Firewall>): TargetedRule {
  const ingress = rule.direction === 'INGRESS'
  const ranges = ingress ? rule.sourceRanges : rule.destinationRanges
  const [tags, accounts] = ingress ? [rule.sourceTags, rule.sourceServiceAccounts] : [[], []]
  const blocks = parseBlocks(ranges)
  const own = parseBlocks(ingress ? rule.destinationRanges : rule.sourceRanges)
  const anyone = ranges.length + tags.length + accounts.length === 0
  // Tags and accounts are those of interfaces in the rule's own network.
  const named = ({ at }: Peer): boolean =>
    at !== null &&
    at.network === rule.network &&
    (tags.some((tag) => at.tags.has(tag)) || accounts.includes(at.account ?? ''))
  return {
    id,
    name: rule.name ?? id.slice(id.lastIndexOf('/') + 1),
    direction: rule.direction,
    action: rule.action,
    ...about(portList(rule.ports)),
    blocks: [...blocks, ...own],
    source: {
      node: id,
      type: 'firewall-rule',
      edit: { change: 'set', resource: id, property: 'disabled', value: true },
    },
    senders: { tags, accounts },
    matches: (peer) =>
      and(fromBoolean(anyone || isIn(blocks, peer.address) || named(peer)), isOwn(own, peer.own)),
    isFor: ({ tags: has, account }) =>
      fromBoolean(
        rule.targetTags.length + rule.targetServiceAccounts.length === 0 ||
          rule.targetTags.some((tag) => has.has(tag)) ||
          rule.targetServiceAccounts.includes(account ?? ''),
      ),
  }
}

const about = ({ portsOf, protocols }: PortList) => ({ portsOf, protocols })

const isIn = (blocks: readonly Block[], { family, value }: Address): boolean =>
  blocks.some((block) => blockIncludes(block, family, value))

/** Whether the interface's own end is one that the rule is about. */
function isOwn(blocks: readonly Block[], own: Address | null): Tri {
  if (blocks.length === 0) return YES
  return own === null ? MAYBE : fromBoolean(isIn(blocks, own))
}

const PolicyRule = PolicyMatch.extend({
  priority: z.number(),
  action: z.string(),
  direction: z.enum(['INGRESS', 'EGRESS']),
  disabled: z.boolean(),
  ports: texts,
  otherEnd: texts,
  targetType: z.string().optional(),
  targetNetworks: texts,
  targetServiceAccounts: texts,
  targetSecureTags: texts,
  ineffective: z.boolean().default(false),
})

const ACTIONS: { readonly [action: string]: OrderedRule<Peer>['action'] } = {
  allow: 'allow',
  deny: 'deny',
  goto_next: 'next',
  apply_security_profile_group: 'inspect',
}

function policyOf(node: NodeRecord): Policy[] {
  if (node.props.stub === true) return []
  const parsed = z.array(PolicyRule).safeParse(node.props.rules).data
  return [
    {
      id: node.id,
      level: String(node.props.level),
      region: String(node.props.region),
      attachedTo: Array.isArray(node.props.attachedTo) ? node.props.attachedTo.map(String) : [],
      rules:
        parsed === undefined
          ? null
          : parsed
              // Rules for managed proxies of internal load balancers are for no instance.
              .filter(
                (rule) =>
                  !rule.disabled && !rule.ineffective && (rule.targetType ?? 'INSTANCES') === 'INSTANCES',
              )
              .sort((a, b) => a.priority - b.priority)
              .flatMap((rule) => policyRule(node, rule)),
    },
  ]
}

/** https://cloud.google.com/firewall/docs/firewall-policies-rule-details */
function policyRule({ id, props }: NodeRecord, rule: z.infer<typeof PolicyRule>): TargetedRule[] {
  const action = ACTIONS[rule.action]
  if (action === undefined) return []
  const blocks = parseBlocks(rule.ranges)
  const own = parseBlocks(rule.otherEnd)
  const matches = matchesLists(rule, blocks, action)
  return [
    {
      id: `${id}#${rule.direction.toLowerCase()}/${rule.priority}`,
      name: `rule ${rule.priority} of ${String(props.name ?? id)}`,
      direction: rule.direction,
      action,
      ...about(portList(rule.ports)),
      blocks: [...blocks, ...own],
      source: {
        node: id,
        type: 'firewall-policy-rule',
        edit: {
          change: 'remove-rule',
          group: id,
          rule: { priority: rule.priority, direction: rule.direction },
        },
      },
      senders: { tags: [], accounts: [] },
      matches: (peer) => and(matches(peer), isOwn(own, peer.own)),
      isFor({ network, account, secureTags }) {
        if (rule.targetNetworks.length > 0 && !rule.targetNetworks.includes(network)) return NO
        if (rule.targetServiceAccounts.length > 0)
          return fromBoolean(rule.targetServiceAccounts.includes(account ?? ''))
        return rule.targetSecureTags.length > 0 ? hasOneOf(secureTags, rule.targetSecureTags) : YES
      },
    },
  ]
}
