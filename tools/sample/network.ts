import { ec2Id, publicAddress } from './ids.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface Subnet {
  readonly name: string
  readonly cidr: string
  /** a, b, c */
  readonly zone: string
  readonly table: string
  readonly acl?: string
  readonly public?: true
}

/** Destination and what it goes to: `igw`, `nat`, or the id of something else. */
export type Route = readonly [destination: string, target: string]

export interface AclEntry {
  readonly number: number
  readonly egress?: true
  readonly deny?: true
  /** 6 is tcp, -1 is everything. */
  readonly protocol: '6' | '17' | '-1'
  readonly cidr: string
  readonly ports?: readonly [number, number]
}

export interface Permission {
  readonly protocol: 'tcp' | 'udp' | '-1'
  readonly ports?: readonly [number, number]
  readonly cidrs?: readonly string[]
  /** Names of groups of the same VPC. */
  readonly groups?: readonly string[]
}

export interface SecurityGroup {
  readonly name: string
  readonly description: string
  readonly ingress: readonly Permission[]
}

export interface Vpc {
  readonly region: string
  readonly name: string
  readonly cidr: string
  readonly subnets: readonly Subnet[]
  readonly tables: { readonly [name: string]: readonly Route[] }
  readonly acls?: { readonly [name: string]: readonly AclEntry[] }
  readonly groups: readonly SecurityGroup[]
  /** Subnets that hold a NAT gateway. */
  readonly nat?: readonly string[]
  readonly internetGateway?: false
}

/** Ids of what a VPC holds, by name. */
export const idsOf = (account: string, { region, name }: Pick<Vpc, 'region' | 'name'>) => {
  const of = (prefix: string, what: string) => ec2Id(prefix, `${account}/${region}/${name}/${what}`)
  return {
    vpc: of('vpc', 'vpc'),
    gateway: of('igw', 'igw'),
    subnet: (subnet: string) => of('subnet', subnet),
    table: (table: string) => of('rtb', table),
    acl: (acl: string) => of('acl', acl),
    group: (group: string) => of('sg', group),
    nat: (subnet: string) => of('nat', subnet),
  }
}

export const tcp = (port: number | readonly [number, number], ...from: readonly string[]): Permission => ({
  protocol: 'tcp',
  ports: typeof port === 'number' ? [port, port] : port,
  ...sources(from),
})

/** Addresses hold a slash, names of groups don't. */
const sources = (from: readonly string[]) => ({
  cidrs: from.filter((source) => source.includes('/')),
  groups: from.filter((source) => !source.includes('/')),
})

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
    return name === 'nat' ? { NatGatewayId: ids.nat(vpc.nat?.[0] ?? '') } : { GatewayId: name }
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

function groupsAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  const own: Permission = { protocol: '-1', groups: ['default'] }
  const withDefault: readonly SecurityGroup[] = [
    { name: 'default', description: 'default VPC security group', ingress: [own] },
    ...vpc.groups,
  ]
  const permission = ({ protocol, ports, cidrs = [], groups = [] }: Permission) => ({
    IpProtocol: protocol,
    ...(ports === undefined ? {} : { FromPort: ports[0], ToPort: ports[1] }),
    UserIdGroupPairs: groups.map((group) => ({ UserId: account, GroupId: ids.group(group) })),
    IpRanges: cidrs.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: cidrs.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: [],
  })
  return withDefault.map((group) => ({
    GroupId: ids.group(group.name),
    GroupName: group.name === 'default' ? 'default' : `${vpc.name}-${group.name}`,
    Description: group.description,
    OwnerId: account,
    VpcId: ids.vpc,
    SecurityGroupArn: `arn:aws:ec2:${vpc.region}:${account}:security-group/${ids.group(group.name)}`,
    IpPermissions: group.ingress.map(permission),
    IpPermissionsEgress: [permission({ protocol: '-1', cidrs: [ANYWHERE] })],
    Tags: tagList({ Name: `${vpc.name}-${group.name}` }),
  }))
}

const gatewayAnswer = (account: string, vpc: Vpc) => ({
  InternetGatewayId: idsOf(account, vpc).gateway,
  OwnerId: account,
  Attachments: [{ State: 'available', VpcId: idsOf(account, vpc).vpc }],
  Tags: tagList({ Name: `${vpc.name}-igw` }),
})

let nextNatAddress = 100
function natAnswer(account: string, vpc: Vpc) {
  const ids = idsOf(account, vpc)
  return (vpc.nat ?? []).map((subnet) => ({
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
        PublicIp: publicAddress(nextNatAddress++),
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    Tags: tagList({ Name: `${vpc.name}-nat-${subnet}` }),
  }))
}
