import { type Builder, pick } from './builder.ts'

/** One VPC with public and private subnets, groups, and instances that run as roles. */
export function addNetwork(builder: Builder, scale: number, roles: readonly string[]): void {
  const arn = (type: string, id: string) => `arn:aws:ec2:${builder.region}:${builder.account}:${type}/${id}`
  const add = (type: string, id: string, kind: string, props: object) =>
    builder.node('ec2', arn(type, id), kind, { name: id, ...props })
  const vpc = add('vpc', 'vpc-0', 'AwsVpc', { vpcId: 'vpc-0', cidrBlocks: ['10.0.0.0/16'], isDefault: false })
  const gateway = add('internet-gateway', 'igw-0', 'AwsInternetGateway', { gatewayId: 'igw-0' })
  builder.relate('ec2', gateway, 'ATTACHED_TO', vpc)
  const acl = add('network-acl', 'acl-0', 'AwsNetworkAcl', {
    aclId: 'acl-0',
    isDefault: true,
    entries: OPEN_ENTRIES,
  })
  const subnets = Array.from({ length: 2 + Math.ceil(scale) }, (_, at) => {
    const subnet = add('subnet', `subnet-${at}`, 'AwsSubnet', {
      subnetId: `subnet-${at}`,
      cidrBlock: `10.0.${at % 256}.0/24`,
    })
    const table = add('route-table', `rtb-${at}`, 'AwsRouteTable', {
      routeTableId: `rtb-${at}`,
      routes: routesOf(at % 2 === 0),
      main: false,
    })
    builder.relate('ec2', subnet, 'IN_VPC', vpc)
    builder.relate('ec2', subnet, 'HAS_ROUTE_TABLE', table)
    builder.relate('ec2', subnet, 'HAS_NETWORK_ACL', acl)
    return subnet
  })
  const groups = Array.from({ length: Math.ceil(scale * 4) }, (_, at) => {
    const open = at % 5 === 0
    const id = add('security-group', `sg-${at}`, 'AwsSecurityGroup', {
      groupId: `sg-${at}`,
      ingress: [
        {
          protocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          cidrs: [open ? '0.0.0.0/0' : '10.0.0.0/16'],
          groups: [],
          prefixLists: [],
        },
      ],
      egress: [
        { protocol: 'all', fromPort: null, toPort: null, cidrs: ['0.0.0.0/0'], groups: [], prefixLists: [] },
      ],
      openToInternet: open ? ['tcp/443'] : [],
    })
    builder.relate('ec2', id, 'IN_VPC', vpc)
    return id
  })
  for (let at = 0; at < scale * 10; at++) addInstance(builder, at, { add, vpc, subnets, groups, roles })
}

const OPEN_ENTRIES = [false, true].map((egress) => ({
  number: 100,
  egress,
  protocol: 'all',
  allow: true,
  cidr: '0.0.0.0/0',
  fromPort: null,
  toPort: null,
}))

const routesOf = (isPublic: boolean) => [
  { destination: '10.0.0.0/16', target: 'local', state: 'active' },
  ...(isPublic ? [{ destination: '0.0.0.0/0', target: 'igw-0', state: 'active' }] : []),
]

interface Place {
  readonly add: (type: string, id: string, kind: string, props: object) => string
  readonly vpc: string
  readonly subnets: readonly string[]
  readonly groups: readonly string[]
  readonly roles: readonly string[]
}

function addInstance(builder: Builder, at: number, place: Place): void {
  const isPublic = at % 4 === 0
  const subnet = place.subnets[isPublic ? 0 : 1] ?? ''
  const addresses = {
    privateIp: `10.0.0.${at % 250}`,
    ...(isPublic ? { publicIp: `203.0.113.${at % 250}` } : {}),
  }
  const instance = place.add('instance', `i-${at}`, 'AwsEc2Instance', {
    instanceId: `i-${at}`,
    state: 'running',
    httpTokens: at % 3 === 0 ? 'optional' : 'required',
    httpEndpoint: 'enabled',
    httpPutResponseHopLimit: 1,
    userDataKinds: [],
    ...addresses,
  })
  const networkInterface = place.add('network-interface', `eni-${at}`, 'AwsNetworkInterface', {
    interfaceId: `eni-${at}`,
    privateIps: [addresses.privateIp],
    publicIps: isPublic ? [`203.0.113.${at % 250}`] : [],
    ipv6Addresses: [],
    interfaceType: 'interface',
    attachedInstance: `i-${at}`,
    sourceDestCheck: true,
  })
  const profile = builder.node(
    'iam',
    `arn:aws:iam::${builder.account}:instance-profile/p-${at}`,
    'AwsIamInstanceProfile',
    { name: `p-${at}`, path: '/' },
  )
  builder.relate('iam', profile, 'HAS_ROLE', pick(builder, place.roles))
  builder.relate('ec2', instance, 'HAS_INSTANCE_PROFILE', profile)
  builder.relate('ec2', instance, 'HAS_INTERFACE', networkInterface)
  builder.relate('ec2', networkInterface, 'IN_SUBNET', subnet)
  builder.relate('ec2', networkInterface, 'IN_SECURITY_GROUP', pick(builder, place.groups))
  builder.relate('ec2', instance, 'IN_SUBNET', subnet)
  builder.relate('ec2', instance, 'IN_VPC', place.vpc)
}
