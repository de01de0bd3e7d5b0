import { defineNode, flag, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'gcp', service: 'compute' } as const

export const GcpNetwork = defineNode({
  ...network,
  kind: 'GcpNetwork',
  title: 'VPC network',
  properties: { legacy: flag('one range for all regions and no subnets; absent when not known') },
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
    sourceRanges: texts('whose packets it is about'),
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
  },
})
