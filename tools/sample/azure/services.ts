import { azureName } from '../../../ingest/files/names.ts'
import { armId, clientId, objectId, type Place, type Resource, resource, TENANT } from './resource.ts'

const STORAGE = 'Microsoft.Storage/storageAccounts'

interface Account {
  readonly tags?: { readonly [key: string]: string }
  readonly anonymous?: true
  readonly sharedKeys?: true
  readonly open?: true
  /** Containers by name, with what strangers may do. */
  readonly containers: { readonly [name: string]: 'None' | 'Blob' | 'Container' }
}

/** An account with its containers; a careful one, but for what is said. */
export const storageAccount = (place: Place, name: string, account: Account): readonly Resource[] => [
  resource(place, STORAGE, name, {
    kind: 'StorageV2',
    sku: { name: 'Standard_GRS', tier: 'Standard' },
    ...(account.tags === undefined ? {} : { tags: account.tags }),
    allowBlobPublicAccess: account.anonymous === true,
    allowSharedKeyAccess: account.sharedKeys === true,
    allowCrossTenantReplication: false,
    defaultToOAuthAuthentication: true,
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: 'TLS1_2',
    isHnsEnabled: false,
    isLocalUserEnabled: false,
    publicNetworkAccess: 'Enabled',
    networkAcls: {
      defaultAction: account.open === true ? 'Allow' : 'Deny',
      bypass: 'AzureServices',
      ipRules: account.open === true ? [] : [{ value: '198.51.100.0/24' }],
    },
    keyPolicy: { keyExpirationPeriodInDays: 90 },
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true },
  }),
  resource(place, `${STORAGE}/blobServices`, `${name}/default`, {
    deleteRetentionPolicy: { enabled: true, days: 30 },
    containerDeleteRetentionPolicy: { enabled: true, days: 30 },
    isVersioningEnabled: true,
  }),
  ...Object.entries(account.containers).map(([container, publicAccess]) =>
    resource(place, `${STORAGE}/blobServices/containers`, `${name}/default/${container}`, {
      publicAccess,
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
    }),
  ),
]

interface Vault {
  readonly tags?: { readonly [key: string]: string }
  /** Absent: the vault decides by roles. */
  readonly policies?: { readonly [holder: string]: readonly string[] }
  readonly open?: true
  readonly keys?: readonly string[]
}

export const vault = (place: Place, name: string, one: Vault): readonly Resource[] => [
  resource(place, 'Microsoft.KeyVault/vaults', name, {
    ...(one.tags === undefined ? {} : { tags: one.tags }),
    tenantId: TENANT,
    sku: { name: 'standard' },
    enableRbacAuthorization: one.policies === undefined,
    enableSoftDelete: true,
    enablePurgeProtection: true,
    publicNetworkAccess: 'Enabled',
    networkAcls: {
      defaultAction: one.open === true ? 'Allow' : 'Deny',
      bypass: 'AzureServices',
      ipRules: one.open === true ? [] : [{ value: '198.51.100.0/24' }],
    },
    accessPolicies: Object.entries(one.policies ?? {}).map(([holder, secrets]) => ({
      tenantId: TENANT,
      objectId: objectId(holder),
      permissions: { secrets, keys: [], certificates: [] },
    })),
  }),
  ...(one.keys ?? []).map((key) =>
    resource(place, 'Microsoft.KeyVault/vaults/keys', `${name}/${key}`, {
      attributes: { enabled: true, exp: 1_830_000_000 },
    }),
  ),
]

interface WebApp {
  readonly kind?: string
  readonly identity?: object
  readonly tags?: { readonly [key: string]: string }
  readonly runtime: string
}

export const webApp = (place: Place, name: string, one: WebApp): readonly Resource[] => [
  resource(place, 'Microsoft.Web/sites', name, {
    ...(one.tags === undefined ? {} : { tags: one.tags }),
    ...(one.identity === undefined ? {} : { identity: one.identity }),
    kind: one.kind ?? 'app,linux',
    state: 'Running',
    defaultHostName: `${name}.azurewebsites.net`,
    httpsOnly: true,
    clientCertEnabled: false,
    publicNetworkAccess: 'Enabled',
  }),
  resource(place, 'Microsoft.Web/sites/config', `${name}/web`, {
    linuxFxVersion: one.runtime,
    minTlsVersion: '1.2',
    ftpsState: 'Disabled',
    http20Enabled: true,
    remoteDebuggingEnabled: false,
    ipSecurityRestrictions: [{ ipAddress: 'Any', action: 'Allow', priority: 2147483647, name: 'Allow all' }],
  }),
  resource(place, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies', `${name}/scm`, { allow: false }),
]

export const managedIdentity = (place: Place, name: string): Resource =>
  resource(place, 'Microsoft.ManagedIdentity/userAssignedIdentities', name, {
    principalId: objectId(name),
    clientId: clientId(name),
    tenantId: TENANT,
  })

export const sqlServer = (
  place: Place,
  name: string,
  administrators: string,
  databases: readonly string[],
  tags: { readonly [key: string]: string } = {},
): readonly Resource[] => [
  resource(place, 'Microsoft.Sql/servers', name, {
    tags,
    publicNetworkAccess: 'Enabled',
    minimalTlsVersion: '1.2',
    administrators: { azureADOnlyAuthentication: true, sid: objectId(administrators) },
  }),
  ...databases.map((database) => resource(place, 'Microsoft.Sql/servers/databases', `${name}/${database}`)),
  resource(place, 'Microsoft.Sql/servers/firewallRules', `${name}/office`, {
    startIpAddress: '198.51.100.0',
    endIpAddress: '198.51.100.255',
  }),
]

export const resourceGroup = ({ subscription, group, location, tags }: Place): Resource => ({
  id: `/subscriptions/${subscription}/resourceGroups/${group}`,
  name: group,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  tags: { ...tags },
})

/** How the file with the sign-in of an app is named. */
export const authName = (place: Place, name: string): string =>
  azureName(armId(place, 'Microsoft.Web/sites', name))
