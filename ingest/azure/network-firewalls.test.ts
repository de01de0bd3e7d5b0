import { expect, test } from 'vitest'
import { collected, GROUP } from './collected.testkit.ts'
import { networkCollector } from './network.ts'

const id = (type: string, name: string): string => `${GROUP}/providers/microsoft.network/${type}/${name}`
const NETWORK = id('virtualnetworks', 'main')
const POLICY = id('firewallpolicies', 'hub')
const FIREWALL = id('azurefirewalls', 'hub')

/** https://learn.microsoft.com/rest/api/firewall/azure-firewalls/list-all */
test('a firewall tells its addresses, its subnet and whose rules it goes by', async () => {
  const firewallOf = async (properties: object) =>
    (await collected(networkCollector, { 'network firewalls': [{ id: FIREWALL, properties }] })).propsOf(
      FIREWALL,
    )
  const ipConfigurations = [
    {
      id: `${FIREWALL}/azureFirewallIpConfigurations/one`,
      properties: {
        privateIPAddress: '10.0.1.4',
        publicIPAddress: { id: id('publicIPAddresses', 'Hub') },
        subnet: { id: `${NETWORK}/subnets/AzureFirewallSubnet` },
      },
    },
  ]
  expect(
    await firewallOf({ ipConfigurations, threatIntelMode: 'Deny', sku: { tier: 'Standard' } }),
  ).toMatchObject({
    privateAddress: '10.0.1.4',
    publicIps: [id('publicipaddresses', 'hub')],
    subnet: `${NETWORK}/subnets/azurefirewallsubnet`,
    policy: null,
    threatIntelligence: 'Deny',
    tier: 'Standard',
  })
  // With a policy that decides, the mode of the firewall itself says nothing.
  const policied = await firewallOf({
    firewallPolicy: { id: id('firewallPolicies', 'Hub') },
    threatIntelMode: 'Alert',
  })
  expect(policied).toMatchObject({ policy: id('firewallpolicies', 'hub') })
  expect(policied).not.toHaveProperty('threatIntelligence')
})

const translation = (name: string, more: object = {}) => ({
  name,
  sourceAddresses: ['*'],
  destinationAddresses: ['198.51.100.7'],
  destinationPorts: ['443'],
  translatedAddress: '10.0.1.5',
  translatedPort: '8443',
  ...more,
})
const read = async (calls: { readonly [call: string]: unknown }, of: string) =>
  (await collected(networkCollector, calls)).propsOf(of)

test('a firewall with rules of its own tells those that translate destinations, by priority', async () => {
  const collection = (name: string, priority: number, type: string) => ({
    id: `${FIREWALL}/natRuleCollections/${name}`,
    name,
    properties: {
      priority,
      action: { type },
      rules: [translation(`of-${name}`, { protocols: ['TCP', 'UDP'] })],
    },
  })
  const natRuleCollections = [
    collection('late', 200, 'Dnat'),
    collection('early', 100, 'Dnat'),
    collection('other', 50, 'Snat'),
  ]
  const props = await read(
    { 'network firewalls': [{ id: FIREWALL, properties: { natRuleCollections } }] },
    FIREWALL,
  )
  expect(props?.rules).toMatchObject([
    {
      id: `${FIREWALL}/natrulecollections/early/rules/of-early`,
      protocols: ['tcp', 'udp'],
      sources: ['*'],
      destinations: ['198.51.100.7'],
      ports: ['443'],
      translatedAddress: '10.0.1.5',
      translatedPort: '8443',
    },
    { name: 'of-late' },
  ])
})

const group = (name: string, priority: number, ...ruleCollections: readonly object[]) => ({
  id: `${POLICY}/ruleCollectionGroups/${name}`,
  name,
  properties: { priority, ruleCollections },
})
const collectionOf = (priority: number, type: string, ...rules: readonly object[]) => ({
  ruleCollectionType: 'FirewallPolicyNatRuleCollection',
  name: `c${priority}`,
  priority,
  action: { type },
  rules,
})
const policy = (...groups: readonly string[]) => ({
  'network azure-firewall-policies': [
    {
      id: POLICY,
      properties: {
        basePolicy: { id: id('firewallPolicies', 'Base') },
        ruleCollectionGroups: groups.map((name) => ({ id: `${POLICY}/ruleCollectionGroups/${name}` })),
        threatIntelMode: 'Alert',
      },
    },
  ],
})

/** https://learn.microsoft.com/azure/firewall/rule-processing */
test('a policy tells its rules by the priority of groups, then of collections', async () => {
  const groups = [
    group('second', 300, collectionOf(100, 'DNAT', translation('third', { ipProtocols: ['TCP'] }))),
    group(
      'first',
      200,
      collectionOf(500, 'DNAT', translation('second', { sourceIpGroups: [id('ipGroups', 'Office')] })),
      collectionOf(
        400,
        'DNAT',
        translation('first', { translatedAddress: '', translatedFqdn: 'app.internal' }),
      ),
      collectionOf(300, 'Deny', { name: 'network', ruleType: 'NetworkRule' }),
    ),
  ]
  const props = await read({ ...policy('second', 'first'), 'network rule-collection-groups': groups }, POLICY)
  expect(props).toMatchObject({
    basePolicy: id('firewallpolicies', 'base'),
    rules: [
      { name: 'first', translatedName: 'app.internal' },
      { name: 'second', sourceGroups: [id('ipgroups', 'office')] },
      { id: `${POLICY}/rulecollectiongroups/second/rulecollections/c100/rules/third`, protocols: ['tcp'] },
    ],
  })
})

/** https://learn.microsoft.com/rest/api/firewall/firewall-policy-rule-collection-groups/get */
test('a policy tells its rules about addresses and about names, with what they do', async () => {
  const filter = (priority: number, type: string, ...rules: readonly object[]) => ({
    ...collectionOf(priority, type, ...rules),
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  })
  const ssh = {
    ruleType: 'NetworkRule',
    name: 'ssh',
    ipProtocols: ['TCP', 'Any'],
    sourceAddresses: ['10.0.0.0/8'],
    sourceIpGroups: [],
    destinationAddresses: ['10.1.0.4'],
    destinationIpGroups: [id('ipGroups', 'Office')],
    destinationFqdns: ['db.internal'],
    destinationPorts: ['22'],
  }
  const web = {
    ruleType: 'ApplicationRule',
    name: 'web',
    protocols: [{ protocolType: 'Https', port: 443 }],
    sourceAddresses: ['*'],
    targetFqdns: ['www.example.com'],
    fqdnTags: ['WindowsUpdate'],
    terminateTLS: true,
  }
  const groups = [
    group(
      'one',
      100,
      filter(200, 'Allow', ssh),
      filter(100, 'Deny', { ...ssh, name: 'no' }),
      filter(300, 'Allow', web),
    ),
  ]
  const props = await read({ ...policy('one'), 'network rule-collection-groups': groups }, POLICY)
  const below = `${POLICY}/rulecollectiongroups/one/rulecollections`
  expect(props).toMatchObject({
    rules: [],
    networkRules: [
      { id: `${below}/c100/rules/no`, action: 'deny' },
      {
        id: `${below}/c200/rules/ssh`,
        name: 'ssh',
        action: 'allow',
        protocols: ['tcp', 'any'],
        sources: ['10.0.0.0/8'],
        destinations: ['10.1.0.4'],
        destinationGroups: [id('ipgroups', 'office')],
        destinationNames: ['db.internal'],
        ports: ['22'],
      },
    ],
    applicationRules: [
      {
        id: `${below}/c300/rules/web`,
        action: 'allow',
        protocols: ['https:443'],
        names: ['www.example.com', 'WindowsUpdate'],
        decrypts: true,
      },
    ],
  })
})

test('a firewall with rules of its own tells them likewise, and whose addresses it keeps', async () => {
  const own = (kind: string, ...rules: readonly object[]) => [
    {
      id: `${FIREWALL}/${kind}/c`,
      name: 'c',
      properties: { priority: 100, action: { type: 'Allow' }, rules },
    },
  ]
  const properties = {
    networkRuleCollections: own('networkRuleCollections', {
      name: 'dns',
      protocols: ['UDP'],
      destinationPorts: ['53'],
    }),
    applicationRuleCollections: own('applicationRuleCollections', {
      name: 'web',
      protocols: [{ protocolType: 'Http', port: 80 }],
      targetFqdns: ['*'],
    }),
    additionalProperties: { 'Network.SNAT.PrivateRanges': 'IANAPrivateRanges, 52.1.0.0/16' },
  }
  expect(await read({ 'network firewalls': [{ id: FIREWALL, properties }] }, FIREWALL)).toMatchObject({
    networkRules: [
      { id: `${FIREWALL}/networkrulecollections/c/rules/dns`, action: 'allow', protocols: ['udp'] },
    ],
    applicationRules: [
      { id: `${FIREWALL}/applicationrulecollections/c/rules/web`, protocols: ['http:80'], decrypts: false },
    ],
    privateRanges: ['IANAPrivateRanges', '52.1.0.0/16'],
  })
})

test('of a policy whose groups were not all read no rules are told', async () => {
  expect(await read(policy('one'), POLICY)).not.toHaveProperty('rules')
  expect(await read(policy('one'), POLICY)).not.toHaveProperty('networkRules')
  const one = { 'network rule-collection-groups': [group('one', 100)] }
  expect(await read({ ...policy('one', 'two'), ...one }, POLICY)).not.toHaveProperty('rules')
  expect(await read({ ...policy('one'), ...one }, POLICY)).toHaveProperty('rules', [])
})

test('a firewall of a virtual hub tells its public addresses, and an IP group its ranges', async () => {
  const hub = {
    virtualHub: { id: id('virtualHubs', 'West') },
    hubIPAddresses: {
      privateIPAddress: '10.9.0.4',
      publicIPs: { count: 1, addresses: [{ address: '198.51.100.8' }] },
    },
  }
  expect(await read({ 'network firewalls': [{ id: FIREWALL, properties: hub }] }, FIREWALL)).toMatchObject({
    virtualHub: id('virtualhubs', 'west'),
    hubAddresses: ['198.51.100.8'],
    privateAddress: '10.9.0.4',
  })
  const office = { id: id('ipGroups', 'Office'), properties: { ipAddresses: ['5.6.7.0/24'] } }
  expect(await read({ 'network ip-groups': [office] }, id('ipgroups', 'office'))).toMatchObject({
    addresses: ['5.6.7.0/24'],
  })
})
