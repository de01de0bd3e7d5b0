import { defineNode, flag, json, number, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'gcp', service: 'compute' } as const

export const GcpNetwork = defineNode({
  ...network,
  kind: 'GcpNetwork',
  title: 'VPC network',
  properties: {
    legacy: flag('one range for all regions and no subnets; absent when not known'),
    firewallOrder: text(
      'AFTER_CLASSIC_FIREWALL | BEFORE_CLASSIC_FIREWALL: where its firewall policies stand to its rules',
    ),
    peerings: json('[{ network, active, exportsPublic, importsPublic }]: networks that it is peered with'),
  },
})

export const GcpSubnetwork = defineNode({
  ...network,
  kind: 'GcpSubnetwork',
  title: 'Subnet',
  properties: {
    network: text('id of its network'),
    range: text('primary IPv4 range'),
    purpose: text('PRIVATE, REGIONAL_MANAGED_PROXY, PRIVATE_SERVICE_CONNECT, …'),
    flowLogs: flag('its own setting for VPC Flow Logs is on'),
    privateGoogleAccess: flag('instances without external address reach Google APIs'),
  },
})

export const GcpFirewall = defineNode({
  ...network,
  kind: 'GcpFirewall',
  title: 'VPC firewall rule',
  properties: {
    network: text('id of its network'),
    direction: text('INGRESS | EGRESS'),
    disabled: flag('it is not applied'),
    priority: number('the lowest number is tried first'),
    action: text('allow | deny'),
    ports: texts('what it is about: tcp/22, tcp/8000-9000, udp, all'),
    sourceRanges: texts('whose packets it is about'),
    sourceTags: texts('the same, by network tag of instances of its network'),
    sourceServiceAccounts: texts('the same, by the account that they act as'),
    destinationRanges: texts('to whom the packets go'),
    targetTags: texts(
      'instances it is for, by network tag; empty with no target accounts: all of the network',
    ),
    targetServiceAccounts: texts('instances it is for, by the account that they act as'),
    openToInternet: texts(
      'what it lets any address reach: tcp/22, tcp/8000-9000, udp, all; empty when nothing',
    ),
  },
})

export const GcpBackendService = defineNode({
  ...network,
  kind: 'GcpBackendService',
  title: 'Backend service of a load balancer',
  properties: {
    scheme: text('EXTERNAL, EXTERNAL_MANAGED, INTERNAL, INTERNAL_MANAGED, INTERNAL_SELF_MANAGED'),
    protocol: text('HTTP, HTTPS, HTTP2, TCP, …'),
    logging: flag('requests are recorded'),
    portName: text('named port of its instance groups; null when it says none'),
    backends: texts('ids of its instance groups and network endpoint groups'),
    identityAwareProxy: flag('Identity-Aware Proxy asks who comes'),
    securityPolicy: text('id of its Cloud Armor policy; null when it has none'),
  },
})

export const GcpFirewallPolicy = defineNode({
  ...network,
  kind: 'GcpFirewallPolicy',
  title: 'Firewall policy',
  properties: {
    level: text('hierarchical | global | regional'),
    attachedTo: texts('ids of the organization, folders or networks that it is for'),
    rules: json(
      '[{ priority, action, direction, disabled, ports, ranges, otherEnd, secureTags, regions, threats, otherLists, scope, networks, targetType, targetNetworks, targetServiceAccounts, targetSecureTags, ineffective }]: of secure tags the values that are in effect; ineffective is a rule that is ignored for want of one',
    ),
  },
})

export const GcpRoute = defineNode({
  ...network,
  kind: 'GcpRoute',
  title: 'Route of a VPC network',
  properties: {
    network: text('id of its network'),
    destination: text('addresses that it leads to'),
    priority: number('of routes to the same addresses the one with the lowest number counts'),
    tags: texts('instances it is for, by network tag; empty for all'),
    nextHop: text(
      'default-internet-gateway | network | peering | vpn-tunnel | load-balancer | instance | other',
    ),
  },
})

export const GcpForwardingRule = defineNode({
  ...network,
  kind: 'GcpForwardingRule',
  title: 'Forwarding rule of a load balancer',
  properties: {
    scheme: text('EXTERNAL, EXTERNAL_MANAGED, INTERNAL, INTERNAL_MANAGED, …'),
    protocol: text('tcp, udp, l3_default, …'),
    ports: texts('ports or ranges of them; empty for all'),
    target: text('id of its target proxy, target pool or target instance; null when it has none'),
    backendService: text('id of its backend service; null when it has none'),
    network: text('id of the network that it is in; absent when it does not say'),
  },
})

export const GcpTargetProxy = defineNode({
  ...network,
  kind: 'GcpTargetProxy',
  title: 'Target proxy of a load balancer',
  properties: {
    urlMap: text('id of its URL map; null when it has none'),
    backendService: text('id of its backend service; null when it has a URL map'),
  },
})

export const GcpUrlMap = defineNode({
  ...network,
  kind: 'GcpUrlMap',
  title: 'URL map of a load balancer',
  properties: { backendServices: texts('ids of the backend services that it sends requests to') },
})

export const GcpTargetPool = defineNode({
  ...network,
  kind: 'GcpTargetPool',
  title: 'Target pool or target instance',
  properties: { instances: texts('ids of the instances that packets are sent to') },
})

export const GcpInstanceGroup = defineNode({
  ...network,
  kind: 'GcpInstanceGroup',
  title: 'Instance group',
  properties: {
    namedPorts: texts('name:port'),
    members: texts('ids of its instances, where content RELATIONSHIP tells of any'),
  },
})

export const GcpNetworkSenders = defineNode({
  ...network,
  kind: 'GcpNetworkSenders',
  title: 'Instances of a network with one tag or account',
  properties: {
    network: text('id of the network'),
    tag: text('network tag that they have'),
    serviceAccount: text('account that they act as'),
  },
})
