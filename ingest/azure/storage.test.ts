import { expect, test } from 'vitest'
import { collected, GROUP } from './collected.testkit.ts'
import { storage } from './storage.ts'

/** Members as in https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list */
const ID = `${GROUP}/providers/microsoft.storage/storageaccounts/logs`
const account = (properties: object) => ({
  'storage accounts': [
    { id: ID, name: 'logs', kind: 'StorageV2', sku: { name: 'Standard_GRS', tier: 'Standard' }, properties },
  ],
  'storage containers': [],
})
const read = async (properties: object, services: { readonly [call: string]: unknown } = {}) =>
  (await collected(storage, { ...account(properties), ...services })).propsOf(ID)

test('an account tells its kind, its redundancy and the age of both keys', async () => {
  const keyCreationTime = { key1: '2026-03-01T00:00:00.123Z', key2: '2025-01-01T00:00:00Z' }
  expect(await read({ keyCreationTime })).toMatchObject({
    accountKind: 'StorageV2',
    redundancy: 'Standard_GRS',
    keysCreatedAt: ['2025-01-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  })
})

test('the age of one key alone is not the age of the keys', async () => {
  expect(await read({ keyCreationTime: { key1: '2026-03-01T00:00:00Z', key2: null } })).not.toHaveProperty(
    'keysCreatedAt',
  )
})

/** https://learn.microsoft.com/azure/storage/common/sas-expiration-policy */
test('an account tells how long a SAS may live, and what is done about one of a longer life', async () => {
  const sasPolicy = { sasExpirationPeriod: '1.12:05:06', expirationAction: 'Block' }
  expect(await read({ sasPolicy })).toMatchObject({ sasExpiry: '1.12:05:06', sasExpiryAction: 'Block' })
  expect(await read({})).toMatchObject({ sasExpiry: null, sasExpiryAction: null })
})

/** https://learn.microsoft.com/rest/api/storagerp/file-services/list */
const fileService = (properties: object) => ({
  'storage file-services': [{ id: `${ID}/fileServices/default`, name: 'default', properties }],
})

test('a file service tells which SMB it takes, and takes all of it until it is narrowed', async () => {
  const smb = { versions: 'SMB3.1.1;', channelEncryption: 'AES-256-GCM;' }
  expect(await read({}, fileService({ protocolSettings: { smb } }))).toMatchObject({
    smbVersions: ['SMB3.1.1'],
    smbEncryption: ['AES-256-GCM'],
    fileSoftDelete: false,
  })
  expect(
    await read({}, fileService({ shareDeleteRetentionPolicy: { enabled: true, days: 7 } })),
  ).toMatchObject({
    smbVersions: ['SMB2.1', 'SMB3.0', 'SMB3.1.1'],
    smbEncryption: ['AES-128-CCM', 'AES-128-GCM', 'AES-256-GCM'],
    fileSoftDelete: true,
  })
})

test('soft delete of blobs and of containers are two settings, and unknown when not read', async () => {
  const properties = { deleteRetentionPolicy: { enabled: true, days: 7 } }
  const blobs = { 'storage blob-services': [{ id: `${ID}/blobServices/default`, properties }] }
  expect(await read({}, blobs)).toMatchObject({ blobSoftDelete: true, containerSoftDelete: false })
  const unread = await read({})
  expect(unread).not.toHaveProperty('blobSoftDelete')
  expect(unread).not.toHaveProperty('fileSoftDelete')
  expect(unread).not.toHaveProperty('smbVersions')
})

/** https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage */
test('each service of an account logs by settings of its own', async () => {
  const logs = [{ category: 'StorageRead', enabled: true }]
  const given = {
    [`storage diagnostic-settings ${ID}/queueservices/default`]: [{ id: `${ID}/x`, properties: { logs } }],
  }
  const props = await read({}, given)
  expect(props).toMatchObject({ queueLogs: ['StorageRead'] })
  expect(props).not.toHaveProperty('blobLogs')
})
