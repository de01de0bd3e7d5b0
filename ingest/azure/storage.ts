import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { armChild, armList, defineAzureCollector } from './calls.ts'
import { diagnosticsOf, readSentCategories } from './diagnostics.ts'
import { firewallProps, networkRules, privateConnections } from './firewall.ts'
import { flag, number, optional, readList, resource, text, time } from './shapes.ts'

const VERSION = '2023-05-01'

const account = resource({
  allowBlobPublicAccess: flag,
  allowSharedKeyAccess: flag,
  supportsHttpsTrafficOnly: flag,
  // The name that `az storage account list` gives it, and that of the rules below.
  enableHttpsTrafficOnly: flag,
  minimumTlsVersion: text,
  isHnsEnabled: flag,
  isLocalUserEnabled: flag,
  allowCrossTenantReplication: flag,
  defaultToOAuthAuthentication: flag,
  publicNetworkAccess: text,
  networkAcls: networkRules,
  networkRuleSet: networkRules,
  privateEndpointConnections: privateConnections,
  keyPolicy: optional(z.object({ keyExpirationPeriodInDays: number })),
  sasPolicy: optional(z.object({ sasExpirationPeriod: text, expirationAction: text })),
  keyCreationTime: optional(z.object({ key1: time, key2: time })),
  encryption: optional(z.object({ keySource: text, requireInfrastructureEncryption: flag })),
})
type Account = z.output<typeof account>

const retention = optional(z.object({ enabled: flag, days: number }))
const blobService = resource({
  deleteRetentionPolicy: retention,
  containerDeleteRetentionPolicy: retention,
  isVersioningEnabled: flag,
})
const fileService = resource({
  shareDeleteRetentionPolicy: retention,
  protocolSettings: optional(
    z.object({ smb: optional(z.object({ versions: text, channelEncryption: text })) }),
  ),
})
const container = resource({ publicAccess: text, hasImmutabilityPolicy: flag, hasLegalHold: flag })

/** Accounts, how they may be reached, and their blob containers; never a key. */
export const storage = defineAzureCollector({
  service: 'storage',
  level: 'subscription',
  calls: {
    'storage accounts': armList('Microsoft.Storage/storageAccounts', VERSION),
    'storage containers': armChild(
      'Microsoft.Storage/storageAccounts/blobServices/containers',
      'blobServices/default/containers',
      VERSION,
      // Accounts for files, queues or tables only have no blobs.
      { none: ['FeatureNotSupportedForAccount', 'OperationNotAllowedOnKind'] },
    ),
    'storage blob-services': armChild(
      'Microsoft.Storage/storageAccounts/blobServices',
      'blobServices',
      VERSION,
      {
        none: ['FeatureNotSupportedForAccount', 'OperationNotAllowedOnKind'],
      },
    ),
    'storage file-services': armChild(
      'Microsoft.Storage/storageAccounts/fileServices',
      'fileServices',
      VERSION,
      {
        none: ['FeatureNotSupportedForAccount', 'OperationNotAllowedOnKind'],
      },
    ),
    'storage diagnostic-settings': diagnosticsOf(),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const accounts = (await readList(context, 'storage accounts', account, missing)) ?? []
    yield* context.map(accounts, (found) => accountRecords(context, found))
    yield { nodes: [], relationships: [], missing }
  },
})

async function accountRecords(context: CollectContext, found: Account): Promise<RecordBuilder> {
  const records = new RecordBuilder()
  const { id, properties } = found
  const blobs = await readList(context, 'storage blob-services', blobService, records.missing, { id })
  const files = await readList(context, 'storage file-services', fileService, records.missing, { id })
  const [blob, file] = [blobs?.[0]?.properties, files?.[0]?.properties]
  const smb = file?.protocolSettings?.smb
  const rules = properties.networkAcls ?? properties.networkRuleSet
  records.resource(context.partition, 'AzureStorageAccount', found, {
    ...firewallProps({
      publicNetworkAccess: properties.publicNetworkAccess,
      rules,
      connections: properties.privateEndpointConnections,
    }),
    bypass: (rules?.bypass ?? 'None').split(/,\s*/),
    // Absent is false for new accounts and true for those made before 2023-08: only true opens.
    blobPublicAccess: properties.allowBlobPublicAccess ?? true,
    sharedKeyAccess: properties.allowSharedKeyAccess ?? true,
    sasExpiry: properties.sasPolicy?.sasExpirationPeriod ?? null,
    sasExpiryAction: properties.sasPolicy?.expirationAction ?? null,
    httpsOnly: properties.supportsHttpsTrafficOnly ?? properties.enableHttpsTrafficOnly,
    minimumTls: properties.minimumTlsVersion ?? 'TLS1_0',
    hierarchicalNamespace: properties.isHnsEnabled ?? false,
    localUsers: properties.isLocalUserEnabled ?? false,
    crossTenantReplication: properties.allowCrossTenantReplication ?? false,
    defaultsToEntra: properties.defaultToOAuthAuthentication ?? false,
    keyExpirationDays: daysText(properties.keyPolicy?.keyExpirationPeriodInDays),
    keysCreatedAt: keyTimes(properties.keyCreationTime),
    accountKind: found.kind,
    ...(await logProps(context, records, found)),
    redundancy: found.sku?.name,
    infrastructureEncryption: properties.encryption?.requireInfrastructureEncryption ?? false,
    keySource: properties.encryption?.keySource,
    blobSoftDelete: blob && blob.deleteRetentionPolicy?.enabled === true,
    containerSoftDelete: blob && blob.containerDeleteRetentionPolicy?.enabled === true,
    fileSoftDelete: file && file.shareDeleteRetentionPolicy?.enabled === true,
    blobSoftDeleteDays: blob && retained(blob.deleteRetentionPolicy),
    containerSoftDeleteDays: blob && retained(blob.containerDeleteRetentionPolicy),
    blobVersioning: blob && (blob.isVersioningEnabled ?? false),
    fileSoftDeleteDays: file && retained(file.shareDeleteRetentionPolicy),
    smbVersions: file && parts(smb?.versions, SMB_VERSIONS),
    smbEncryption: file && parts(smb?.channelEncryption, SMB_CIPHERS),
  })
  const containers = await readList(context, 'storage containers', container, records.missing, { id })
  for (const one of containers ?? []) {
    records.resource(
      context.partition,
      'AzureBlobContainer',
      { ...one, location: found.location },
      {
        publicAccess: one.properties.publicAccess ?? 'None',
        immutable: one.properties.hasImmutabilityPolicy === true || one.properties.hasLegalHold === true,
      },
    )
    records.relate(id, 'CONTAINS', one.id)
  }
  return records
}

/** What a share takes until somebody narrows it: https://learn.microsoft.com/azure/storage/files/files-smb-protocol */
const SMB_VERSIONS = ['SMB2.1', 'SMB3.0', 'SMB3.1.1']
const SMB_CIPHERS = ['AES-128-CCM', 'AES-128-GCM', 'AES-256-GCM']

/** Lists of the file service end in a semicolon: `SMB3.0;SMB3.1.1;`. */
const parts = (joined: string | undefined, byDefault: readonly string[]): readonly string[] => {
  const named = (joined ?? '').split(';').filter((one) => one !== '')
  return named.length === 0 ? byDefault : named
}

/** Keys that were never replaced since accounts tell their age have no time, so one alone does not do. */
const keyTimes = (created: z.output<typeof account>['properties']['keyCreationTime']) =>
  created?.key1 === undefined || created.key2 === undefined ? undefined : [created.key1, created.key2].sort()

/** Services that keep logs of their own, by what an account of general purpose has. */
const LOGGED = { blobLogs: 'blobservices', queueLogs: 'queueservices', tableLogs: 'tableservices' } as const

async function logProps(context: CollectContext, records: RecordBuilder, { id, kind }: Account) {
  if (kind !== 'StorageV2' && kind !== 'Storage') return {}
  const found: { [name: string]: readonly string[] | undefined } = {}
  for (const [name, service] of Object.entries(LOGGED)) {
    const call = 'storage diagnostic-settings'
    const at = { id: `${id}/${service}/default` }
    found[name] = await readSentCategories(context, call, records.missing, at)
  }
  return found
}

const daysText = (days: number | undefined): string | null => (days === undefined ? null : String(days))

const retained = (policy: z.output<typeof retention>): string | null =>
  policy?.enabled === true ? daysText(policy.days) : null
