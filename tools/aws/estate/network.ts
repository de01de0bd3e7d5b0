import * as ec2 from '@aws-sdk/client-ec2'
import { type Clients, given, REGION } from './clients.ts'

export interface Network {
  readonly vpc: string
  readonly subnet: string
  readonly group: string
}

const named = (ResourceType: ec2.ResourceType, name: string) => [
  { ResourceType, Tags: [{ Key: 'Name', Value: name }] },
]

/** A VPC with two subnets, gateways, routes, filters, a peer and a flow log. */
export async function seedNetwork({ ec2: client }: Clients, account: string): Promise<Network> {
  const vpc = await createVpc(client, '10.20.0.0/16', 'harbour')
  const subnet = await createSubnet(client, vpc, '10.20.1.0/24')
  const inner = await createSubnet(client, vpc, '10.20.2.0/24')
  const table = await createTable(client, vpc, subnet)
  await seedGateways(client, vpc, subnet, table)
  const other = await createVpc(client, '10.30.0.0/16', 'annex')
  await seedPeering(client, { vpc, other, table, account })
  const group = await seedGroups(client, vpc)
  await seedAcl(client, vpc, inner)
  await client.send(
    new ec2.CreateFlowLogsCommand({
      ResourceIds: [vpc],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::harbour-logs',
    }),
  )
  return { vpc, subnet, group }
}

async function createVpc(client: ec2.EC2Client, CidrBlock: string, name: string): Promise<string> {
  const made = await client.send(
    new ec2.CreateVpcCommand({ CidrBlock, TagSpecifications: named('vpc', name) }),
  )
  return given(made.Vpc?.VpcId, 'VPC')
}

async function createSubnet(client: ec2.EC2Client, VpcId: string, CidrBlock: string): Promise<string> {
  const input = { VpcId, CidrBlock, AvailabilityZone: `${REGION}a` }
  const made = await client.send(new ec2.CreateSubnetCommand(input))
  return given(made.Subnet?.SubnetId, 'subnet')
}

async function createTable(client: ec2.EC2Client, VpcId: string, SubnetId: string): Promise<string> {
  const made = await client.send(new ec2.CreateRouteTableCommand({ VpcId }))
  const RouteTableId = given(made.RouteTable?.RouteTableId, 'route table')
  await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }))
  return RouteTableId
}

async function seedGateways(
  client: ec2.EC2Client,
  VpcId: string,
  SubnetId: string,
  table: string,
): Promise<void> {
  const gateway = await client.send(new ec2.CreateInternetGatewayCommand({}))
  const InternetGatewayId = given(gateway.InternetGateway?.InternetGatewayId, 'internet gateway')
  await client.send(new ec2.AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  const route = { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId }
  await client.send(new ec2.CreateRouteCommand(route))
  const address = await client.send(new ec2.AllocateAddressCommand({ Domain: 'vpc' }))
  const AllocationId = given(address.AllocationId, 'address')
  await client.send(new ec2.CreateNatGatewayCommand({ SubnetId, AllocationId }))
}

interface Peers {
  readonly vpc: string
  readonly other: string
  readonly table: string
  readonly account: string
}

async function seedPeering(client: ec2.EC2Client, { vpc, other, table, account }: Peers): Promise<void> {
  const asked = await client.send(
    new ec2.CreateVpcPeeringConnectionCommand({ VpcId: vpc, PeerVpcId: other, PeerOwnerId: account }),
  )
  const VpcPeeringConnectionId = given(
    asked.VpcPeeringConnection?.VpcPeeringConnectionId,
    'peering connection',
  )
  await client.send(new ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await client.send(
    new ec2.CreateRouteCommand({
      RouteTableId: table,
      DestinationCidrBlock: '10.30.0.0/16',
      VpcPeeringConnectionId,
    }),
  )
}

async function seedGroups(client: ec2.EC2Client, VpcId: string): Promise<string> {
  const create = async (GroupName: string) => {
    const made = await client.send(
      new ec2.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId }),
    )
    return given(made.GroupId, 'security group')
  }
  const web = await create('web')
  const data = await create('data')
  await client.send(
    new ec2.AuthorizeSecurityGroupIngressCommand({
      GroupId: web,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8080, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      ],
    }),
  )
  await client.send(
    new ec2.AuthorizeSecurityGroupIngressCommand({
      GroupId: data,
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: web }] }],
    }),
  )
  return web
}

async function seedAcl(client: ec2.EC2Client, VpcId: string, SubnetId: string): Promise<void> {
  const made = await client.send(new ec2.CreateNetworkAclCommand({ VpcId }))
  const NetworkAclId = given(made.NetworkAcl?.NetworkAclId, 'network ACL')
  await client.send(
    new ec2.CreateNetworkAclEntryCommand({
      NetworkAclId,
      RuleNumber: 100,
      Protocol: '6',
      RuleAction: 'deny',
      Egress: false,
      CidrBlock: '0.0.0.0/0',
      PortRange: { From: 22, To: 22 },
    }),
  )
  const listed = await client.send(new ec2.DescribeNetworkAclsCommand({}))
  const held = listed.NetworkAcls?.flatMap((acl) => acl.Associations ?? []).find(
    (one) => one.SubnetId === SubnetId,
  )
  const AssociationId = given(held?.NetworkAclAssociationId, 'ACL association')
  await client.send(new ec2.ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }))
}
