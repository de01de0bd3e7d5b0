import { defineNode, derived, flag, json, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'aws', service: 'ec2' } as const

export const AwsVpc = defineNode({
  ...network,
  kind: 'AwsVpc',
  title: 'VPC',
  properties: {
    vpcId: text('vpc-…'),
    cidrBlocks: texts('associated IPv4 blocks'),
    ipv6CidrBlocks: texts('associated IPv6 blocks'),
    isDefault: flag('the default VPC of its region'),
    flowLogs: flag('has an active flow log that tells of refused traffic; absent when not collected'),
  },
})

export const AwsSubnet = defineNode({
  ...network,
  kind: 'AwsSubnet',
  title: 'Subnet',
  properties: {
    subnetId: text('subnet-…'),
    cidrBlock: text('IPv4 block'),
    ipv6CidrBlocks: texts('IPv6 blocks'),
    availabilityZone: text('us-east-1a, …'),
    mapPublicIp: flag('launches get a public IPv4 address'),
    routesToInternet: derived(flag('default route to an attached internet gateway')),
  },
})

export const AwsNetworkInterface = defineNode({
  ...network,
  kind: 'AwsNetworkInterface',
  title: 'Network interface',
  properties: {
    interfaceId: text('eni-…'),
    privateIps: texts('IPv4'),
    publicIps: texts('IPv4, elastic or assigned'),
    ipv6Addresses: texts('IPv6'),
    interfaceType: text('interface, nat_gateway, network_load_balancer, …'),
    status: text('in-use | available: attached to nothing'),
    attachedInstance: text('instance id (i-…); absent when none'),
    sourceDestCheck: flag('false: may forward traffic of others'),
    internetReachable: derived(
      flag('some port is reachable from the Internet; told where no instance holds it'),
    ),
    internetPorts: derived(texts('what is reachable, such as tcp/22')),
  },
})

export const AwsElasticIp = defineNode({
  ...network,
  kind: 'AwsElasticIp',
  title: 'Elastic IP address',
  properties: {
    allocationId: text('eipalloc-…'),
    publicIp: text('IPv4'),
    associated: flag('with an instance or interface'),
  },
})

export const AwsSecurityGroup = defineNode({
  ...network,
  kind: 'AwsSecurityGroup',
  title: 'Security group',
  properties: {
    groupId: text('sg-…'),
    description: text('as given'),
    isDefault: flag('the default group of its VPC'),
    ingress: json(
      '[{ ruleId?, protocol: tcp|udp|icmp|icmpv6|all|<number>, fromPort, toPort, cidrs: [..], groups: [{ groupId, account? }], prefixLists: [..] }]; ports null = all',
    ),
    egress: json('the same for outbound'),
    openToInternet: texts('ports open to 0.0.0.0/0 or ::/0 inbound, such as tcp/22, all; empty when none'),
    wideSources: texts(
      'public IPv4 blocks broader than /24, but for 0.0.0.0/0, that some rule lets in; empty when none',
    ),
  },
})

export const AwsRouteTable = defineNode({
  ...network,
  kind: 'AwsRouteTable',
  title: 'Route table',
  properties: {
    routeTableId: text('rtb-…'),
    routes: json(
      '[{ destination: CIDR | prefix list id, target: igw-… | nat-… | pcx-… | local | …, state: active | blackhole }]',
    ),
    main: flag('main table of its VPC'),
    wholePeerRoutes: derived(
      texts(
        'destinations that lead through a peering and hold a whole block of the other VPC; absent when a peering was not collected',
      ),
    ),
  },
})

export const AwsInternetGateway = defineNode({
  ...network,
  kind: 'AwsInternetGateway',
  title: 'Internet gateway',
  properties: { gatewayId: text('igw-…') },
})

export const AwsNatGateway = defineNode({
  ...network,
  kind: 'AwsNatGateway',
  title: 'NAT gateway',
  properties: {
    gatewayId: text('nat-…'),
    connectivity: text('public | private'),
    publicIps: texts('IPv4'),
    state: text('available, …'),
  },
})

export const AwsNetworkAcl = defineNode({
  ...network,
  kind: 'AwsNetworkAcl',
  title: 'Network ACL',
  properties: {
    aclId: text('acl-…'),
    isDefault: flag('the default ACL of its VPC'),
    entries: json(
      '[{ number, egress, protocol: tcp|udp|icmp|icmpv6|all|<number>, allow, cidr, fromPort, toPort }]; ports null = all',
    ),
    openToInternet: texts(
      'ports that rules for 0.0.0.0/0 or ::/0 let in, the first that matches counting, such as tcp/22, all; empty when none',
    ),
  },
})

export const AwsTransitGateway = defineNode({
  ...network,
  kind: 'AwsTransitGateway',
  title: 'Transit gateway',
  properties: {
    gatewayId: text('tgw-…'),
    state: text('available, …; deleted ones are left out'),
    autoAccepts: flag('networks of accounts that it is shared with are attached without asking'),
  },
})

export const AwsVpcPeering = defineNode({
  ...network,
  kind: 'AwsVpcPeering',
  title: 'VPC peering',
  properties: {
    peeringId: text('pcx-…'),
    status: text('active, …'),
    requesterVpc: text('VPC ARN'),
    accepterVpc: text('VPC ARN'),
    requesterCidrs: texts('IPv4 and IPv6 blocks; absent when not told'),
    accepterCidrs: texts('IPv4 and IPv6 blocks; absent when not told'),
  },
})
