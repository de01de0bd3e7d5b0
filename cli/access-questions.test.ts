import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-questions-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  await chokepoint('demo', '--store', store)
}, 240_000)
afterAll(() => rm(folder, { recursive: true }))

const ask = async (...argv: readonly string[]) => {
  const { exit, stdout, stderr } = await chokepoint(...argv, '--store', store)
  return exit === 0 ? JSON.parse(stdout) : { exit, stderr }
}

const BUCKETS = '//storage.googleapis.com/alderway-analytics'
const LOADER = 'serviceAccount:warehouse-loader@alderway-analytics.iam.gserviceaccount.com'
const GET = 'storage.objects.get'

describe('Google Cloud in the sample', () => {
  test('can names the binding', async () => {
    expect(await ask('can', LOADER, GET, `${BUCKETS}-customer-360`)).toMatchObject({
      decision: 'allowed',
      by: [{ policy: `${BUCKETS}-customer-360`, statement: 0, effect: 'Allow', layer: 'allow-policy' }],
    })
  })

  test('who-can tells anyone first, and nobody where public access is prevented', async () => {
    const [first] = await ask('who-can', GET, `${BUCKETS}-shared-reports`)
    expect(first).toMatchObject({ principal: 'Internet', decision: 'allowed' })
    const prevented = await ask('who-can', GET, `${BUCKETS}-price-history`)
    expect(prevented.map((one: { principal: string }) => one.principal)).not.toContain('Internet')
  })

  test('a role of AWS may what the pool identity may that it signs in as', async () => {
    const role = 'arn:aws:iam::223344556677:role/returns-webhook'
    const account = 'serviceAccount:returns-analysis@alderway-analytics.iam.gserviceaccount.com'
    expect(await ask('can', role, 'iam.serviceAccounts.getAccessToken', account)).toMatchObject({
      decision: 'allowed',
      by: [{ policy: account, layer: 'allow-policy' }],
    })
  })
})

describe('Azure in the sample', () => {
  const IN = '/subscriptions/3d9de16a-9364-4cff-a97a-aefe74f8610a/resourceGroups'
  const VAULTS = 'providers/Microsoft.KeyVault/vaults'
  const SECRET = 'data:Microsoft.KeyVault/vaults/secrets/getSecret/action'

  test('a vault that goes by access policies is answered by these', async () => {
    const found = await ask('who-can', SECRET, `${IN}/rg-people/${VAULTS}/kv-alderway-people`)
    expect(found).toMatchObject([
      { principal: '7371052b-864e-4efd-a9db-0a4a1e3b3da3', by: [{ layer: 'access-policy' }] },
    ])
  })

  test('one that goes by roles is answered by their assignments', async () => {
    const vault = `${IN}/rg-suppliers/${VAULTS}/kv-alderway-suppliers`
    const [{ principal, ...told }] = await ask('who-can', SECRET, vault)
    expect(told).toMatchObject({ decision: 'allowed', by: [{ layer: 'role-assignment' }] })
    expect(await ask('can', principal, SECRET, vault)).toMatchObject(told)
  })
})

test('an id of Azure is taken as the portal writes it', async () => {
  const subscription = '3d9de16a-9364-4cff-a97a-aefe74f8610a'
  const vault = `/subscriptions/${subscription}/resourceGroups/rg-people/providers/Microsoft.KeyVault/vaults/kv-alderway-people`
  expect(await ask('show', vault)).toMatchObject({ id: vault.toLowerCase(), kind: 'AzureKeyVault' })
  const found = await ask('paths', '--to', `admin:/Subscriptions/${subscription.toUpperCase()}`)
  expect(found).not.toEqual([])
  expect(await ask('paths', '--to', `/Subscriptions/${subscription.toUpperCase()}`)).toEqual(found)
})

test('a principal of a cloud without a way into that of the resource is refused in words', async () => {
  const { exit, stderr } = await ask('can', LOADER, 's3:GetObject', 'arn:aws:s3:::data/key')
  expect(exit).toBe(2)
  expect(stderr).toContain('a principal of Google Cloud')
})
