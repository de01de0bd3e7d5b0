import { z } from 'zod'
import { blocksOverlap, PUBLIC_SPACE, parseBlocks } from '../../../graph/network/addresses.ts'
import type { Value } from '../../../graph/snapshot/records.ts'
import { listOf, textOrNone } from '../shapes.ts'

const portOrNone = z
  .number()
  .nullish()
  .transform((port) => port ?? null)

/** A rule of a security group. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export const permission = z.object({
  IpProtocol: z.string(),
  FromPort: portOrNone,
  ToPort: portOrNone,
  IpRanges: listOf(z.object({ CidrIp: z.string() })),
  Ipv6Ranges: listOf(z.object({ CidrIpv6: z.string() })),
  UserIdGroupPairs: listOf(z.object({ GroupId: textOrNone, UserId: textOrNone })),
  PrefixListIds: listOf(z.object({ PrefixListId: z.string() })),
})
export type Permission = z.output<typeof permission>

export const aclEntry = z.object({
  RuleNumber: z.number(),
  Egress: z.boolean(),
  Protocol: z.string(),
  RuleAction: z.string(),
  CidrBlock: textOrNone,
  Ipv6CidrBlock: textOrNone,
  PortRange: z.object({ From: portOrNone, To: portOrNone }).nullish(),
})

export const route = z.object({
  DestinationCidrBlock: textOrNone,
  DestinationIpv6CidrBlock: textOrNone,
  DestinationPrefixListId: textOrNone,
  GatewayId: textOrNone,
  NatGatewayId: textOrNone,
  VpcPeeringConnectionId: textOrNone,
  TransitGatewayId: textOrNone,
  EgressOnlyInternetGatewayId: textOrNone,
  NetworkInterfaceId: textOrNone,
  InstanceId: textOrNone,
  CarrierGatewayId: textOrNone,
  LocalGatewayId: textOrNone,
  CoreNetworkArn: textOrNone,
  State: textOrNone,
})

/** https://www.iana.org/assignments/protocol-numbers */
const PROTOCOLS: { readonly [number: string]: string } = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
}
const protocolName = (protocol: string): string => PROTOCOLS[protocol] ?? protocol

const hasPorts = (protocol: string): boolean => protocol === 'tcp' || protocol === 'udp'

/** The form of `ingress` and `egress`; a group of the reader's own account is named without its account. */
export function toRule(rule: Permission, account: string): { readonly [member: string]: Value } {
  const protocol = protocolName(rule.IpProtocol)
  const all = protocol === 'all'
  return {
    protocol,
    fromPort: all ? null : rule.FromPort,
    toPort: all ? null : rule.ToPort,
    cidrs: [
      ...rule.IpRanges.map((range) => range.CidrIp),
      ...rule.Ipv6Ranges.map((range) => range.CidrIpv6),
    ].sort(),
    groups: rule.UserIdGroupPairs.map(({ GroupId, UserId }) => ({
      groupId: GroupId ?? '',
      ...(UserId === undefined || UserId === account ? {} : { account: UserId }),
    })).sort((a, b) => (a.groupId < b.groupId ? -1 : 1)),
    prefixLists: rule.PrefixListIds.map((list) => list.PrefixListId).sort(),
  }
}

const EVERYWHERE = '0.0.0.0/0'

/** Ports open to every IPv4 or IPv6 address, such as tcp/22, udp/5000-6000, icmp or all. */
export function openPorts(rules: readonly Permission[]): readonly string[] {
  const open = rules.filter(
    (rule) =>
      rule.IpRanges.some((range) => range.CidrIp === EVERYWHERE) ||
      rule.Ipv6Ranges.some((range) => range.CidrIpv6 === '::/0'),
  )
  return [...new Set(open.map(portText))].sort()
}

const ADDRESSES_OF_A_24 = 256n

/** Blocks of the public IPv4 space that are broader than /24, sorted; the whole space is told by `openPorts`. */
export function wideSources(rules: readonly Permission[]): readonly string[] {
  const blocks = parseBlocks(rules.flatMap((rule) => rule.IpRanges.map(({ CidrIp }) => CidrIp)))
  const wide = blocks.filter(
    (block) =>
      block.text !== EVERYWHERE &&
      block.last - block.first >= ADDRESSES_OF_A_24 &&
      PUBLIC_SPACE[4].some((space) => blocksOverlap(space, block)),
  )
  return [...new Set(wide.map(({ text }) => text))].sort()
}

function portText({ IpProtocol, FromPort, ToPort }: Permission): string {
  const protocol = protocolName(IpProtocol)
  if (!hasPorts(protocol) || FromPort === null || ToPort === null) return protocol
  return FromPort === ToPort ? `${protocol}/${FromPort}` : `${protocol}/${FromPort}-${ToPort}`
}

export function toAclEntry(entry: z.output<typeof aclEntry>): { readonly [member: string]: Value } {
  return {
    number: entry.RuleNumber,
    egress: entry.Egress,
    protocol: protocolName(entry.Protocol),
    allow: entry.RuleAction === 'allow',
    cidr: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '',
    fromPort: entry.PortRange?.From ?? null,
    toPort: entry.PortRange?.To ?? null,
  }
}

export function toRoute(entry: z.output<typeof route>): { readonly [member: string]: Value } {
  return {
    destination:
      entry.DestinationCidrBlock ?? entry.DestinationIpv6CidrBlock ?? entry.DestinationPrefixListId ?? '',
    target:
      entry.GatewayId ??
      entry.NatGatewayId ??
      entry.VpcPeeringConnectionId ??
      entry.TransitGatewayId ??
      entry.EgressOnlyInternetGatewayId ??
      entry.NetworkInterfaceId ??
      entry.InstanceId ??
      entry.CarrierGatewayId ??
      entry.LocalGatewayId ??
      entry.CoreNetworkArn ??
      '',
    state: entry.State ?? 'active',
  }
}
