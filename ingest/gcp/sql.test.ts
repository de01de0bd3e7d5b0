import { expect, test } from 'vitest'
import { assetsOf } from './assets.testkit.ts'

const ID = '//cloudsql.googleapis.com/projects/p/instances/db'

const propsOf = async (data: object) =>
  (await assetsOf({ type: 'sqladmin.googleapis.com/Instance', name: ID, data })).props(ID)
const withAddress = (ipConfiguration: object) => propsOf({ settings: { ipConfiguration } })

test('an instance tells its engine, its flags, its backups and who may connect', async () => {
  const props = await propsOf({
    databaseVersion: 'SQLSERVER_2019_STANDARD',
    instanceType: 'CLOUD_SQL_INSTANCE',
    settings: {
      databaseFlags: [
        { name: 'user connections', value: '10' },
        { name: '3625', value: 'on' },
      ],
      backupConfiguration: { enabled: true },
      ipConfiguration: { ipv4Enabled: true, authorizedNetworks: [{ name: 'all', value: '0.0.0.0/0' }] },
    },
  })
  expect(props).toMatchObject({
    engine: 'SQLSERVER',
    databaseFlags: ['3625=on', 'user connections=10'],
    backups: true,
    publicAddress: true,
    authorizedNetworks: ['0.0.0.0/0'],
  })
})

test.each([
  [{ sslMode: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED' }, true],
  [{ sslMode: 'ENCRYPTED_ONLY', requireSsl: false }, false],
  [{ sslMode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' }, false],
  [{ requireSsl: true }, false],
  [{ requireSsl: false }, true],
])('with %j it takes connections without TLS: %s', async (ip, plainConnections) => {
  expect(await withAddress(ip)).toMatchObject({ plainConnections })
})

test('what its settings do not tell is not known', async () => {
  expect(await withAddress({})).not.toHaveProperty('plainConnections')
  expect(await propsOf({ settings: {} })).not.toHaveProperty('backups')
  expect(await propsOf({})).not.toHaveProperty('databaseFlags')
})

test('an address of the type PRIMARY is public, a private one is not', async () => {
  const withType = (type: string) =>
    propsOf({ ipAddresses: [{ type }], settings: { ipConfiguration: { ipv4Enabled: false } } })
  expect(await withType('PRIMARY')).toMatchObject({ publicAddress: true })
  expect(await withType('PRIVATE')).toMatchObject({ publicAddress: false })
})

test('an instance tells whose key it is encrypted with', async () => {
  const kmsKeyName = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k'
  expect(await propsOf({ diskEncryptionConfiguration: { kmsKeyName } })).toMatchObject({
    encryption: 'kms',
    kmsKey: kmsKeyName,
  })
  expect(await propsOf({})).toMatchObject({ encryption: 'google', kmsKey: null })
})
