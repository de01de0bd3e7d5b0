import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, armChild, armList, defineAzureCollector } from './calls.ts'
import { balancer, balancerProps } from './network-balancers.ts'
import { firewalls } from './network-firewalls.ts'
import { firewallPolicies, gateway, gatewayProps } from './network-gateways.ts'
import { ruleProps, securityRule } from './network-rules.ts'
import { bastionHosts, flowLogged, readWatchers, type Watchers } from './network-watchers.ts'
import { flag, list, optional, propsOf, readList, reference, references, resource, text } from './shapes.ts'

const VERSION = '2024-05-01'
const of = (type: string): AzureCall => armList(`Microsoft.Network/${type}`, VERSION)

const subnet = resource({
  addressPrefix: text,
  addressPrefixes: list(z.string()),
  networkSecurityGroup: reference,
  routeTable: reference,
  serviceEndpoints: list(z.object({ service: text })),
  delegations: list(resource({ serviceName: text })),
  privateEndpointNetworkPolicies: text,
})
const network = resource({
  addressSpace: optional(z.object({ addressPrefixes: list(z.string()) })),
  subnets: list(subnet),
  virtualNetworkPeerings: list(
    resource({
      remoteVirtualNetwork: reference,
      peeringState: text,
      allowForwardedTraffic: flag,
      allowVirtualNetworkAccess: flag,
    }),
  ),
  enableDdosProtection: flag,
})
const group = resource({ securityRules: list(securityRule), defaultSecurityRules: list(securityRule) })
const configuration = resource({
  privateIPAddress: text,
  subnet: reference,
  publicIPAddress: reference,
  applicationSecurityGroups: references,
})
const card = resource({
  ipConfigurations: list(configuration),
  networkSecurityGroup: reference,
  enableIPForwarding: flag,
  virtualMachine: reference,
})
const address = resource({ ipAddress: text, ipConfiguration: reference })
const routes = resource({
  routes: list(resource({ addressPrefix: text, nextHopType: text, nextHopIpAddress: text })),
})
const endpoint = resource({
  subnet: reference,
  privateLinkServiceConnections: list(resource({ privateLinkServiceId: text })),
})
/** Networks, what filters in them, addresses, and what leads into them. */
export const networkCollector = defineAzureCollector({
  service: 'network',
  level: 'subscription',
  calls: {
    'network virtual-networks': of('virtualNetworks'),
    'network security-groups': of('networkSecurityGroups'),
    'network application-security-groups': of('applicationSecurityGroups'),
    'network interfaces': of('networkInterfaces'),
    'network public-addresses': of('publicIPAddresses'),
    'network route-tables': of('routeTables'),
    'network load-balancers': of('loadBalancers'),
    'network application-gateways': of('applicationGateways'),
    'network firewall-policies': of('ApplicationGatewayWebApplicationFirewallPolicies'),
    'network firewalls': of('azureFirewalls'),
    'network azure-firewall-policies': of('firewallPolicies'),
    'network rule-collection-groups': armChild(
      'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
      'ruleCollectionGroups',
      VERSION,
    ),
    'network ip-groups': of('ipGroups'),
    'network bastion-hosts': of('bastionHosts'),
    'network private-endpoints': of('privateEndpoints'),
    'network watchers': of('networkWatchers'),
    'network flow-logs': {
      ...of('networkWatchers/flowLogs'),
      path: '{id}/flowLogs',
      per: 'id',
    },
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const watchers = await readWatchers(context, records, missing)
    await networks(context, records, missing, watchers)
    await interfaces(context, records, missing)
    await entrances(context, records, missing)
    await firewalls(context, records, missing)
    records.subscription(context.partition, {
      watcherRegions: watchers?.regions,
      bastionHosts: await bastionHosts(context, missing),
    })
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

async function networks(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
  watchers: Watchers | undefined,
): Promise<void> {
  const { partition } = context
  for (const found of (await readList(context, 'network virtual-networks', network, missing)) ?? []) {
    const { addressSpace, subnets, virtualNetworkPeerings, enableDdosProtection } = found.properties
    records.resource(partition, 'AzureVirtualNetwork', found, {
      addressPrefixes: addressSpace?.addressPrefixes ?? [],
      ddosProtection: enableDdosProtection ?? false,
      flowLogged: flowLogged(watchers, found),
      peerings: virtualNetworkPeerings.map(({ id, properties }) =>
        propsOf({
          id,
          remote: properties.remoteVirtualNetwork,
          state: properties.peeringState,
          forwarded: properties.allowForwardedTraffic ?? false,
          access: properties.allowVirtualNetworkAccess ?? true,
        }),
      ),
    })
    for (const one of subnets) {
      const { addressPrefix, addressPrefixes, privateEndpointNetworkPolicies } = one.properties
      const props = {
        addressPrefixes: addressPrefix === undefined ? addressPrefixes : [addressPrefix],
        securityGroup: one.properties.networkSecurityGroup ?? null,
        routeTable: one.properties.routeTable ?? null,
        serviceEndpoints: one.properties.serviceEndpoints.flatMap(({ service }) => service ?? []),
        delegatedTo: one.properties.delegations.flatMap(({ properties }) => properties.serviceName ?? []),
        privateEndpointPolicies: privateEndpointNetworkPolicies,
      }
      records.resource(partition, 'AzureSubnet', { ...one, location: found.location }, props)
      records.relate(found.id, 'CONTAINS', one.id)
    }
  }
  for (const found of (await readList(context, 'network security-groups', group, missing)) ?? []) {
    const { securityRules, defaultSecurityRules } = found.properties
    const rules = [...securityRules, ...defaultSecurityRules].map(ruleProps)
    records.resource(partition, 'AzureNetworkSecurityGroup', found, { rules })
  }
  const asg = resource({})
  for (const found of (await readList(context, 'network application-security-groups', asg, missing)) ?? [])
    records.resource(partition, 'AzureApplicationSecurityGroup', found, {})
  for (const found of (await readList(context, 'network route-tables', routes, missing)) ?? []) {
    const props = found.properties.routes.map(({ name, properties }) =>
      propsOf({
        name,
        prefix: properties.addressPrefix,
        nextHop: properties.nextHopType,
        nextHopIp: properties.nextHopIpAddress,
      }),
    )
    records.resource(partition, 'AzureRouteTable', found, { routes: props })
  }
}

async function interfaces(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  const { partition } = context
  for (const found of (await readList(context, 'network interfaces', card, missing)) ?? []) {
    const configurations = found.properties.ipConfigurations.map(({ properties }) => properties)
    const subnetId = configurations.find((one) => one.subnet !== undefined)?.subnet
    records.resource(partition, 'AzureNetworkInterface', found, {
      privateIps: configurations.flatMap(({ privateIPAddress }) => privateIPAddress ?? []),
      publicIps: configurations.flatMap(({ publicIPAddress }) => publicIPAddress ?? []),
      subnet: subnetId,
      securityGroup: found.properties.networkSecurityGroup ?? null,
      applicationSecurityGroups: [
        ...new Set(configurations.flatMap(({ applicationSecurityGroups }) => applicationSecurityGroups)),
      ].sort(),
      ipForwarding: found.properties.enableIPForwarding ?? false,
    })
    records.relate(found.id, 'IN_SUBNET', subnetId)
    records.relate(found.properties.virtualMachine, 'HAS_INTERFACE', found.id)
  }
  for (const found of (await readList(context, 'network public-addresses', address, missing)) ?? []) {
    const props = {
      address: found.properties.ipAddress,
      skuName: found.sku?.name ?? 'Basic',
      attachedTo: found.properties.ipConfiguration ?? null,
    }
    records.resource(partition, 'AzurePublicIp', found, props)
  }
}

async function entrances(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  const { partition } = context
  for (const found of (await readList(context, 'network load-balancers', balancer, missing)) ?? [])
    records.resource(partition, 'AzureLoadBalancer', found, balancerProps(found))
  const policies = await firewallPolicies(context, missing)
  for (const found of (await readList(context, 'network application-gateways', gateway, missing)) ?? [])
    records.resource(partition, 'AzureApplicationGateway', found, gatewayProps(found, policies))
  for (const found of (await readList(context, 'network private-endpoints', endpoint, missing)) ?? []) {
    const [connection] = found.properties.privateLinkServiceConnections
    const props = {
      subnet: found.properties.subnet,
      target: connection?.properties.privateLinkServiceId?.toLowerCase(),
    }
    records.resource(partition, 'AzurePrivateEndpoint', found, props)
  }
}
