import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline'
import { expect, test } from 'vitest'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { collectAll } from '../run.ts'
import { armList, defineAzureCollector, graphList } from './calls.ts'
import { openAzure } from './client.ts'
import { AZURE_CALLS } from './collectors.ts'
import { azureJobs, failure, fakeAzure, type Trouble } from './fake.testkit.ts'
import { readOnly, UndeclaredRequestError } from './read-only.ts'
import { readList, resource } from './shapes.ts'

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const DISKS = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Compute/disks`
const CALLS = {
  'compute disks': armList('Microsoft.Compute/disks', '2024-03-02'),
  'entra users': graphList('users', 'User.Read.All'),
}
const disks = (...names: readonly string[]) => ({ value: names.map((name) => ({ id: `/x/${name}`, name })) })
const at = { subscription: SUBSCRIPTION }

async function ask(call: 'compute disks' | 'entra users', answer: unknown, trouble?: Trouble) {
  const fake = fakeAzure(() => answer, trouble === undefined ? {} : { trouble })
  const asking = await openAzure(CALLS, fake.connection)
  return { answer: asking(call, at), asked: fake.asked }
}

test('the pages of Resource Manager are one answer', async () => {
  const { answer, asked } = await ask('compute disks', disks('a', 'b', 'c', 'd', 'e'))
  expect(await answer).toEqual(disks('a', 'b', 'c', 'd', 'e'))
  expect(asked).toEqual([`${DISKS} 0`, `${DISKS} 1`, `${DISKS} 2`])
})

test('the pages of Microsoft Graph are one answer', async () => {
  const { answer } = await ask('entra users', disks('a', 'b', 'c'))
  expect(await answer).toEqual(disks('a', 'b', 'c'))
})

test('a throttled request is made again after the time that was asked for', async () => {
  const wait: Trouble = (_path, _page, tries) =>
    tries === 1 ? { ...failure(429, 'TooManyRequests'), headers: { 'retry-after': '0' } } : undefined
  const { answer, asked } = await ask('compute disks', disks('a'), wait)
  expect(await answer).toEqual(disks('a'))
  expect(asked).toHaveLength(2)
})

test.each([
  ['throttled for good', 429, 'TooManyRequests', 'THROTTLED'],
  ['forbidden', 403, 'AuthorizationFailed', 'DENIED'],
  ['forbidden by Graph', 403, 'Authorization_RequestDenied', 'DENIED'],
  ['asked with an expired token', 401, 'ExpiredAuthenticationToken', 'EXPIRED'],
  ['not licensed', 400, 'RequestFromNonPremiumTenantOrB2CTenant', 'UNSUPPORTED'],
  ['broken', 400, 'BadRequest', 'FAILED'],
])('a list that is %s says so', async (_, status, code, state) => {
  const { answer } = await ask('compute disks', disks('a'), () => ({
    ...failure(status, code),
    headers: { 'retry-after': '0' },
  }))
  await expect(answer).rejects.toMatchObject({ name: 'ApiError', state, code })
})

test('a provider that is not registered has no resources; of Defender that says nothing', async () => {
  const ofProvider = (call: 'databricks workspaces' | 'security pricings') =>
    openAzure(
      AZURE_CALLS,
      fakeAzure(() => ({}), { trouble: () => failure(409, 'MissingSubscriptionRegistration') }).connection,
    ).then((asking) => asking(call, at))
  expect(await ofProvider('databricks workspaces')).toBeNull()
  await expect(ofProvider('security pricings')).rejects.toMatchObject({ state: 'UNSUPPORTED' })
})

test('a page that ends in the middle is truncated, not a short list', async () => {
  const { answer } = await ask('compute disks', disks('a', 'b', 'c'), (_path, page) =>
    page === 1 ? { status: 200, body: '{"value": [{"id": "/x' } : undefined,
  )
  await expect(answer).rejects.toMatchObject({ state: 'TRUNCATED' })
})

test('a second page that fails leaves the list truncated', async () => {
  const { answer } = await ask('compute disks', disks('a', 'b', 'c'), (_path, page) =>
    page === 1 ? failure(400, 'BadRequest') : undefined,
  )
  await expect(answer).rejects.toMatchObject({ state: 'TRUNCATED' })
})

test.each([
  ['a writing method', 'PUT', `https://management.azure.com${DISKS}`],
  ['a POST, although it only lists keys', 'POST', `https://management.azure.com${DISKS}/listKeys`],
  ['another path', 'GET', `https://management.azure.com${DISKS}/a/beginGetAccess`],
  ['another host', 'GET', `https://example.com${DISKS}`],
] as const)('%s is refused before it is sent', async (_, method, url) => {
  const request = createPipelineRequest({ url, method, headers: createHttpHeaders() })
  const policy = readOnly(CALLS)
  const sent = () => Promise.reject(new Error('was sent'))
  await expect(policy.sendRequest(request, sent)).rejects.toBeInstanceOf(UndeclaredRequestError)
})

test('a call that no collector declares is not made', async () => {
  const fake = fakeAzure(() => ({}))
  const asking = await openAzure(CALLS, fake.connection)
  await expect(asking('compute snapshots', at)).rejects.toBeInstanceOf(UndeclaredRequestError)
  expect(fake.asked).toEqual([])
})

test('a denied list leaves its partition denied and the others read', async () => {
  const subscriptions = {
    value: [
      {
        subscriptionId: SUBSCRIPTION,
        tenantId: 'aaaaaaaa-2222-3333-4444-555555555555',
        id: `/subscriptions/${SUBSCRIPTION}`,
        state: 'Enabled',
      },
    ],
  }
  const fake = fakeAzure((path) => (path === '/subscriptions' ? subscriptions : { value: [] }), {
    trouble: (path) =>
      path.includes('Microsoft.KeyVault') ? failure(403, 'AuthorizationFailed') : undefined,
  })
  const jobs = await azureJobs({ connection: fake.connection, services: ['keyvault', 'storage'] })
  const { partitions } = await collectAll(jobs)
  const states = partitions.map(({ coverage }) => [coverage.service, coverage.state, coverage.reason])
  expect(states).toEqual([
    ['keyvault', 'DENIED', 'keyvault vaults: AuthorizationFailed (needs Microsoft.KeyVault/vaults/read)'],
    ['storage', 'OK', null],
  ])
})

test('an item that cannot be understood is told and the others stay', async () => {
  const things = defineAzureCollector({
    service: 'things',
    level: 'subscription',
    calls: CALLS,
    async *collect(context) {
      const missing: MissingCall[] = []
      const found = await readList(context, 'compute disks', resource({}), missing)
      yield {
        nodes: (found ?? []).map(({ id }) => ({ id, kind: 'AzureDisk', props: {} })),
        relationships: [],
        missing,
      }
    },
  })
  const source = { call: async () => ({ value: [{ id: '/a' }, { name: 'no id' }] }) }
  const partition = { provider: 'azure', account: SUBSCRIPTION, region: 'global', service: 'things' } as const
  const { partitions } = await collectAll([{ partition, collector: things, source }])
  expect(partitions[0]?.nodes.map(({ id }) => id)).toEqual(['/a'])
  expect(partitions[0]?.coverage.missing).toEqual([
    { call: 'compute disks', state: 'UNPARSEABLE', resource: null },
  ])
})

test('every declared call is a path of one of the two hosts and names its permission', () => {
  for (const { path, permission } of Object.values(AZURE_CALLS)) {
    expect(path).toMatch(/^(\/|\{id\}\/)/)
    expect(permission).not.toBe('')
  }
})
