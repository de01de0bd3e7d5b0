import { indexFacts } from '../graph/snapshot/facts.ts'
import { type NodeRecord, type RelationshipRecord, relationshipId } from '../graph/snapshot/records.ts'
import { seededRandom } from './random.ts'

const TENANT = 'aaaaaaaa-0000-0000-0000-000000000000'
/** What is held, how often of a hundred, and what it grants. */
const ROLES: readonly (readonly [name: string, share: number, permissions: NodeRecord['props']])[] = [
  ['Reader', 34, { actions: ['*/read'] }],
  ['Contributor', 8, { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }],
  ['Storage Blob Data Reader', 16, { actions: [], dataActions: [blobs('read')] }],
  ['Storage Blob Data Contributor', 8, { actions: [], dataActions: [blobs('read'), blobs('write')] }],
  ['Key Vault Secrets User', 12, { dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action'] }],
  ['Virtual Machine Contributor', 6, { actions: ['Microsoft.Compute/virtualMachines/*'] }],
  ['Website Contributor', 5, { actions: ['Microsoft.Web/sites/*'] }],
  ['Monitoring Reader', 10, { actions: ['*/read'] }],
  ['Owner', 1, { actions: ['*'] }],
]
/** Resources of a resource group, by kind and type. */
const RESOURCES: readonly (readonly [kind: string, type: string, props: NodeRecord['props']])[] = [
  [
    'AzureVirtualMachine',
    'microsoft.compute/virtualmachines',
    { powerState: 'running', extensionsAllowed: true },
  ],
  [
    'AzureVirtualMachine',
    'microsoft.compute/virtualmachines',
    { powerState: 'deallocated', extensionsAllowed: true },
  ],
  ['AzureDisk', 'microsoft.compute/disks', { networkAccess: 'DenyAll', state: 'Attached' }],
  ['AzureNetworkInterface', 'microsoft.network/networkinterfaces', { privateIps: [], publicIps: [] }],
  [
    'AzureStorageAccount',
    'microsoft.storage/storageaccounts',
    { sharedKeyAccess: true, publicNetworkAccess: true },
  ],
  [
    'AzureStorageAccount',
    'microsoft.storage/storageaccounts',
    { sharedKeyAccess: false, publicNetworkAccess: true },
  ],
  [
    'AzureKeyVault',
    'microsoft.keyvault/vaults',
    { rbac: true, publicNetworkAccess: true, defaultAction: 'Allow' },
  ],
  ['AzureWebApp', 'microsoft.web/sites', { state: 'Running', publicNetworkAccess: true }],
  ['AzureSqlServer', 'microsoft.sql/servers', { publicNetworkAccess: false, entraOnly: true }],
  ['AzureManagedIdentity', 'microsoft.managedidentity/userassignedidentities', {}],
]
const IN_GROUP = RESOURCES.length
const GROUPS_OF_SUBSCRIPTION = 40

function blobs(verb: string): string {
  return `Microsoft.Storage/storageAccounts/blobServices/containers/blobs/${verb}`
}

/** A tenant: ten assignments a principal, two and a half resources a principal, people and applications in groups. */
export function azureEstate(principals: number) {
  const random = seededRandom(principals)
  const pick = (count: number): number => Math.floor(random() * count)
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  const node = (id: string, kind: string, props: NodeRecord['props']): string => {
    nodes.set(id, { id, kind, props: { provider: 'azure', account: TENANT, name: id, ...props } })
    return id
  }
  const relate = (from: string, kind: string, to: string): void => {
    const fact = { from, kind, to, props: {} }
    relationships.set(relationshipId(fact), fact)
  }
  node(`/tenants/${TENANT}`, 'AzureTenant', {})
  for (const [name, , permissions] of ROLES)
    node(`role-${name}`, 'AzureRoleDefinition', { name, permissions: [permissions] })
  const groups = Math.round((principals * 2.5) / IN_GROUP)
  const scopes: string[] = []
  const subscriptions: string[] = []
  const workloads: string[] = []
  for (let at = 0; at < groups; at++) {
    if (at % GROUPS_OF_SUBSCRIPTION === 0)
      subscriptions.push(node(`/subscriptions/s-${at}`, 'AzureSubscription', { tenant: TENANT }))
    const subscription = subscriptions.at(-1) ?? ''
    const group = node(`${subscription}/resourcegroups/g-${at}`, 'AzureResourceGroup', {})
    relate(subscription, 'CONTAINS', group)
    scopes.push(group)
    for (const [index, [kind, type, props]] of RESOURCES.entries()) {
      const id = node(`${group}/providers/${type}/r-${at}-${index}`, kind, props)
      relate(group, 'CONTAINS', id)
      scopes.push(id)
      if (kind === 'AzureVirtualMachine' || kind === 'AzureWebApp') workloads.push(id)
    }
  }
  const holders: string[] = []
  for (let at = 0; at < principals; at++) {
    const share = at % 20
    const id = `object-${at}`
    if (share < 12) node(id, 'EntraUser', { enabled: true, mfaCapable: true })
    else if (share < 14) node(id, 'EntraGroup', {})
    else if (share < 17) {
      node(`application-${at}`, 'EntraApplication', { appId: `client-${at}`, credentials: [] })
      node(id, 'EntraServicePrincipal', { type: 'Application', appId: `client-${at}` })
    } else {
      node(id, 'EntraServicePrincipal', { type: 'ManagedIdentity' })
      relate(workloads[pick(workloads.length)] ?? id, 'HAS_IDENTITY', id)
    }
    if (share < 12 && at > 20) relate(id, 'MEMBER_OF', `object-${Math.floor(pick(at - 20) / 20) * 20 + 12}`)
    holders.push(id)
  }
  for (let at = 0; at < principals * 10; at++) {
    const role = roleAt(pick(100))
    const scope = at % 50 === 0 ? subscriptions[pick(subscriptions.length)] : scopes[pick(scopes.length)]
    node(`assignment-${at}`, 'AzureRoleAssignment', {
      principalId: holders[pick(holders.length)] ?? '',
      roleDefinitionId: `role-${role}`,
      scope: scope ?? '/',
    })
  }
  for (let at = 0; at < 20; at++)
    node(`holding-${at}`, 'EntraRoleAssignment', {
      principalId: `object-${at}`,
      role: at === 0 ? '62e90394-69f5-4237-9190-012177145e10' : '158c047a-c907-4556-b7ef-446551a6b5f7',
      directoryScope: '/',
      eligible: false,
    })
  return indexFacts({ nodes, relationships, coverage: [] })
}

function roleAt(hundredth: number): string {
  let sum = 0
  for (const [name, share] of ROLES) {
    sum += share
    if (hundredth < sum) return name
  }
  return 'Reader'
}
