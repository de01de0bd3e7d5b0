import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { folderOf } from '../files/files.testkit.ts'
import { readInputs } from '../files/index.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { collectAll } from '../run.ts'

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Web`
const network = (type: string, name: string): string => `${GROUP}/providers/Microsoft.Network/${type}/${name}`
const ROLE = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const IDENTITY = 'cccccccc-0000-0000-0000-000000000001'

/** As `az … list -o json` prints them: without `properties`. */
const MACHINE = {
  id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/web-1`,
  name: 'web-1',
  type: 'Microsoft.Compute/virtualMachines',
  networkProfile: { networkInterfaces: [{ id: network('networkInterfaces', 'web-1') }] },
  identity: { type: 'SystemAssigned', principalId: IDENTITY },
}
const CARD = {
  id: network('networkInterfaces', 'web-1'),
  name: 'web-1',
  type: 'Microsoft.Network/networkInterfaces',
  ipConfigurations: [
    {
      id: '/x',
      privateIPAddress: '10.0.0.4',
      publicIPAddress: { id: network('publicIPAddresses', 'web-1') },
    },
  ],
  networkSecurityGroup: { id: network('networkSecurityGroups', 'web') },
}
const securityGroup = (access: string) => ({
  id: network('networkSecurityGroups', 'web'),
  name: 'web',
  type: 'Microsoft.Network/networkSecurityGroups',
  securityRules: [
    {
      id: '/x/ssh',
      name: 'ssh',
      direction: 'Inbound',
      access,
      priority: 100,
      protocol: 'Tcp',
      sourceAddressPrefix: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: '22',
    },
  ],
})
const ACCESS = [
  {
    id: ROLE,
    name: 'owner',
    type: 'Microsoft.Authorization/roleDefinitions',
    subscriptionId: SUBSCRIPTION,
    roleName: 'Owner',
    permissions: [{ actions: ['*'], notActions: [] }],
  },
  {
    id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/a1`,
    type: 'Microsoft.Authorization/roleAssignments',
    principalId: IDENTITY,
    principalType: 'ServicePrincipal',
    roleDefinitionId: ROLE,
    scope: `/subscriptions/${SUBSCRIPTION}`,
  },
]
const ACCOUNTS = [
  {
    id: SUBSCRIPTION,
    name: 'prod',
    state: 'Enabled',
    tenantId: 'aaaaaaaa-2222-3333-4444-555555555555',
    subscriptionId: SUBSCRIPTION,
  },
]

async function edgesOf(files: { readonly [name: string]: unknown }): Promise<string[]> {
  const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])
  const { jobs } = await readInputs([await folderOf(Object.fromEntries(texts))], {
    providers: FILE_PROVIDERS,
  })
  const { partitions } = await collectAll(jobs)
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, '2026-11-27T00:00:00Z'))
  return [...snapshot.relationships.values()]
    .filter(({ kind }) => ['CAN_REACH', 'RUNS_AS', 'ADMIN_OF', 'CAN_RUN_AS'].includes(kind))
    .map(({ from, kind, to }) => `${from.split('/').at(-1)} ${kind} ${to.split('/').at(-1)}`)
    .sort()
}

test('single outputs of az give a way from the Internet to the administrator of a subscription', async () => {
  const files = {
    'a.json': ACCOUNTS,
    'm.json': [MACHINE],
    'n.json': [CARD, securityGroup('Allow')],
    'r.json': ACCESS,
  }
  expect(await edgesOf(files)).toEqual([
    'Internet CAN_REACH web-1',
    `${IDENTITY} ADMIN_OF ${SUBSCRIPTION}`,
    `web-1 RUNS_AS ${IDENTITY}`,
  ])
})

test('the same answers in the form of Resource Manager, at their places, give the same', async () => {
  const lift = ({ id, name, type, identity, ...properties }: typeof MACHINE) => ({
    id,
    name,
    type,
    identity,
    properties,
  })
  const at = (call: string) => `${SUBSCRIPTION}/global/${call}.json`
  const [role, assignment] = ACCESS
  expect(
    await edgesOf({
      [at('compute/virtual-machines')]: { value: [lift(MACHINE)] },
      [at('network/interfaces')]: { value: [CARD] },
      [at('network/security-groups')]: { value: [securityGroup('Allow')] },
      [at('authorization/role-definitions')]: { value: [role] },
      [at('authorization/role-assignments')]: { value: [assignment] },
      'aaaaaaaa-2222-3333-4444-555555555555/global/management/subscriptions.json': { value: ACCOUNTS },
    }),
  ).toEqual(['Internet CAN_REACH web-1', `${IDENTITY} ADMIN_OF ${SUBSCRIPTION}`, `web-1 RUNS_AS ${IDENTITY}`])
})

test('a rule that denies closes the way', async () => {
  const files = {
    'a.json': ACCOUNTS,
    'm.json': [MACHINE],
    'n.json': [CARD, securityGroup('Deny')],
    'r.json': ACCESS,
  }
  expect(await edgesOf(files)).not.toContain('Internet CAN_REACH web-1')
})

/** https://learn.microsoft.com/cli/azure/policy/definition#az-policy-definition-list */
test('what az lists of above a subscription is of the one that its file names, and of none where it names two', async () => {
  const definition = {
    id: '/providers/Microsoft.Management/managementGroups/estate/providers/Microsoft.Authorization/policyDefinitions/tag',
    type: 'Microsoft.Authorization/policyDefinitions',
    policyType: 'Custom',
  }
  const at = (subscription: string, name: string) => ({
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/${name}`,
    type: `Microsoft.Authorization/${name.split('/')[0]}`,
  })
  const own = { ...at(SUBSCRIPTION, 'policyDefinitions/own'), policyType: 'Custom' }
  const assigned = {
    ...at(SUBSCRIPTION, 'policyAssignments/tag'),
    policyDefinitionId: definition.id,
    identity: { type: 'SystemAssigned', principalId: IDENTITY },
  }
  const set = at(SUBSCRIPTION, 'policySetDefinitions/set')
  const above = '/providers/Microsoft.Management/managementGroups/estate'
  const access = [
    ...ACCESS,
    {
      ...ACCESS[1],
      id: `${above}/providers/Microsoft.Authorization/roleAssignments/a2`,
      scope: above,
      principalId: 'ada',
    },
  ]
  const files = (...more: readonly object[]) => ({
    'a.json': ACCOUNTS,
    'r.json': access,
    'p.json': [assigned],
    's.json': [set],
    'd.json': [definition, own, ...more],
  })
  const runs = `ada CAN_RUN_AS ${IDENTITY}`
  expect(await edgesOf(files())).toContain(runs)
  const elsewhere = at('22222222-2222-3333-4444-555555555555', 'policyDefinitions/other')
  expect(await edgesOf(files(elsewhere))).not.toContain(runs)
})

/** As `az network firewall …` prints them: without `properties`, groups of rules beside their policy. */
test('single outputs of az give a way in through a firewall and the policy that it goes by', async () => {
  const subnet = { id: `${network('virtualNetworks', 'hub')}/subnets/AzureFirewallSubnet` }
  const policy = network('firewallPolicies', 'hub')
  const lists = [
    {
      id: network('publicIPAddresses', 'fw'),
      type: 'Microsoft.Network/publicIPAddresses',
      ipAddress: '198.51.100.7',
    },
    {
      id: network('azureFirewalls', 'hub'),
      type: 'Microsoft.Network/azureFirewalls',
      firewallPolicy: { id: policy },
      ipConfigurations: [
        {
          id: '/x',
          privateIPAddress: '10.0.1.4',
          publicIPAddress: { id: network('publicIPAddresses', 'fw') },
          subnet,
        },
      ],
    },
    {
      id: policy,
      type: 'Microsoft.Network/FirewallPolicies',
      ruleCollectionGroups: [{ id: `${policy}/ruleCollectionGroups/in` }],
    },
    {
      id: `${policy}/ruleCollectionGroups/in`,
      type: 'Microsoft.Network/FirewallPolicies/RuleCollectionGroups',
      priority: 100,
      ruleCollections: [
        {
          name: 'dnat',
          priority: 100,
          action: { type: 'DNAT' },
          ruleCollectionType: 'FirewallPolicyNatRuleCollection',
          rules: [
            {
              name: 'ssh',
              ruleType: 'NatRule',
              ipProtocols: ['TCP'],
              sourceAddresses: ['*'],
              destinationAddresses: ['198.51.100.7'],
              destinationPorts: ['2222'],
              translatedAddress: '10.0.0.4',
              translatedPort: '22',
            },
          ],
        },
      ],
    },
    {
      id: network('virtualNetworks', 'hub'),
      type: 'Microsoft.Network/virtualNetworks',
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [
        { ...subnet, addressPrefix: '10.0.1.0/24' },
        { id: `${network('virtualNetworks', 'hub')}/subnets/web`, addressPrefix: '10.0.0.0/24' },
      ],
    },
  ]
  const card = {
    ...CARD,
    ipConfigurations: [
      {
        id: '/x',
        privateIPAddress: '10.0.0.4',
        subnet: { id: `${network('virtualNetworks', 'hub')}/subnets/web` },
      },
    ],
  }
  const files = { 'a.json': ACCOUNTS, 'm.json': [MACHINE], 'n.json': [card, securityGroup('Allow')] }
  expect(await edgesOf(files)).not.toContain('Internet CAN_REACH web-1')
  expect(await edgesOf({ ...files, 'f.json': lists })).toContain('Internet CAN_REACH web-1')
})
