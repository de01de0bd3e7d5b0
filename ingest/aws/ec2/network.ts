import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nameTag, nodeProps, tagList, tagTexts, textOrNone } from '../shapes.ts'
import { portsFromAnywhere } from './acl-ports.ts'
import type { Ec2Ids } from './ids.ts'
import { aclEntry, openPorts, permission, route, toAclEntry, toRoute, toRule, wideSources } from './rules.ts'

/** Turns the answer of one list call into records. */
export type Reader = (partition: PartitionId, ids: Ec2Ids, answer: unknown) => Records

const vpcList = z.object({
  Vpcs: listOf(
    z.object({
      VpcId: z.string(),
      OwnerId: textOrNone,
      CidrBlock: textOrNone,
      CidrBlockAssociationSet: listOf(
        z.object({ CidrBlock: textOrNone, CidrBlockState: associationState() }),
      ),
      Ipv6CidrBlockAssociationSet: listOf(
        z.object({ Ipv6CidrBlock: textOrNone, Ipv6CidrBlockState: associationState() }),
      ),
      IsDefault: z.boolean().optional(),
      Tags: tagList,
    }),
  ),
})

function associationState() {
  return z.object({ State: textOrNone }).nullish()
}

const isAssociated = (state: { readonly State?: string | undefined } | null | undefined): boolean =>
  state?.State === undefined || state.State === 'associated'

const present = (texts: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(texts.filter((text) => text !== undefined))].sort()

export const readVpcs: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const vpc of vpcList.parse(answer ?? {}).Vpcs) {
    const blocks = vpc.CidrBlockAssociationSet.filter((block) => isAssociated(block.CidrBlockState))
    const ipv6 = vpc.Ipv6CidrBlockAssociationSet.filter((block) => isAssociated(block.Ipv6CidrBlockState))
    const props = nodeProps(partition, nameTag(vpc.Tags) ?? vpc.VpcId, {
      vpcId: vpc.VpcId,
      cidrBlocks: present([vpc.CidrBlock, ...blocks.map((block) => block.CidrBlock)]),
      ipv6CidrBlocks: present(ipv6.map((block) => block.Ipv6CidrBlock)),
      isDefault: vpc.IsDefault,
      account: vpc.OwnerId ?? partition.account,
      tags: tagTexts(vpc.Tags),
    })
    records.node('AwsVpc', ids.owned('vpc', vpc.VpcId, vpc.OwnerId), props)
  }
  return records
}

const subnetList = z.object({
  Subnets: listOf(
    z.object({
      SubnetId: z.string(),
      OwnerId: textOrNone,
      VpcId: textOrNone,
      CidrBlock: textOrNone,
      AvailabilityZone: textOrNone,
      MapPublicIpOnLaunch: z.boolean().optional(),
      Ipv6CidrBlockAssociationSet: listOf(
        z.object({ Ipv6CidrBlock: textOrNone, Ipv6CidrBlockState: associationState() }),
      ),
      Tags: tagList,
    }),
  ),
})

export const readSubnets: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const subnet of subnetList.parse(answer ?? {}).Subnets) {
    const id = ids.owned('subnet', subnet.SubnetId, subnet.OwnerId)
    const ipv6 = subnet.Ipv6CidrBlockAssociationSet.filter((block) => isAssociated(block.Ipv6CidrBlockState))
    const props = nodeProps(partition, nameTag(subnet.Tags) ?? subnet.SubnetId, {
      subnetId: subnet.SubnetId,
      cidrBlock: subnet.CidrBlock,
      ipv6CidrBlocks: present(ipv6.map((block) => block.Ipv6CidrBlock)),
      availabilityZone: subnet.AvailabilityZone,
      mapPublicIp: subnet.MapPublicIpOnLaunch,
      account: subnet.OwnerId ?? partition.account,
      tags: tagTexts(subnet.Tags),
    })
    records.node('AwsSubnet', id, props).relate(id, 'IN_VPC', ids.maybe('vpc', subnet.VpcId))
  }
  return records
}

const groupList = z.object({
  SecurityGroups: listOf(
    z.object({
      GroupId: z.string(),
      GroupName: textOrNone,
      OwnerId: textOrNone,
      Description: textOrNone,
      VpcId: textOrNone,
      IpPermissions: listOf(permission),
      IpPermissionsEgress: listOf(permission),
      Tags: tagList,
    }),
  ),
})

export const readSecurityGroups: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const group of groupList.parse(answer ?? {}).SecurityGroups) {
    const id = ids.owned('security-group', group.GroupId, group.OwnerId)
    const account = group.OwnerId ?? partition.account
    const props = nodeProps(partition, group.GroupName ?? group.GroupId, {
      groupId: group.GroupId,
      description: group.Description,
      isDefault: group.GroupName === 'default',
      ingress: group.IpPermissions.map((rule) => toRule(rule, account)),
      egress: group.IpPermissionsEgress.map((rule) => toRule(rule, account)),
      openToInternet: openPorts(group.IpPermissions),
      wideSources: wideSources(group.IpPermissions),
      account,
      tags: tagTexts(group.Tags),
    })
    records.node('AwsSecurityGroup', id, props).relate(id, 'IN_VPC', ids.maybe('vpc', group.VpcId))
  }
  return records
}

const routeTableList = z.object({
  RouteTables: listOf(
    z.object({
      RouteTableId: z.string(),
      OwnerId: textOrNone,
      VpcId: textOrNone,
      Routes: listOf(route),
      Associations: listOf(
        z.object({
          Main: z.boolean().optional(),
          SubnetId: textOrNone,
          AssociationState: associationState(),
        }),
      ),
      Tags: tagList,
    }),
  ),
})

export const readRouteTables: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const table of routeTableList.parse(answer ?? {}).RouteTables) {
    const id = ids.owned('route-table', table.RouteTableId, table.OwnerId)
    const vpc = ids.maybe('vpc', table.VpcId)
    const associations = table.Associations.filter((one) => isAssociated(one.AssociationState))
    const main = associations.some((association) => association.Main)
    const props = nodeProps(partition, nameTag(table.Tags) ?? table.RouteTableId, {
      routeTableId: table.RouteTableId,
      routes: table.Routes.map(toRoute),
      main,
      tags: tagTexts(table.Tags),
    })
    records.node('AwsRouteTable', id, props).relate(id, 'IN_VPC', vpc)
    if (main) records.relate(vpc, 'HAS_ROUTE_TABLE', id, { main: true })
    for (const { SubnetId } of associations)
      records.relate(ids.maybe('subnet', SubnetId), 'HAS_ROUTE_TABLE', id)
  }
  return records
}

const aclList = z.object({
  NetworkAcls: listOf(
    z.object({
      NetworkAclId: z.string(),
      OwnerId: textOrNone,
      VpcId: textOrNone,
      IsDefault: z.boolean().optional(),
      Entries: listOf(aclEntry),
      Associations: listOf(z.object({ SubnetId: textOrNone })),
      Tags: tagList,
    }),
  ),
})

export const readNetworkAcls: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const acl of aclList.parse(answer ?? {}).NetworkAcls) {
    const id = ids.owned('network-acl', acl.NetworkAclId, acl.OwnerId)
    const props = nodeProps(partition, nameTag(acl.Tags) ?? acl.NetworkAclId, {
      aclId: acl.NetworkAclId,
      isDefault: acl.IsDefault,
      entries: acl.Entries.map(toAclEntry),
      openToInternet: portsFromAnywhere(acl.Entries),
      tags: tagTexts(acl.Tags),
    })
    records.node('AwsNetworkAcl', id, props).relate(id, 'IN_VPC', ids.maybe('vpc', acl.VpcId))
    for (const { SubnetId } of acl.Associations)
      records.relate(ids.maybe('subnet', SubnetId), 'HAS_NETWORK_ACL', id)
  }
  return records
}
