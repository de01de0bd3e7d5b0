import { z } from 'zod'
import type { Props, Value } from '../../snapshot/records.ts'
import { ChangeError, defineChange, type Instructions } from './change.ts'
import { isProps } from './documents.ts'
import { orderedSteps } from './ordered-rule-steps.ts'
import { lastPart, nameOf } from './shapes.ts'

const FIELDS = ['ruleId', 'protocol', 'fromPort', 'toPort', 'cidrs', 'groups', 'prefixLists'] as const
/** The number of a network ACL entry or of a protocol, and what tells one entry from another. */
const ENTRY_FIELDS = ['number', 'egress'] as const
/** What tells apart the rules of a list in which the first that matches decides, as of Azure and Google Cloud. */
const ORDERED_FIELDS = ['priority', 'direction', 'id'] as const
const ORDERED_LISTS = ['rules', 'networkRules', 'applicationRules'] as const

/** A rule goes out of a security group or firewall policy, or an entry out of a network ACL; fields that are not given match anything. */
export const removeRule = defineChange({
  name: 'remove-rule',
  fields: { group: z.string(), rule: z.record(z.string(), z.json()) },
  apply(draft, { group, rule }) {
    const node = draft.node(group)
    const lists = rule.direction === undefined ? ['ingress', 'egress', 'entries'] : [String(rule.direction)]
    let gone = 0
    const takeOut = (names: readonly string[], isMeant: (item: Value, rule: Props) => boolean): void => {
      for (const name of names) {
        const rules = node.props[name]
        if (!Array.isArray(rules)) continue
        const kept = rules.filter((item) => !isMeant(item, rule))
        gone += rules.length - kept.length
        draft.patch(group, { [name]: kept })
      }
    }
    takeOut(ORDERED_LISTS, isOrdered)
    takeOut(lists, matches)
    if (gone === 0) throw new ChangeError(`${group} has no such rule`)
  },
  instructions({ group, rule }, lookup) {
    const ordered = orderedSteps(group, rule, lookup)
    if (ordered !== null) return ordered
    const beside = group.slice(0, group.lastIndexOf('/') + 1)
    const what = describe(rule, (id) => nameOf(`${beside}${id}`, lookup))
    const title = `Close ${what} in ${nameOf(group, lookup)}`
    return lookup(group)?.kind === 'AwsNetworkAcl'
      ? { title, ...entrySteps(lastPart(group), rule, what) }
      : { title, ...ruleSteps(lastPart(group), rule, what) }
  },
})

type Steps = Omit<Instructions, 'title'>

function ruleSteps(group: string, rule: Props, what: string): Steps {
  const way = rule.direction === 'egress' ? 'egress' : 'ingress'
  return {
    console: `EC2 > Security Groups > ${group} > Edit ${way === 'egress' ? 'outbound' : 'inbound'} rules: delete ${what}.`,
    cli: `aws ec2 revoke-security-group-${way} --group-id ${group} ${cliRule(rule)}`,
    terraform: `Delete the aws_vpc_security_group_${way}_rule of ${group} for ${what}.`,
  }
}

function entrySteps(acl: string, { number, egress }: Props, what: string): Steps {
  const entry = number === undefined ? what : `rule ${number}`
  return {
    console: `VPC > Network ACLs > ${acl} > Edit ${egress === true ? 'outbound' : 'inbound'} rules: delete ${entry}.`,
    cli: `aws ec2 delete-network-acl-entry --network-acl-id ${acl} --rule-number ${number ?? 'NUMBER'} --${egress === true ? 'egress' : 'ingress'}`,
    terraform: `Delete the aws_network_acl_rule of ${acl} for ${entry}.`,
  }
}

function isOrdered(item: Value, rule: Props): boolean {
  if (!isProps(item)) return false
  return ORDERED_FIELDS.every((name) => rule[name] === undefined || rule[name] === item[name])
}

function matches(item: Value, rule: Props): boolean {
  if (!isProps(item)) return false
  if (typeof rule.ruleId === 'string' && item.ruleId !== undefined) return item.ruleId === rule.ruleId
  return [...FIELDS, ...ENTRY_FIELDS].every((name) => {
    if (rule[name] === undefined || name === 'ruleId') return true
    return canonical(name, item[name]) === canonical(name, rule[name])
  })
}

/** Absent ports mean all, absent lists are empty, and -1 is how AWS writes every protocol. */
function canonical(name: string, value: Value | undefined): string {
  if (name === 'protocol') return value === '-1' || value === -1 || value === 'all' ? 'all' : String(value)
  if (name === 'groups' && Array.isArray(value))
    return JSON.stringify(value.map((group) => (isProps(group) ? group.groupId : group)).sort())
  if (Array.isArray(value)) return JSON.stringify(value.toSorted())
  if (name === 'cidrs' || name === 'groups' || name === 'prefixLists') return '[]'
  return JSON.stringify(value ?? null)
}

const textsOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value)
    ? value.map((item) => (isProps(item) ? String(item.groupId ?? '') : String(item))).filter(Boolean)
    : []

function describe(rule: Props, nameOfGroup: (id: string) => string): string {
  const { protocol, fromPort, toPort } = rule
  const ports = fromPort == null ? '' : fromPort === toPort ? `/${fromPort}` : `/${fromPort}-${toPort}`
  const sources = [
    ...textsOf(rule.cidrs),
    ...textsOf(rule.groups).map(nameOfGroup),
    ...textsOf(rule.prefixLists),
  ]
  const way = rule.direction === 'egress' ? 'to' : 'from'
  const what = protocol === undefined || protocol === 'all' ? 'all traffic' : `${protocol}${ports}`
  return sources.length === 0 ? what : `${what} ${way} ${sources.join(', ')}`
}

function cliRule(rule: Props): string {
  if (typeof rule.ruleId === 'string') return `--security-group-rule-ids ${rule.ruleId}`
  const parts = [`IpProtocol=${rule.protocol === 'all' ? '-1' : (rule.protocol ?? '-1')}`]
  if (rule.fromPort != null) parts.push(`FromPort=${rule.fromPort}`, `ToPort=${rule.toPort ?? rule.fromPort}`)
  const cidrs = textsOf(rule.cidrs)
  const v4 = cidrs.filter((cidr) => !cidr.includes(':')).map((cidr) => `{CidrIp=${cidr}}`)
  const v6 = cidrs.filter((cidr) => cidr.includes(':')).map((cidr) => `{CidrIpv6=${cidr}}`)
  const groups = textsOf(rule.groups).map((group) => `{GroupId=${group}}`)
  if (v4.length > 0) parts.push(`IpRanges=[${v4.join(',')}]`)
  if (v6.length > 0) parts.push(`Ipv6Ranges=[${v6.join(',')}]`)
  if (groups.length > 0) parts.push(`UserIdGroupPairs=[${groups.join(',')}]`)
  return `--ip-permissions '${parts.join(',')}'`
}
