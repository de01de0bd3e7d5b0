import { defineNode, derived, flag, json, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'azure', service: 'network' } as const

export const AzureVirtualNetwork = defineNode({
  ...network,
  kind: 'AzureVirtualNetwork',
  title: 'Virtual network',
  properties: {
    addressPrefixes: texts('CIDR blocks'),
    peerings: json('[{ id, remote, state, forwarded, access }]'),
    ddosProtection: flag('a DDoS protection plan'),
    flowLogged: flag(
      'a flow log of it, or of each of its subnets or their security groups, goes to a Log Analytics workspace; absent when not collected',
    ),
  },
})

export const AzureSubnet = defineNode({
  ...network,
  kind: 'AzureSubnet',
  title: 'Subnet of a virtual network',
  properties: {
    addressPrefixes: texts('CIDR blocks'),
    securityGroup: text('lower-cased id of its network security group; null when it has none'),
    routeTable: text('lower-cased id; null when it has none'),
    serviceEndpoints: texts('services reached over the backbone'),
    privateEndpointPolicies: text('Disabled | Enabled | NetworkSecurityGroupEnabled | RouteTableEnabled'),
    delegatedTo: texts('services that it is delegated to'),
  },
})

export const AzureNetworkSecurityGroup = defineNode({
  ...network,
  kind: 'AzureNetworkSecurityGroup',
  title: 'Network security group',
  properties: {
    rules: json(
      '[{ id, name, direction, access, priority, protocol, sources, sourcePorts, destinations, destinationPorts, sourceGroups, destinationGroups }], default rules too',
    ),
    attached: derived(flag('attached to a subnet or an interface')),
    openToInternet: derived(
      texts('ports that its rules let in from the Internet by priority, such as tcp/22; empty when none'),
    ),
  },
})

export const AzureApplicationSecurityGroup = defineNode({
  ...network,
  kind: 'AzureApplicationSecurityGroup',
  title: 'Application security group',
  properties: {},
})

export const AzureNetworkInterface = defineNode({
  ...network,
  kind: 'AzureNetworkInterface',
  title: 'Azure network interface',
  properties: {
    privateIps: texts('IPv4 and IPv6'),
    subnet: text('lower-cased id of the subnet of its first configuration'),
    securityGroup: text('lower-cased id of its network security group; null when it has none'),
    applicationSecurityGroups: texts('lower-cased ids'),
    publicIps: texts('lower-cased ids of its public addresses'),
    ipForwarding: flag('may forward traffic of others'),
  },
})

export const AzurePublicIp = defineNode({
  ...network,
  kind: 'AzurePublicIp',
  title: 'Public IP address',
  properties: {
    address: text('absent while none is allocated'),
    skuName: text('Basic | Standard: Standard takes nothing in without a security group that allows it'),
    attachedTo: text('lower-cased id of the configuration it is on; null when none'),
  },
})

export const AzureRouteTable = defineNode({
  ...network,
  kind: 'AzureRouteTable',
  title: 'Azure route table',
  properties: { routes: json('[{ name, prefix, nextHop, nextHopIp }]') },
})

export const AzureLoadBalancer = defineNode({
  ...network,
  kind: 'AzureLoadBalancer',
  title: 'Azure load balancer',
  properties: {
    skuName: text('Basic | Standard | Gateway'),
    frontends: json('[{ id, publicIp, address, subnet }]: the address inside'),
    pools: json('[{ id, members }]: interfaces or addresses'),
    rules: json('[{ id, frontend, pool, protocol, frontendPort, backendPort }]'),
    natRules: json('[{ id, frontend, interface, protocol, frontendPort, backendPort }]'),
  },
})

export const AzureApplicationGateway = defineNode({
  ...network,
  kind: 'AzureApplicationGateway',
  title: 'Application gateway',
  properties: {
    publicIps: texts('lower-cased ids of its public frontends'),
    ports: texts('ports of its listeners with a public frontend, such as tcp/443'),
    backends: texts('addresses or host names, and interfaces, of its pools'),
    subnet: text('lower-cased id of the subnet that it sends from'),
    leads: json('[{ members, port }]: interfaces or addresses that requests from outside are sent on to'),
    insideLeads: json(
      '[{ address, entry, members, port }]: likewise for requests to a private address and port of the gateway',
    ),
    wafMode: text('Prevention | Detection | none; absent when its policy was not read'),
    wafRequestBody: flag('its firewall looks into request bodies; absent when it has none'),
    wafBots: flag('its firewall has rules against bots; absent when it has none'),
    minimumTls: text('TLSv1_2, …; absent when its policy does not say'),
    http2: flag('speaks HTTP/2 with clients'),
  },
})

export const AzurePrivateEndpoint = defineNode({
  ...network,
  kind: 'AzurePrivateEndpoint',
  title: 'Private endpoint',
  properties: { subnet: text('lower-cased id'), target: text('lower-cased id of what it leads to') },
})

export const AzureFlowLog = defineNode({
  ...network,
  kind: 'AzureFlowLog',
  title: 'Flow log',
  properties: {
    target: text('lower-cased id of what it logs'),
    enabled: flag('writes'),
    retentionDays: text('0 is for ever'),
    workspace: text('lower-cased id of the Log Analytics workspace that it goes to; null when none'),
  },
})
