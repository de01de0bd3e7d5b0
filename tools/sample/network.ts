import { ec2Id } from './ids.ts'
import { groupsAnswer } from './security-groups.ts'
import { type AclEntry, idsOf, type Subnet, type Vpc } from './vpc.ts'
import { type AccountWriter, tagList } from './writer.ts'

const ANYWHERE = '0.0.0.0/0'
const OPEN_ACL: readonly AclEntry[] = [
  { number: 100, protocol: '-1', cidr: ANYWHERE },
  { number: 100, egress: true, protocol: '-1', cidr: ANYWHERE },
]
const LAST: readonly AclEntry[] = [
  { number: 32767, deny: true, protocol: '-1', cidr: ANYWHERE },
  { number: 32767, deny: true, egress: true, protocol: '-1', cidr: ANYWHERE },
]

/** Writes what EC2 answers about the networks of one region. */
export function writeNetwork(out: AccountWriter, region: string, vpcs: readonly Vpc[]): void {
  const list = (noun: string, key: string, items: readonly unknown[]) =>
    out.list(region, `ec2 describe-${noun}`, key, items)
  list(
    'vpcs',
    'Vpcs',
    vpcs.map((vpc) => vpcAnswer(out.account, vpc)),
  )
  list(
    'subnets',
    'Subnets',
    vpcs.flatMap((vpc) => vpc.subnets.map((subnet) => subnetAnswer(out.account, vpc, subnet))),
  )
  list(
    'route-tables',
    'RouteTables',
    vpcs.flatMap((vpc) => tablesAnswer(out.account, vpc)),
  )
  list(
    'network-acls',
    'NetworkAcls',
    vpcs.flatMap((vpc) => aclsAnswer(out.account, vpc)),
  )
  list(
    'security-groups',
    'SecurityGroups',
    vpcs.flatMap((vpc) => groupsAnswer(out.account, vpc)),
  )
  list(
    'internet-gateways',
    'InternetGateways',
    vpcs.filter(hasGateway).map((vpc) => gatewayAnswer(out.account, vpc)),
  )
  list(
    'nat-gateways',
    'NatGateways',
    vpcs.flatMap((vpc) => natAnswer(out.account, vpc)),
  )
  list('vpc-peering-connections', 'VpcPeeringConnections', [])
  list(
    'flow-logs',
    'FlowLogs',
    vpcs.filter((vpc) => vpc.flowLogs).map((vpc) => flowLogAnswer(out.account, vpc)),
  )
}

const hasGateway = (vpc: Vpc): boolean => vpc.internetGateway !== false

const vpcAnswer = (account: string, vpc: Vpc) => ({
  OwnerId: account,
  InstanceTenancy: 'default',
  Ipv6CidrBlockAssociationSet: [],
  CidrBlockAssociationSet: [
    {
      AssociationId: ec2Id('vpc-cidr-assoc', `${account}/${vpc.region}/${vpc.name}`),
      CidrBlock: vpc.cidr,
      CidrBlockState: { State: 'associated' },
    },
  ],
  IsDefault: false,
  Tags: tagList({ Name: vpc.name }),
  VpcId: idsOf(account, vpc).vpc,
  State: 'available',
  CidrBlock: vpc.cidr,
})

function subnetAnswer(account: string, vpc: Vpc, subnet: Subnet) {
  const ids = idsOf(account, vpc)
  return {
    OwnerId: account,
    AvailabilityZone: `${vpc.region}${subnet.zone}`,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    SubnetArn: `arn:aws:ec2:${vpc.region}:${account}:subnet/${ids.subnet(subnet.name)}`,
    SubnetId: ids.subnet(subnet.name),
    State: 'available',
    VpcId: ids.vpc,
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: 240,
    DefaultForAz: false,
    MapPublicIpOnLaunch: subnet.public === true,
    Tags: tagList({ Name: `${vpc.name}-${subnet.name}` }),
  }
}

function tablesAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  const target = (name: string) => {
    if (name === 'igw') return { GatewayId: ids.gateway }
    return name === 'nat' ? { NatGatewayId: ids.nat(vpc.nat?.subnet ?? '') } : { GatewayId: name }
  }
  const tables: Vpc['tables'] = { main: [], ...vpc.tables }
  return Object.entries(tables).map(([name, routes]) => ({
    OwnerId: account,
    RouteTableId: ids.table(name),
    VpcId: ids.vpc,
    PropagatingVgws: [],
    Tags: tagList({ Name: `${vpc.name}-${name}` }),
    Associations: associations(account, vpc, name),
    Routes: [
      { DestinationCidrBlock: vpc.cidr, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
      ...routes.map(([destination, name]) => ({
        DestinationCidrBlock: destination,
        ...target(name),
        Origin: 'CreateRoute',
        State: 'active',
      })),
    ],
  }))
}

function associations(account: string, vpc: Vpc, table: string) {
  const ids = idsOf(account, vpc)
  const common = (what: string) => ({
    RouteTableAssociationId: ec2Id('rtbassoc', `${account}/${vpc.region}/${vpc.name}/${what}`),
    RouteTableId: ids.table(table),
    AssociationState: { State: 'associated' },
  })
  if (table === 'main') return [{ Main: true, ...common('main') }]
  return vpc.subnets
    .filter((subnet) => subnet.table === table)
    .map((subnet) => ({ Main: false, ...common(subnet.name), SubnetId: ids.subnet(subnet.name) }))
}

function aclsAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  return Object.entries({ default: OPEN_ACL, ...vpc.acls }).map(([name, entries]) => ({
    OwnerId: account,
    NetworkAclId: ids.acl(name),
    VpcId: ids.vpc,
    IsDefault: name === 'default',
    Tags: tagList({ Name: `${vpc.name}-${name}` }),
    Entries: [...entries, ...LAST].map(aclEntryAnswer),
    Associations: vpc.subnets
      .filter((subnet) => (subnet.acl ?? 'default') === name)
      .map((subnet) => ({
        NetworkAclAssociationId: ec2Id('aclassoc', `${account}/${vpc.name}/${subnet.name}`),
        NetworkAclId: ids.acl(name),
        SubnetId: ids.subnet(subnet.name),
      })),
  }))
}

const aclEntryAnswer = ({ number, egress, deny, protocol, cidr, ports }: AclEntry) => ({
  CidrBlock: cidr,
  Egress: egress === true,
  ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
  Protocol: protocol,
  RuleAction: deny ? 'deny' : 'allow',
  RuleNumber: number,
})

const gatewayAnswer = (account: string, vpc: Vpc) => ({
  InternetGatewayId: idsOf(account, vpc).gateway,
  OwnerId: account,
  Attachments: [{ State: 'available', VpcId: idsOf(account, vpc).vpc }],
  Tags: tagList({ Name: `${vpc.name}-igw` }),
})

function natAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  if (vpc.nat === undefined) return []
  const { subnet, address } = vpc.nat
  return [
    {
      NatGatewayId: ids.nat(subnet),
      SubnetId: ids.subnet(subnet),
      VpcId: ids.vpc,
      State: 'available',
      ConnectivityType: 'public',
      CreateTime: '2026-10-06T09:15:00+00:00',
      NatGatewayAddresses: [
        {
          AllocationId: ec2Id('eipalloc', `${account}/${vpc.name}/${subnet}`),
          NetworkInterfaceId: ec2Id('eni', `${account}/${vpc.name}/nat/${subnet}`),
          PublicIp: address,
          IsPrimary: true,
          Status: 'succeeded',
        },
      ],
      Tags: tagList({ Name: `${vpc.name}-nat-${subnet}` }),
    },
  ]
}

const flowLogAnswer = (account: string, vpc: Vpc) => ({
  FlowLogId: ec2Id('fl', `${account}/${vpc.region}/${vpc.name}`),
  FlowLogStatus: 'ACTIVE',
  ResourceId: idsOf(account, vpc).vpc,
  TrafficType: 'ALL',
  LogDestinationType: 's3',
  CreationTime: '2026-10-06T09:20:00+00:00',
})
