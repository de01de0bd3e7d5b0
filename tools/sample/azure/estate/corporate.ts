import { OFFICE } from '../../estate/accounts.ts'
import { machine, securityGroup, virtualNetwork } from '../network.ts'
import { CORPORATE, type Place, type Resource, resource, systemIdentity } from '../resource.ts'
import { assignment, roleDefinitions } from '../roles.ts'
import { resourceGroup, sqlServer, storageAccount, vault, webApp } from '../services.ts'

const at = (group: string, team: string): Place => ({
  subscription: CORPORATE,
  group,
  location: 'northeurope',
  tags: { team, environment: 'production' },
})
export const hub = at('rg-corp-network', 'platform')
export const intranet = at('rg-intranet', 'platform')
export const suppliers = at('rg-suppliers', 'purchasing')
export const people = at('rg-people', 'people-operations')
export const finance = at('rg-finance', 'finance')

const SUBSCRIPTION = `/subscriptions/${CORPORATE}`
const groupId = ({ group }: Place) => `${SUBSCRIPTION}/resourceGroups/${group}`
const vnet = (subnet: string) => [hub, 'vnet-corp', subnet] as const

const networks: readonly Resource[] = [
  securityGroup(hub, 'nsg-corp-servers', [{ name: 'office', priority: 100, source: OFFICE, ports: '443' }]),
  securityGroup(hub, 'nsg-corp-data', [
    { name: 'sql-from-servers', priority: 100, source: '10.70.1.0/24', ports: '1433' },
  ]),
  virtualNetwork(hub, 'vnet-corp', '10.70.0.0/16', {
    servers: ['10.70.1.0/24', 'nsg-corp-servers'],
    data: ['10.70.2.0/24', 'nsg-corp-data'],
    endpoints: ['10.70.3.0/24', 'nsg-corp-data'],
  }),
]

const machines: readonly Resource[] = [
  ...machine(intranet, {
    name: 'vm-corp-files-01',
    subnet: vnet('servers'),
    privateIp: '10.70.1.10',
    windows: true,
  }),
  ...machine(finance, {
    name: 'vm-ledger-01',
    subnet: vnet('servers'),
    privateIp: '10.70.1.20',
    windows: true,
    size: 'Standard_E4s_v5',
  }),
  ...machine(intranet, { name: 'vm-corp-build-01', subnet: vnet('servers'), privateIp: '10.70.1.30' }),
]

const stores: readonly Resource[] = [
  ...storageAccount(people, 'stalderwaypayroll', {
    tags: { classification: 'restricted' },
    containers: { payslips: 'None', exports: 'None' },
  }),
  ...storageAccount(finance, 'stalderwayinvoices', {
    tags: { classification: 'confidential' },
    containers: { incoming: 'None', outgoing: 'None', scans: 'None' },
  }),
  ...storageAccount(intranet, 'stalderwayassets', {
    tags: { classification: 'confidential' },
    open: true,
    containers: { 'price-labels': 'Container', images: 'Blob' },
  }),
  ...storageAccount(hub, 'stalderwaylogs', {
    tags: { classification: 'internal' },
    containers: { 'activity-log': 'None', 'flow-logs': 'None' },
  }),
  ...vault(suppliers, 'kv-alderway-suppliers', {
    tags: { classification: 'restricted' },
    open: true,
    keys: ['contract-signing'],
  }),
  ...vault(people, 'kv-alderway-people', {
    tags: { classification: 'restricted' },
    open: true,
    policies: { 'func-alderway-payslips': ['get'] },
  }),
  ...vault(finance, 'kv-alderway-finance', {
    tags: { classification: 'restricted' },
    keys: ['ledger', 'bank-transfer'],
  }),
  ...sqlServer(finance, 'sql-alderway-ledger', 'finance', ['ledger', 'assets'], {
    classification: 'confidential',
  }),
]

const services: readonly Resource[] = [
  ...webApp(suppliers, 'app-alderway-suppliers', {
    runtime: 'NODE|22-lts',
    identity: systemIdentity('app-alderway-suppliers'),
  }),
  ...webApp(intranet, 'app-alderway-intranet', {
    runtime: 'DOTNETCORE|9.0',
    identity: systemIdentity('app-alderway-intranet'),
  }),
  ...webApp(people, 'func-alderway-payslips', {
    kind: 'functionapp,linux',
    runtime: 'PYTHON|3.13',
    identity: systemIdentity('func-alderway-payslips'),
  }),
  resource(finance, 'Microsoft.Logic/workflows', 'logic-invoice-intake', {
    state: 'Enabled',
    definition: { triggers: { mail: { type: 'ApiConnection' } } },
  }),
]

const access: readonly Resource[] = [
  ...roleDefinitions(CORPORATE),
  assignment('Reader', 'auditors', SUBSCRIPTION, 'Group'),
  assignment('Owner', 'emergency-1', SUBSCRIPTION, 'User'),
  assignment('Owner', 'intranet-delivery', SUBSCRIPTION),
  assignment('Contributor', 'cloud-platform', groupId(hub), 'Group'),
  assignment('Contributor', 'people-operations', groupId(people), 'Group'),
  assignment('Contributor', 'finance', groupId(finance), 'Group'),
  assignment('Key Vault Secrets User', 'app-alderway-suppliers', groupId(suppliers)),
  assignment('Key Vault Secrets User', 'app-alderway-intranet', groupId(people)),
  assignment('Storage Blob Data Reader', 'func-alderway-payslips', groupId(people)),
  assignment('Monitoring Reader', 'service-desk', SUBSCRIPTION, 'Group'),
]

/** What offices work with. */
export const corporate: readonly Resource[] = [
  ...[hub, intranet, suppliers, people, finance].map(resourceGroup),
  ...networks,
  ...machines,
  ...stores,
  ...services,
  ...access,
]
