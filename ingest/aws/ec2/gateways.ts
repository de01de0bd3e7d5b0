import { z } from 'zod'
import type { PartitionId } from '../../collector.ts'
import { regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nameTag, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import type { Reader } from './network.ts'

const internetGatewayList = z.object({
  InternetGateways: listOf(
    z.object({
      InternetGatewayId: z.string(),
      OwnerId: textOrNone,
      Attachments: listOf(z.object({ VpcId: textOrNone, State: textOrNone })),
      Tags: tagList,
    }),
  ),
})

export const readInternetGateways: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const gateway of internetGatewayList.parse(answer ?? {}).InternetGateways) {
    const id = ids.owned('internet-gateway', gateway.InternetGatewayId, gateway.OwnerId)
    const props = nodeProps(partition, nameTag(gateway.Tags) ?? gateway.InternetGatewayId, {
      gatewayId: gateway.InternetGatewayId,
      tags: tagTexts(gateway.Tags),
    })
    records.node('AwsInternetGateway', id, props)
    for (const { VpcId, State } of gateway.Attachments) {
      if (State !== 'detached' && State !== 'detaching')
        records.relate(id, 'ATTACHED_TO', ids.maybe('vpc', VpcId))
    }
  }
  return records
}

const natGatewayList = z.object({
  NatGateways: listOf(
    z.object({
      NatGatewayId: z.string(),
      SubnetId: textOrNone,
      ConnectivityType: textOrNone,
      State: textOrNone,
      CreateTime: timeOrNone,
      NatGatewayAddresses: listOf(z.object({ PublicIp: textOrNone })),
      Tags: tagList,
    }),
  ),
})

/** Deleted gateways are listed for about an hour and carry nothing. */
export const readNatGateways: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const gateway of natGatewayList.parse(answer ?? {}).NatGateways) {
    if (gateway.State === 'deleted') continue
    const id = ids.arn('natgateway', gateway.NatGatewayId)
    const props = nodeProps(partition, nameTag(gateway.Tags) ?? gateway.NatGatewayId, {
      gatewayId: gateway.NatGatewayId,
      connectivity: gateway.ConnectivityType ?? 'public',
      publicIps: gateway.NatGatewayAddresses.map((address) => address.PublicIp)
        .filter((ip) => ip !== undefined)
        .sort(),
      state: gateway.State,
      createdAt: gateway.CreateTime,
      tags: tagTexts(gateway.Tags),
    })
    records.node('AwsNatGateway', id, props).relate(id, 'IN_SUBNET', ids.maybe('subnet', gateway.SubnetId))
  }
  return records
}

const transitGatewayList = z.object({
  TransitGateways: listOf(
    z.object({
      TransitGatewayId: z.string(),
      OwnerId: textOrNone,
      State: textOrNone,
      Options: z.object({ AutoAcceptSharedAttachments: textOrNone }).nullish(),
      CreationTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})

/** Accounts that a gateway is shared with list it too; it is its owner's. */
export const readTransitGateways: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const gateway of transitGatewayList.parse(answer ?? {}).TransitGateways) {
    if (gateway.State === 'deleted' || gateway.State === 'deleting') continue
    const accepts = gateway.Options?.AutoAcceptSharedAttachments
    const props = nodeProps(partition, nameTag(gateway.Tags) ?? gateway.TransitGatewayId, {
      account: gateway.OwnerId ?? partition.account,
      gatewayId: gateway.TransitGatewayId,
      state: gateway.State,
      autoAccepts: accepts === undefined ? undefined : accepts === 'enable',
      createdAt: gateway.CreationTime,
      tags: tagTexts(gateway.Tags),
    })
    records.node(
      'AwsTransitGateway',
      ids.owned('transit-gateway', gateway.TransitGatewayId, gateway.OwnerId),
      props,
    )
  }
  return records
}

const peer = z
  .object({
    VpcId: z.string(),
    OwnerId: textOrNone,
    Region: textOrNone,
    CidrBlock: textOrNone,
    CidrBlockSet: listOf(z.object({ CidrBlock: textOrNone })),
    Ipv6CidrBlockSet: listOf(z.object({ Ipv6CidrBlock: textOrNone })),
  })
  .nullish()
const peeringList = z.object({
  VpcPeeringConnections: listOf(
    z.object({
      VpcPeeringConnectionId: z.string(),
      Status: z.object({ Code: textOrNone }).nullish(),
      RequesterVpcInfo: peer,
      AccepterVpcInfo: peer,
      Tags: tagList,
    }),
  ),
})

/** Both accounts list a peering connection; it is one node, named after the requester's account and region. */
export const readPeerings: Reader = (partition, _ids, answer) => {
  const records = new RecordBuilder()
  for (const peering of peeringList.parse(answer ?? {}).VpcPeeringConnections) {
    const {
      VpcPeeringConnectionId: peeringId,
      RequesterVpcInfo: requester,
      AccepterVpcInfo: accepter,
    } = peering
    const owner = ownerOf(requester, partition)
    const id = regionalArn(owner, 'ec2', `vpc-peering-connection/${peeringId}`)
    const requesterVpc = vpcArn(requester, partition)
    const accepterVpc = vpcArn(accepter, partition)
    const props = nodeProps({ ...partition, ...owner }, nameTag(peering.Tags) ?? peeringId, {
      peeringId,
      status: peering.Status?.Code,
      requesterVpc,
      accepterVpc,
      requesterCidrs: blocksOf(requester),
      accepterCidrs: blocksOf(accepter),
      tags: tagTexts(peering.Tags),
    })
    records.node('AwsVpcPeering', id, props)
    for (const vpc of [requesterVpc, accepterVpc]) records.relate(id, 'PEERS_WITH', vpc)
  }
  return records
}

function blocksOf(vpc: z.output<typeof peer>): readonly string[] | undefined {
  const blocks = [
    vpc?.CidrBlock,
    ...(vpc?.CidrBlockSet ?? []).map(({ CidrBlock }) => CidrBlock),
    ...(vpc?.Ipv6CidrBlockSet ?? []).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  ].filter((block) => block !== undefined)
  return blocks.length === 0 ? undefined : [...new Set(blocks)].sort()
}

const ownerOf = (vpc: z.output<typeof peer>, partition: PartitionId) => ({
  account: vpc?.OwnerId ?? partition.account,
  region: vpc?.Region ?? partition.region,
})

const vpcArn = (vpc: z.output<typeof peer>, partition: PartitionId): string | undefined =>
  vpc ? regionalArn(ownerOf(vpc, partition), 'ec2', `vpc/${vpc.VpcId}`) : undefined
