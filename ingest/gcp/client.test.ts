import { afterEach, expect, test } from 'vitest'
import { ASSET_CALLS, LIST_ASSETS, type RestCall } from './calls.ts'
import { openGcp } from './client.ts'
import { type FakeAsset, type FakeEstate, type FakeGoogle, fakeGoogle } from './fake.testkit.ts'
import { onlyListAssets, UndeclaredRequestError } from './read-only.ts'

const MEMBERS: RestCall = {
  api: 'cloudidentity',
  path: '/v1/groups/{id}/memberships',
  query: {},
  pages: 'memberships',
  permission: 'Groups Reader',
}
const CALLS = { ...ASSET_CALLS, members: MEMBERS }
const PARENT = 'organizations/1'

const bucket = (name: string): FakeAsset => ({
  name: `//storage.googleapis.com/${name}`,
  assetType: 'storage.googleapis.com/Bucket',
  ancestors: ['projects/42', PARENT],
  resource: { data: { name, versioning: { enabled: true }, list: ['a', 1, null], size: 2.5 } },
})
const FIVE = ['a', 'b', 'c', 'd', 'e'].map(bucket)

let fake: FakeGoogle | undefined
afterEach(async () => fake?.close())

async function open(estate: Partial<FakeEstate> = {}) {
  const google = await fakeGoogle({ assets: FIVE, ...estate })
  fake = google
  const client = await openGcp(CALLS, google.connection, () => true)
  return {
    asked: google.asked,
    list: () => client.list(LIST_ASSETS, CALLS[LIST_ASSETS], PARENT).finally(client.close),
    members: (id: string) => client.get('members', MEMBERS, { id }).finally(client.close),
  }
}

test('the pages of a list are one answer, in the form of an export', async () => {
  const { list, asked } = await open()
  expect(await list()).toEqual(
    FIVE.map((asset) => ({ ...asset, resource: { ...asset.resource, parent: '', location: '' } })),
  )
  expect(asked).toEqual([0, 1, 2].map((page) => `RESOURCE organizations/1 ${page}`))
})

test('a quota that is used up is waited for', async () => {
  const { list, asked } = await open({
    trouble: (_, page, tries) => (page === 1 && tries < 3 ? 8 : undefined),
  })
  expect(await list()).toHaveLength(5)
  expect(asked.filter((one) => one.endsWith(' 1'))).toHaveLength(3)
})

test.each([
  ['out of quota for good', 8, 'RESOURCE_EXHAUSTED', 'THROTTLED', 3],
  ['not permitted', 7, 'PERMISSION_DENIED', 'DENIED', 1],
  ['without a login', 16, 'UNAUTHENTICATED', 'EXPIRED', 1],
  ['broken', 13, 'INTERNAL', 'FAILED', 1],
  ['not up', 14, 'UNAVAILABLE', 'FAILED', 3],
])('a list that is %s says so', async (_, status, code, state, asks) => {
  const { list, asked } = await open({ trouble: () => status })
  await expect(list()).rejects.toMatchObject({ name: 'ApiError', state, code })
  expect(asked).toHaveLength(asks)
})

test.each([
  ['the connection breaks in the middle of a page', 'cut' as const],
  ['a later page is broken', 13],
  ['a page has expired', 3],
])('when %s the list is truncated', async (_, trouble) => {
  const { list } = await open({ trouble: (_content, page) => (page === 1 ? trouble : undefined) })
  await expect(list()).rejects.toMatchObject({ name: 'ApiError', state: 'TRUNCATED' })
})

test('a connection that breaks once is made again', async () => {
  const { list } = await open({
    trouble: (_, page, tries) => (page === 1 && tries === 1 ? 'cut' : undefined),
  })
  expect(await list()).toHaveLength(5)
})

test('what is not permitted on a later page is denied, not cut off', async () => {
  const { list } = await open({ trouble: (_, page) => (page === 1 ? 7 : undefined) })
  await expect(list()).rejects.toMatchObject({ state: 'DENIED' })
})

test('the other APIs are asked page by page, with the login', async () => {
  const { members, asked } = await open({
    rest: {
      '/v1/groups/g/memberships': { memberships: [{ name: 'a' }], nextPageToken: 'more' },
      '/v1/groups/g/memberships?pageToken=more': { memberships: [{ name: 'b' }] },
    },
  })
  expect(await members('g')).toEqual({ memberships: [{ name: 'a' }, { name: 'b' }] })
  expect(asked.every((one) => one.startsWith('GET /v1/groups/g/memberships'))).toBe(true)
})

test.each([
  [403, 'PERMISSION_DENIED', 'DENIED'],
  [429, 'RESOURCE_EXHAUSTED', 'THROTTLED'],
  [404, 'NOT_FOUND', 'FAILED'],
])('their status %i is told as %s', async (status, code, state) => {
  const { members } = await open({ rest: { '/v1/groups/g/memberships': status } })
  await expect(members('g')).rejects.toMatchObject({ name: 'ApiError', state, code })
})

test('a path that no call declares is not asked', async () => {
  const { asked } = await open()
  const google = fake
  if (google === undefined) throw new Error('it was opened')
  const client = await openGcp(ASSET_CALLS, google.connection, () => true)
  await expect(client.get('members', MEMBERS, { id: 'g' })).rejects.toThrow(UndeclaredRequestError)
  expect(asked).toEqual([])
  await client.close()
})

test('the client of Google can make no other call', async () => {
  const { asked } = await open()
  const { AssetServiceClient } = await import('@google-cloud/asset')
  const client = new AssetServiceClient({
    ...fake?.connection.client,
    'grpc.callInvocationTransformer': onlyListAssets,
  })
  await expect(client.deleteFeed({ name: 'projects/42/feeds/x' })).rejects.toThrow(/DeleteFeed is not among/)
  await expect(client.listFeeds({ parent: PARENT })).rejects.toThrow(/ListFeeds is not among/)
  expect(asked).toEqual([])
  await client.close()
})
