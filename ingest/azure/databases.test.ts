import { expect, test } from 'vitest'
import { collected, GROUP } from './collected.testkit.ts'
import { mysql, postgresql } from './databases.ts'
import { sql } from './sql.ts'

const SERVER = `${GROUP}/providers/microsoft.sql/servers/prod`
const servers = { 'sql servers': [{ id: SERVER, name: 'prod', properties: {} }] }
const serverOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(sql, { ...servers, ...given })).propsOf(SERVER)
const one = (properties: object) => [{ id: `${SERVER}/x/default`, name: 'default', properties }]

/** https://learn.microsoft.com/rest/api/sql/encryption-protectors/list-by-server */
test('a server is under a key of the customer when its protector says so, and unknown when that was not read', async () => {
  const by = (serverKeyType: string) => serverOf({ 'sql encryption-protectors': one({ serverKeyType }) })
  expect(await by('AzureKeyVault')).toMatchObject({ customerKey: true })
  expect(await by('ServiceManaged')).toMatchObject({ customerKey: false })
  expect(await serverOf({})).not.toHaveProperty('customerKey')
})

/** https://learn.microsoft.com/rest/api/sql/transparent-data-encryptions/list-by-database */
test('a database tells whether it is encrypted', async () => {
  const id = `${SERVER}/databases/shop`
  const shop = { 'sql databases': [{ id, name: 'shop', properties: {} }] }
  const encrypted = async (given: object) =>
    (await collected(sql, { ...servers, ...shop, ...given })).propsOf(id)
  expect(await encrypted({ 'sql encryption': one({ state: 'Disabled' }) })).toMatchObject({
    encrypted: false,
  })
  expect(await encrypted({ 'sql encryption': one({ state: 'Enabled' }) })).toMatchObject({ encrypted: true })
  expect(await encrypted({})).not.toHaveProperty('encrypted')
})

test('an express assessment recurs by itself; a classic one needs a container and its own schedule', async () => {
  const off = { 'sql express-assessments': one({ state: 'Disabled' }) }
  expect(await serverOf({ 'sql express-assessments': one({ state: 'Enabled' }) })).toMatchObject({
    assessed: true,
    assessedRegularly: true,
  })
  const recurringScans = { isEnabled: true, emailSubscriptionAdmins: false, emails: ['a@example.com'] }
  const classic = one({ storageContainerPath: 'https://a.blob.core.windows.net/va/', recurringScans })
  expect(await serverOf({ ...off, 'sql assessments': classic })).toMatchObject({
    assessed: true,
    assessedRegularly: true,
    assessmentRecipients: 1,
    assessmentAdmins: false,
  })
  expect(await serverOf({ ...off, 'sql assessments': one({ recurringScans }) })).toMatchObject({
    assessed: false,
  })
  expect(await serverOf({ 'sql assessments': [] })).not.toHaveProperty('assessed')
})

const flexible = (service: string, settings: { readonly [name: string]: string }) => ({
  [`${service} servers`]: [{ id: SERVER, name: 'prod', properties: {} }],
  [`${service} settings`]: Object.entries(settings).map(([name, value]) => ({
    id: `${SERVER}/configurations/${name}`,
    name,
    properties: { value },
  })),
})
const postgresOf = async (settings: { readonly [name: string]: string }) =>
  (await collected(postgresql, flexible('postgresql', settings))).propsOf(SERVER)
const mysqlOf = async (settings: { readonly [name: string]: string }) =>
  (await collected(mysql, flexible('mysql', settings))).propsOf(SERVER)

test('parameters of a server are on, off, or neither', async () => {
  const settings = { log_checkpoints: 'on', log_connections: 'OFF', 'logfiles.retention_days': '7' }
  expect(await postgresOf(settings)).toMatchObject({
    settingsOn: ['log_checkpoints'],
    settingsOff: ['log_connections'],
    logRetentionDays: 7,
  })
})

test('whether TLS is required is not known where the parameter is not told', async () => {
  expect(await postgresOf({ require_secure_transport: 'off' })).toMatchObject({ requireTls: false })
  expect(await postgresOf({ require_secure_transport: 'ON' })).toMatchObject({ requireTls: true })
  expect(await postgresOf({ log_checkpoints: 'on' })).not.toHaveProperty('requireTls')
})

test('MySQL takes the oldest TLS of its list', async () => {
  expect(await mysqlOf({ tls_version: 'TLSv1.2,TLSv1.1' })).toMatchObject({ minimumTls: 'TLSv1.1' })
  expect(await mysqlOf({ tls_version: 'TLSv1,TLSv1.2' })).toMatchObject({ minimumTls: 'TLSv1' })
  expect(await mysqlOf({ audit_log_events: 'connection,DDL' })).toMatchObject({
    auditEvents: ['CONNECTION', 'DDL'],
  })
})
