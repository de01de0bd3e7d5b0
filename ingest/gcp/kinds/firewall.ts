import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { computeName, defineAsset } from '../define.ts'

const Rule = z.object({
  IPProtocol: z.string().nullish(),
  ipProtocol: z.string().nullish(),
  ports: z.array(z.string()).nullish(),
})

const Firewall = z.object({
  network: z.string().nullish(),
  direction: z.string().nullish(),
  disabled: z.boolean().nullish(),
  priority: z.number().nullish(),
  destinationRanges: z.array(z.string()).nullish(),
  sourceRanges: z.array(z.string()).nullish(),
  sourceTags: z.array(z.string()).nullish(),
  sourceServiceAccounts: z.array(z.string()).nullish(),
  targetTags: z.array(z.string()).nullish(),
  targetServiceAccounts: z.array(z.string()).nullish(),
  allowed: z.array(Rule).nullish(),
  denied: z.array(Rule).nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export const firewall = defineAsset({
  type: 'compute.googleapis.com/Firewall',
  kind: 'GcpFirewall',
  read: (data) => {
    const given = Firewall.parse(data)
    const direction = given.direction ?? 'INGRESS'
    const open = direction === 'INGRESS' && given.disabled !== true && isForAnySource(given)
    return {
      props: {
        ...(given.network != null && { network: computeName(given.network) }),
        direction,
        disabled: given.disabled === true,
        // https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules
        priority: given.priority ?? 1000,
        action: (given.denied ?? []).length > 0 ? 'deny' : 'allow',
        ports: sorted([...(given.allowed ?? []), ...(given.denied ?? [])].flatMap(portsOf)),
        sourceRanges: sorted(given.sourceRanges),
        sourceTags: sorted(given.sourceTags),
        sourceServiceAccounts: accounts(given.sourceServiceAccounts),
        destinationRanges: sorted(given.destinationRanges),
        targetTags: sorted(given.targetTags),
        targetServiceAccounts: accounts(given.targetServiceAccounts),
        openToInternet: open ? sorted((given.allowed ?? []).flatMap(portsOf)) : [],
      },
    }
  },
})

const sorted = (list: readonly string[] | null | undefined): readonly string[] =>
  [...new Set(list ?? [])].sort()
const accounts = (list: readonly string[] | null | undefined): readonly string[] =>
  sorted(list?.map((email) => email.toLowerCase()))

const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0']

/** Ranges, tags and accounts add to each other; a rule without any of them is for every source. */
function isForAnySource(rule: z.infer<typeof Firewall>): boolean {
  const ranges = rule.sourceRanges ?? []
  if (ranges.some((range) => EVERYWHERE.includes(range))) return true
  const named = [ranges, rule.sourceTags ?? [], rule.sourceServiceAccounts ?? []]
  return named.every((list) => list.length === 0)
}

/** https://www.iana.org/assignments/protocol-numbers */
const NUMBERS: { readonly [number: string]: string } = {
  '1': 'icmp',
  '4': 'ipip',
  '6': 'tcp',
  '17': 'udp',
  '50': 'esp',
  '51': 'ah',
  '58': 'icmpv6',
  '132': 'sctp',
}

function portsOf({ IPProtocol, ipProtocol, ports }: z.infer<typeof Rule>): readonly string[] {
  const given = (IPProtocol ?? ipProtocol ?? 'all').toLowerCase()
  const protocol = NUMBERS[given] ?? given
  return ports == null || ports.length === 0 ? [protocol] : ports.map((port) => `${protocol}/${port}`)
}

const texts = z.array(z.string()).nullish()
const tags = z.array(z.object({ name: z.string(), state: z.string().nullish() })).nullish()
const PolicyRule = z.object({
  priority: z.number(),
  action: z.string(),
  direction: z.string().nullish(),
  disabled: z.boolean().nullish(),
  targetType: z.string().nullish(),
  targetResources: texts,
  targetServiceAccounts: texts,
  targetSecureTags: tags,
  match: z
    .object({
      srcIpRanges: texts,
      destIpRanges: texts,
      srcSecureTags: tags,
      srcRegionCodes: texts,
      destRegionCodes: texts,
      srcThreatIntelligences: texts,
      destThreatIntelligences: texts,
      srcFqdns: texts,
      destFqdns: texts,
      srcAddressGroups: texts,
      destAddressGroups: texts,
      srcNetworkScope: z.string().nullish(),
      destNetworkScope: z.string().nullish(),
      srcNetworkType: z.string().nullish(),
      destNetworkType: z.string().nullish(),
      srcNetworkContext: z.string().nullish(),
      destNetworkContext: z.string().nullish(),
      srcNetworks: texts,
      layer4Configs: z.array(Rule).nullish(),
    })
    .nullish(),
})

type PolicyRule = z.infer<typeof PolicyRule>
type Match = NonNullable<PolicyRule['match']>

const FirewallPolicy = z.object({
  rules: z.array(PolicyRule).nullish(),
  associations: z.array(z.object({ attachmentTarget: z.string().nullish() })).nullish(),
})

/**
 * Hierarchical policies and those of networks are one type: the first are attached to folders and organizations.
 * https://cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies and .../networkFirewallPolicies
 */
export const firewallPolicy = defineAsset({
  type: 'compute.googleapis.com/FirewallPolicy',
  kind: 'GcpFirewallPolicy',
  read: (data, { name }) => {
    const { rules, associations } = FirewallPolicy.parse(data)
    return {
      props: {
        level: /\/regions\//.test(name) ? 'regional' : /\/projects\//.test(name) ? 'global' : 'hierarchical',
        attachedTo: sorted((associations ?? []).flatMap(({ attachmentTarget: to }) => to ?? []).map(target)),
        ...(rules != null && { rules: rules.map(policyRule) }),
      },
    }
  },
})

/** A network by its name as an asset, a folder or organization by its own. */
const target = (url: string): string => /(?:folders|organizations)\/\d+$/.exec(url)?.[0] ?? computeName(url)

function policyRule(rule: PolicyRule): Props {
  const match = rule.match ?? {}
  return {
    priority: rule.priority,
    action: rule.action,
    direction: rule.direction ?? 'INGRESS',
    disabled: rule.disabled === true,
    ports: sorted((match.layer4Configs ?? []).flatMap(portsOf)),
    ...(rule.direction === 'EGRESS' ? destinationsOf(match) : sourcesOf(match)),
    ...(rule.targetType != null && { targetType: rule.targetType }),
    targetNetworks: sorted(rule.targetResources?.map(computeName)),
    targetServiceAccounts: accounts(rule.targetServiceAccounts),
    targetSecureTags: effective(rule.targetSecureTags),
    ...(isIneffective(rule) && { ineffective: true }),
  }
}

type Tags = z.infer<typeof tags>

/** A tag that was deleted, or whose network was, is ineffective. */
const effective = (given: Tags): readonly string[] =>
  sorted((given ?? []).filter(({ state }) => state !== 'INEFFECTIVE').map(({ name }) => name))
const allIneffective = (given: Tags): boolean => (given ?? []).length > 0 && effective(given).length === 0

/**
 * A rule is ignored when all of its target tags are ineffective, or all of its source tags and it has no other source.
 * https://cloud.google.com/compute/docs/reference/rest/v1/networkFirewallPolicies
 */
function isIneffective({ targetSecureTags, match }: PolicyRule): boolean {
  if (allIneffective(targetSecureTags)) return true
  const { ranges, regions, threats, otherLists } = sourcesOf(match ?? {})
  const others = [ranges, regions, threats].some((list) => Array.isArray(list) && list.length > 0)
  return allIneffective(match?.srcSecureTags) && !others && otherLists !== true
}

/** Whom a packet comes from; `otherEnd` are addresses of the target itself. */
const sourcesOf = (match: Match): Props => ({
  ranges: sorted(match.srcIpRanges),
  otherEnd: sorted(match.destIpRanges),
  secureTags: effective(match.srcSecureTags),
  regions: sorted(match.srcRegionCodes),
  threats: sorted(match.srcThreatIntelligences),
  otherLists: [...(match.srcFqdns ?? []), ...(match.srcAddressGroups ?? [])].length > 0,
  scope: match.srcNetworkContext ?? match.srcNetworkType ?? match.srcNetworkScope ?? null,
  networks: sorted(match.srcNetworks?.map(computeName)),
})

const destinationsOf = (match: Match): Props => ({
  ranges: sorted(match.destIpRanges),
  otherEnd: sorted(match.srcIpRanges),
  secureTags: [],
  regions: sorted(match.destRegionCodes),
  threats: sorted(match.destThreatIntelligences),
  otherLists: [...(match.destFqdns ?? []), ...(match.destAddressGroups ?? [])].length > 0,
  scope: match.destNetworkContext ?? match.destNetworkType ?? match.destNetworkScope ?? null,
  networks: [],
})
