import { ANYWHERE, OFFICE } from '../../estate/accounts.ts'
import { machine, securityGroup, virtualNetwork } from '../network.ts'
import {
  armId,
  objectId,
  type Place,
  type Resource,
  resource,
  systemIdentity,
  userIdentity,
  WAREHOUSE,
} from '../resource.ts'
import { assignment, roleDefinitions } from '../roles.ts'
import { managedIdentity, resourceGroup, sqlServer, storageAccount, vault, webApp } from '../services.ts'

const at = (group: string, environment: string): Place => ({
  subscription: WAREHOUSE,
  group,
  location: 'westeurope',
  tags: { team: 'warehouse', environment },
})
export const network = at('rg-wms-network', 'production')
export const production = at('rg-wms-prod', 'production')
export const data = at('rg-wms-data', 'production')
export const carriers = at('rg-carriers', 'production')
export const operations = at('rg-wms-operations', 'production')

const vnet = (subnet: string) => [network, 'vnet-wms', subnet] as const
const rdp = { ports: '3389' }
const SUBSCRIPTION = `/subscriptions/${WAREHOUSE}`
const groupId = ({ group }: Place) => `${SUBSCRIPTION}/resourceGroups/${group}`

const networks: readonly Resource[] = [
  securityGroup(network, 'nsg-wms-jump', [
    { name: 'rdp', priority: 100, source: '*', ...rdp },
    { name: 'ssh-office', priority: 110, source: OFFICE, ports: '22' },
  ]),
  securityGroup(network, 'nsg-wms-app', [
    { name: 'https-from-gateway', priority: 100, source: '10.60.0.0/24', ports: '443' },
  ]),
  securityGroup(network, 'nsg-wms-data', [
    { name: 'sql-from-app', priority: 100, source: '10.60.10.0/24', ports: '1433' },
  ]),
  securityGroup(network, 'nsg-wms-operations', [
    { name: 'partners-closed', priority: 100, access: 'Deny', source: 'Internet', ports: '443' },
    { name: 'reports', priority: 200, source: ANYWHERE, ports: '443' },
  ]),
  securityGroup(network, 'nsg-wms-migration', [
    { name: 'everything', priority: 100, source: '*', ports: '*' },
  ]),
  virtualNetwork(network, 'vnet-wms', '10.60.0.0/16', {
    jump: ['10.60.1.0/24', 'nsg-wms-jump'],
    app: ['10.60.10.0/24', 'nsg-wms-app'],
    data: ['10.60.20.0/24', 'nsg-wms-data'],
    operations: ['10.60.30.0/24', 'nsg-wms-operations'],
    migration: ['10.60.40.0/24', 'nsg-wms-migration'],
    cluster: ['10.60.64.0/18', 'nsg-wms-app'],
  }),
]

const machines: readonly Resource[] = [
  ...machine(production, {
    name: 'vm-wms-jump-01',
    subnet: vnet('jump'),
    privateIp: '10.60.1.4',
    publicIp: '203.0.113.140',
    windows: true,
    identity: userIdentity(production, 'id-wms-jump'),
  }),
  ...machine(production, {
    name: 'vm-wms-app-01',
    subnet: vnet('app'),
    privateIp: '10.60.10.11',
    identity: userIdentity(production, 'id-wms-app'),
  }),
  ...machine(production, {
    name: 'vm-wms-app-02',
    subnet: vnet('app'),
    privateIp: '10.60.10.12',
    identity: userIdentity(production, 'id-wms-app'),
  }),
  ...machine(production, {
    name: 'vm-wms-print-01',
    subnet: vnet('app'),
    privateIp: '10.60.10.31',
    windows: true,
  }),
  ...machine(production, {
    name: 'vm-wms-deploy-01',
    subnet: vnet('app'),
    privateIp: '10.60.10.40',
    identity: systemIdentity('vm-wms-deploy-01'),
  }),
  ...machine(operations, {
    name: 'vm-wms-reports-01',
    subnet: vnet('operations'),
    privateIp: '10.60.30.10',
    publicIp: '203.0.113.141',
    windows: true,
  }),
  ...machine(operations, {
    name: 'vm-wms-migration-01',
    subnet: vnet('migration'),
    privateIp: '10.60.40.4',
    publicIp: '203.0.113.142',
    stopped: true,
    identity: systemIdentity('vm-wms-migration-01'),
  }),
]

const stores: readonly Resource[] = [
  ...storageAccount(data, 'stalderwaywmsstock', {
    tags: { classification: 'internal' },
    containers: { 'stock-levels': 'None', 'cycle-counts': 'None', labels: 'None' },
  }),
  ...storageAccount(data, 'stalderwaywmsbackup', {
    tags: { classification: 'confidential' },
    containers: { database: 'None', configuration: 'None' },
  }),
  ...storageAccount(carriers, 'stalderwaydelivery', {
    tags: { classification: 'confidential' },
    anonymous: true,
    open: true,
    containers: { 'delivery-proofs': 'Container', 'route-sheets': 'None' },
  }),
  ...storageAccount(carriers, 'stalderwaytariffs', {
    tags: { classification: 'confidential' },
    sharedKeys: true,
    open: true,
    containers: { tariffs: 'None', claims: 'None' },
  }),
  ...storageAccount(carriers, 'stalderwaycontracts', {
    tags: { classification: 'restricted' },
    open: true,
    containers: { contracts: 'None' },
  }),
  ...storageAccount(carriers, 'stalderwayediarchive', {
    tags: { classification: 'confidential' },
    open: true,
    containers: { inbound: 'None', outbound: 'None' },
  }),
  ...vault(production, 'kv-alderway-wms', {
    tags: { classification: 'restricted' },
    open: true,
    policies: { 'id-picking': ['get', 'list'], 'id-wms-app': ['get'] },
    keys: ['label-signing'],
  }),
  ...vault(operations, 'kv-alderway-wms-ops', { tags: { classification: 'confidential' }, keys: ['backup'] }),
  ...sqlServer(data, 'sql-alderway-wms', 'warehouse-systems', ['wms', 'picking', 'returns'], {
    classification: 'confidential',
  }),
]

const services: readonly Resource[] = [
  managedIdentity(production, 'id-wms-jump'),
  managedIdentity(production, 'id-wms-app'),
  managedIdentity(production, 'id-picking'),
  ...webApp(production, 'app-alderway-picking', {
    runtime: 'NODE|22-lts',
    identity: userIdentity(production, 'id-picking'),
  }),
  ...webApp(production, 'func-alderway-labels', { kind: 'functionapp,linux', runtime: 'PYTHON|3.13' }),
  resource(production, 'Microsoft.ContainerRegistry/registries', 'cralderwaywms', {
    sku: { name: 'Premium', tier: 'Premium' },
    loginServer: 'cralderwaywms.azurecr.io',
    adminUserEnabled: false,
    anonymousPullEnabled: false,
    publicNetworkAccess: 'Enabled',
    networkRuleSet: { defaultAction: 'Deny', ipRules: [{ value: OFFICE }] },
  }),
  resource(production, 'Microsoft.ContainerService/managedClusters', 'aks-wms-prod', {
    kubernetesVersion: '1.33.2',
    enableRBAC: true,
    disableLocalAccounts: true,
    nodeResourceGroup: 'MC_rg-wms-prod_aks-wms-prod_westeurope',
    aadProfile: { managed: true, enableAzureRBAC: true },
    networkProfile: { networkPolicy: 'cilium' },
    apiServerAccessProfile: { enablePrivateCluster: true, authorizedIPRanges: [], disableRunCommand: true },
    agentPoolProfiles: [{ name: 'system', enableNodePublicIP: false }],
    identity: systemIdentity('aks-wms-prod'),
    identityProfile: { kubeletidentity: { objectId: objectId('aks-wms-prod-agentpool') } },
  }),
  resource(operations, 'Microsoft.Automation/automationAccounts', 'aa-wms-operations', {
    publicNetworkAccess: false,
    disableLocalAuth: true,
  }),
  resource(carriers, 'Microsoft.Logic/workflows', 'logic-carrier-claims', {
    state: 'Enabled',
    definition: { triggers: { daily: { type: 'Recurrence' } } },
  }),
  resource(data, 'Microsoft.DocumentDB/databaseAccounts', 'cosmos-alderway-tracking', {
    tags: { classification: 'confidential' },
    disableLocalAuth: true,
    publicNetworkAccess: 'Enabled',
    isVirtualNetworkFilterEnabled: true,
    ipRules: [{ ipAddressOrRange: OFFICE }],
  }),
]

const access: readonly Resource[] = [
  ...roleDefinitions(WAREHOUSE),
  assignment('Reader', 'auditors', SUBSCRIPTION, 'Group'),
  assignment('Owner', 'emergency-1', SUBSCRIPTION, 'User'),
  assignment('Contributor', 'warehouse-systems', groupId(production), 'Group'),
  assignment('Reader', 'warehouse-systems', SUBSCRIPTION, 'Group'),
  assignment('Virtual Machine Contributor', 'id-wms-jump', groupId(production)),
  assignment('Owner', 'vm-wms-deploy-01', SUBSCRIPTION),
  assignment('Owner', 'vm-wms-migration-01', SUBSCRIPTION),
  assignment('Website Contributor', 'wms-delivery', groupId(production)),
  assignment('Website Contributor', 'wms-delivery-2023', groupId(production)),
  assignment(
    'Storage Blob Data Reader',
    'carrier-edi',
    armId(carriers, 'Microsoft.Storage/storageAccounts', 'stalderwayediarchive'),
  ),
  assignment('Storage Account Key Operator Service Role', 'carrier-partners', groupId(carriers), 'Group'),
  assignment('Storage Blob Data Contributor', 'id-wms-app', groupId(data)),
  assignment('AcrPull', 'aks-wms-prod-agentpool', groupId(production)),
  assignment('Monitoring Reader', 'service-desk', SUBSCRIPTION, 'Group'),
]

/** The systems of the warehouses. */
export const warehouse: readonly Resource[] = [
  ...[network, production, data, carriers, operations].map(resourceGroup),
  ...networks,
  ...machines,
  ...stores,
  ...services,
  ...access,
]
