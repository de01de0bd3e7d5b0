import { expect, test } from 'vitest'
import { collected, GROUP, SUBSCRIPTION } from './collected.testkit.ts'
import { networkCollector } from './network.ts'

const id = (type: string, name: string): string => `${GROUP}/providers/microsoft.network/${type}/${name}`
const NETWORK = id('virtualnetworks', 'main')
const GATEWAY = id('applicationgateways', 'web')
const WATCHER = id('networkwatchers', 'west')
const subnet = (name: string, group?: string) => ({
  id: `${NETWORK}/subnets/${name}`,
  name,
  properties: group === undefined ? {} : { networkSecurityGroup: { id: id('networksecuritygroups', group) } },
})
const networks = (...subnets: readonly object[]) => ({
  'network virtual-networks': [{ id: NETWORK, location: 'West Europe', properties: { subnets } }],
  'network watchers': [{ id: WATCHER, location: 'westeurope', properties: {} }],
})
const flowLog = (target: string, analytics: object = { enabled: true, workspaceResourceId: '/W' }) => ({
  id: `${WATCHER}/flowLogs/${target.length}`,
  properties: {
    targetResourceId: target,
    enabled: true,
    flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: analytics },
  },
})
const flowLoggedOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(networkCollector, given)).propsOf(NETWORK)?.flowLogged

/** https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview */
test('a network is logged by a flow log of its own, or by one for each subnet', async () => {
  const logs = (...all: readonly object[]) => ({ 'network flow-logs': all })
  const both = networks(subnet('a', 'web'), subnet('b'))
  expect(await flowLoggedOf({ ...both, ...logs(flowLog(NETWORK)) })).toBe(true)
  const each = logs(flowLog(id('networkSecurityGroups', 'web')), flowLog(`${NETWORK}/subnets/b`))
  expect(await flowLoggedOf({ ...both, ...each })).toBe(true)
  expect(await flowLoggedOf({ ...both, ...logs(flowLog(id('networkSecurityGroups', 'web'))) })).toBe(false)
})

test('a flow log that goes to no workspace does not count', async () => {
  const given = { ...networks(subnet('a')), 'network flow-logs': [flowLog(NETWORK, { enabled: false })] }
  expect(await flowLoggedOf(given)).toBe(false)
})

test('where the flow logs of a region were not read it is not known', async () => {
  expect(await flowLoggedOf(networks(subnet('a')))).toBeUndefined()
})

test('the subscription tells where it has watchers and how many Bastion hosts', async () => {
  const given = {
    ...networks(),
    'network flow-logs': [],
    'network bastion-hosts': [{ id: id('bastionhosts', 'a') }],
  }
  const { propsOf } = await collected(networkCollector, given)
  expect(propsOf(`/subscriptions/${SUBSCRIPTION}`)).toMatchObject({
    watcherRegions: ['westeurope'],
    bastionHosts: 1,
  })
  const unread = await collected(networkCollector, {})
  expect(unread.propsOf(`/subscriptions/${SUBSCRIPTION}`)).not.toHaveProperty('watcherRegions')
})

const POLICY = id('applicationgatewaywebapplicationfirewallpolicies', 'web')
const policy = (policySettings: object, ...ruleSetTypes: readonly string[]) => ({
  'network firewall-policies': [
    {
      id: POLICY,
      properties: {
        policySettings,
        managedRules: { managedRuleSets: ruleSetTypes.map((ruleSetType) => ({ ruleSetType })) },
      },
    },
  ],
})
const gatewayOf = async (properties: object, given: { readonly [call: string]: unknown } = {}) =>
  (
    await collected(networkCollector, {
      'network application-gateways': [{ id: GATEWAY, properties }],
      ...given,
    })
  ).propsOf(GATEWAY)

/** https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview */
test('what a firewall policy says stands above the gateway’s own settings', async () => {
  const own = { enabled: true, firewallMode: 'Detection', requestBodyCheck: false }
  const settings = { state: 'Enabled', mode: 'Prevention', requestBodyCheck: true }
  const properties = { webApplicationFirewallConfiguration: own, firewallPolicy: { id: POLICY } }
  expect(await gatewayOf(properties, policy(settings, 'OWASP', 'Microsoft_BotManagerRuleSet'))).toMatchObject(
    {
      wafMode: 'Prevention',
      wafRequestBody: true,
      wafBots: true,
    },
  )
  expect(await gatewayOf({ webApplicationFirewallConfiguration: own })).toMatchObject({
    wafMode: 'Detection',
    wafRequestBody: false,
    wafBots: false,
  })
})

test('a policy that is off is no firewall, and one that was not read is not known', async () => {
  const properties = { firewallPolicy: { id: POLICY } }
  expect(await gatewayOf(properties, policy({ state: 'Disabled', mode: 'Prevention' }))).toMatchObject({
    wafMode: 'none',
  })
  expect(await gatewayOf(properties)).not.toHaveProperty('wafMode')
  expect(await gatewayOf({})).toMatchObject({ wafMode: 'none' })
})

/** https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview */
test('the least TLS of a gateway follows from its policy, or from the one that it has by default', async () => {
  const least = async (properties: object) => (await gatewayOf(properties))?.minimumTls
  expect(await least({ sslPolicy: { policyType: 'Custom', minProtocolVersion: 'TLSv1_1' } })).toBe('TLSv1_1')
  expect(await least({ sslPolicy: { policyName: 'AppGwSslPolicy20170401S' } })).toBe('TLSv1_2')
  expect(await least({ defaultPredefinedSslPolicy: 'AppGwSslPolicy20150501' })).toBe('TLSv1_0')
  expect(await least({})).toBeUndefined()
})

test('a gateway speaks HTTP/2 when it is enabled', async () => {
  expect(await gatewayOf({ enableHttp2: true })).toMatchObject({ http2: true })
  expect(await gatewayOf({})).toMatchObject({ http2: false })
})

test('a gateway tells where requests go, from outside and from inside, by the rules and paths of its listeners', async () => {
  const part = (name: string, properties: object = {}) => ({ id: `${GATEWAY}/${name}`, name, properties })
  const to = (name: string) => ({ id: `${GATEWAY}/${name}` })
  const pool = (name: string, ...ips: readonly string[]) =>
    part(name, { backendAddresses: ips.map((ipAddress) => ({ ipAddress })) })
  const rule = (name: string, listener: string, properties: object) =>
    part(name, { httpListener: to(listener), ...properties })
  const gateway = await gatewayOf({
    gatewayIPConfigurations: [part('ip', { subnet: { id: `${NETWORK}/subnets/Gateway` } })],
    frontendIPConfigurations: [
      part('out', { publicIPAddress: { id: id('publicipaddresses', 'a') } }),
      part('in', { privateIPAddress: '10.0.9.10' }),
    ],
    frontendPorts: [part('https', { port: 443 })],
    httpListeners: [
      part('public', { frontendIPConfiguration: to('out') }),
      part('private', { frontendIPConfiguration: to('in'), frontendPort: to('https') }),
    ],
    backendAddressPools: [pool('a', '10.0.0.4'), pool('b', '10.0.0.5'), pool('c', '10.0.0.6')],
    backendHttpSettingsCollection: [part('web', { port: 8080 }), part('api', { port: 9090 })],
    urlPathMaps: [
      part('paths', {
        defaultBackendAddressPool: to('a'),
        defaultBackendHttpSettings: to('web'),
        pathRules: [part('api-path', { backendAddressPool: to('b'), backendHttpSettings: to('api') })],
      }),
    ],
    requestRoutingRules: [
      rule('by-path', 'public', { urlPathMap: to('paths') }),
      rule('inside', 'private', { backendAddressPool: to('c'), backendHttpSettings: to('web') }),
    ],
  })
  expect(gateway?.subnet).toBe(`${NETWORK}/subnets/gateway`)
  expect(gateway?.leads).toEqual([
    { members: ['10.0.0.4'], port: 8080 },
    { members: ['10.0.0.5'], port: 9090 },
  ])
  expect(gateway?.insideLeads).toEqual([
    { address: '10.0.9.10', entry: 443, members: ['10.0.0.6'], port: 8080 },
  ])
})

test('a peering lets the other network in unless it says otherwise', async () => {
  const peering = (name: string, properties: object) => ({
    id: `${NETWORK}/virtualNetworkPeerings/${name}`,
    name,
    properties: {
      remoteVirtualNetwork: { id: id('virtualNetworks', name) },
      peeringState: 'Connected',
      ...properties,
    },
  })
  const virtualNetworkPeerings = [peering('a', {}), peering('b', { allowVirtualNetworkAccess: false })]
  const given = { 'network virtual-networks': [{ id: NETWORK, properties: { virtualNetworkPeerings } }] }
  expect((await collected(networkCollector, given)).propsOf(NETWORK)?.peerings).toMatchObject([
    { remote: id('virtualnetworks', 'a'), access: true },
    { remote: id('virtualnetworks', 'b'), access: false },
  ])
})
