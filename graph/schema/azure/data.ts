import { defineNode, derived, flag, json, number, text, texts, time } from '../define.ts'

const data = { class: 'Data', provider: 'azure' } as const

const OPEN = {
  publicNetworkAccess: flag('takes requests from public addresses at all'),
  defaultAction: text('Allow | Deny: what its firewall does with addresses no rule names'),
  allowedRanges: texts('addresses and ranges that its firewall lets in'),
  privateEndpoints: texts('lower-cased ids of approved private endpoint connections'),
}

export const AzureStorageAccount = defineNode({
  ...data,
  kind: 'AzureStorageAccount',
  service: 'storage',
  title: 'Storage account',
  properties: {
    ...OPEN,
    blobPublicAccess: flag('allowBlobPublicAccess: containers may be anonymous'),
    sharedKeyAccess: flag('allowSharedKeyAccess: null counts as true'),
    sasExpiry: text('longest life of a SAS by the policy, DD.HH:MM:SS; null when none limits it'),
    sasExpiryAction: text('Log | Block: what is done about a SAS of a longer life; null when no policy says'),
    httpsOnly: flag('plain HTTP is refused'),
    minimumTls: text('TLS1_0 | TLS1_1 | TLS1_2 | TLS1_3'),
    infrastructureEncryption: flag('encrypted twice'),
    keySource: text('Microsoft.Storage | Microsoft.Keyvault'),
    bypass: texts('AzureServices, Logging, Metrics'),
    hierarchicalNamespace: flag('Data Lake: POSIX access lists may grant more'),
    crossTenantReplication: flag('objects may be copied to other tenants'),
    defaultsToEntra: flag('the portal asks Entra by default'),
    localUsers: flag('SFTP local users are enabled'),
    keysCreatedAt: texts(
      'when its two keys were made, the older first; absent when the account does not tell',
    ),
    accountKind: text('StorageV2 | Storage | BlobStorage | BlockBlobStorage | FileStorage'),
    redundancy: text('Standard_LRS, Standard_GRS, …'),
    keyExpirationDays: text('days after which keys should be replaced; null when none are set'),
    blobLogs: texts('categories of blob requests that are logged; absent when not collected'),
    queueLogs: texts('categories of queue requests that are logged; absent when not collected'),
    tableLogs: texts('categories of table requests that are logged; absent when not collected'),
    blobSoftDelete: flag('deleted blobs are kept for a time; absent when not collected'),
    containerSoftDelete: flag('deleted containers are kept for a time; absent when not collected'),
    fileSoftDelete: flag('deleted shares are kept for a time; absent when not collected'),
    smbVersions: texts('SMB versions that its shares take; absent when not collected'),
    smbEncryption: texts('ciphers that its shares take; absent when not collected'),
    blobSoftDeleteDays: text('null when off; absent when not collected'),
    containerSoftDeleteDays: text('null when off; absent when not collected'),
    fileSoftDeleteDays: text('null when off; absent when not collected'),
    blobVersioning: flag('absent when not collected'),
    publiclyReadable: derived(flag('some container is readable without any credential')),
  },
})

export const AzureBlobContainer = defineNode({
  ...data,
  kind: 'AzureBlobContainer',
  service: 'storage',
  title: 'Blob container',
  properties: {
    publicAccess: text('None | Blob | Container'),
    immutable: flag('has an immutability policy or legal hold'),
    publiclyReadable: derived(flag('readable without any credential')),
  },
})

export const AzureKeyVault = defineNode({
  ...data,
  class: 'Secret',
  kind: 'AzureKeyVault',
  service: 'keyvault',
  title: 'Key vault',
  properties: {
    ...OPEN,
    rbac: flag('access by role assignments; else by access policies'),
    accessPolicies: json('[{ principalId, applicationId?, tenantId, secrets, keys, certificates }]'),
    softDelete: flag('what is deleted can be recovered'),
    purgeProtection: flag('and nobody can shorten that'),
    templateDeployment: flag('Resource Manager may read secrets for deployments'),
    bypass: text('AzureServices | None'),
    logCategories: texts(
      'categories and groups of categories that diagnostic settings send somewhere; absent when not collected',
    ),
    lastingSecrets: number('how many enabled secrets have no end; absent when not collected'),
  },
})

export const AzureKeyVaultKey = defineNode({
  ...data,
  class: 'Secret',
  kind: 'AzureKeyVaultKey',
  service: 'keyvault',
  title: 'Key of a key vault',
  properties: {
    enabled: flag('may be used'),
    expiresAt: time('null when it has no end'),
    rotates: flag('a rotation policy replaces it; absent when not collected'),
  },
})

export const AzureSqlServer = defineNode({
  ...data,
  kind: 'AzureSqlServer',
  service: 'sql',
  title: 'SQL server',
  properties: {
    ...OPEN,
    entraOnly: flag('takes no SQL logins'),
    entraAdministrator: text('object id; null when it has none'),
    minimumTls: text('1.0 | 1.1 | 1.2 | None'),
    auditing: flag('absent when not collected'),
    auditRetentionDays: text('0 is for ever; absent when not collected'),
    anyAddress: flag('a firewall rule spans 0.0.0.0 to 255.255.255.255'),
    azureServices: flag('a firewall rule lets in all of Azure, customers of others too'),
    customerKey: flag('encrypted with a key in a vault of the customer; absent when not collected'),
    threatProtection: flag('advanced threat protection is on; absent when not collected'),
    assessed: flag('vulnerability assessment is set up; absent when not collected'),
    assessedRegularly: flag('and scans recur; absent when not collected'),
    assessmentRecipients: number(
      'how many addresses are mailed the scans; absent when not collected, or where mail is no setting',
    ),
    assessmentAdmins: flag(
      'administrators and owners are mailed the scans; absent when not collected, or where mail is no setting',
    ),
  },
})

export const AzureSqlDatabase = defineNode({
  ...data,
  kind: 'AzureSqlDatabase',
  service: 'sql',
  title: 'SQL database',
  properties: { encrypted: flag('transparent data encryption; absent when not collected') },
})

const SERVER = {
  ...OPEN,
  version: text('major version'),
  requireTls: flag('plain connections are refused; absent when not collected'),
  minimumTls: text('the oldest that it takes, TLSv1.2, …; absent when not collected'),
  anyAddress: flag('a firewall rule spans every address'),
  azureServices: flag('a firewall rule lets in all of Azure'),
  entraOnly: flag('takes no passwords'),
  settings: json('server parameters by name; absent when not collected'),
  settingsOn: texts('names of server parameters that are on; absent when not collected'),
  settingsOff: texts('names of server parameters that are off; absent when not collected'),
}

export const AzurePostgresServer = defineNode({
  ...data,
  kind: 'AzurePostgresServer',
  service: 'postgresql',
  title: 'PostgreSQL flexible server',
  properties: {
    ...SERVER,
    logRetentionDays: number('days that log files are kept; absent when not collected'),
  },
})

export const AzureMySqlServer = defineNode({
  ...data,
  kind: 'AzureMySqlServer',
  service: 'mysql',
  title: 'MySQL flexible server',
  properties: {
    ...SERVER,
    auditEvents: texts('what the audit log takes, upper-cased; absent when not collected'),
  },
})

export const AzureCosmosAccount = defineNode({
  ...data,
  kind: 'AzureCosmosAccount',
  service: 'cosmosdb',
  title: 'Cosmos DB account',
  properties: {
    ...OPEN,
    localAuth: flag('account keys are taken'),
    noSql: flag('the API for NoSQL'),
    virtualNetworkFilter: flag('only chosen networks'),
  },
})
