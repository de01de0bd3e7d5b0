import { expect, test } from 'vitest'
import { collectAll } from '../run.ts'
import { azureJobs, failure, fakeAzure, type Reply } from './fake.testkit.ts'

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const TENANT = 'aaaaaaaa-2222-3333-4444-555555555555'
const ROOT = `/subscriptions/${SUBSCRIPTION}`
const ACCOUNTS = {
  value: [{ id: ROOT, subscriptionId: SUBSCRIPTION, tenantId: TENANT, state: 'Enabled' }],
}
const DISKS = {
  value: ['a', 'b', 'c'].map((name) => ({
    id: `${ROOT}/resourceGroups/g/providers/Microsoft.Compute/disks/${name}`,
    name,
    properties: {},
  })),
}
const now = { 'retry-after': '0' }

/** A whole read in which the second page of the disks is in trouble, as often as it is asked. */
async function read(reply: (tries: number) => Reply | undefined) {
  const fake = fakeAzure(
    (path) => (path === '/subscriptions' ? ACCOUNTS : path.endsWith('/disks') ? DISKS : { value: [] }),
    { trouble: (path, page, tries) => (path.endsWith('/disks') && page === 1 ? reply(tries) : undefined) },
  )
  const jobs = await azureJobs({ connection: fake.connection, services: ['compute', 'storage'] })
  const { partitions } = await collectAll(jobs)
  return {
    states: partitions.map(({ coverage }) => `${coverage.service} ${coverage.state}`).sort(),
    missing: partitions.flatMap(({ coverage }) => coverage.missing.map(({ call }) => call)),
    disks: partitions.flatMap(({ nodes }) => nodes).filter(({ kind }) => kind === 'AzureDisk').length,
  }
}

test('a page that is throttled once costs nothing', async () => {
  const { states, disks } = await read((tries) =>
    tries === 1 ? { ...failure(429, 'TooManyRequests'), headers: now } : undefined,
  )
  expect({ states, disks }).toEqual({ states: ['compute OK', 'storage OK'], disks: 3 })
})

test.each<[string, Reply, string]>([
  ['throttled for good', { ...failure(429, 'TooManyRequests'), headers: now }, 'THROTTLED'],
  ['refused', failure(403, 'AuthorizationFailed'), 'DENIED'],
  ['asked with a token that has expired meanwhile', failure(401, 'ExpiredAuthenticationToken'), 'EXPIRED'],
  ['cut off', { status: 200, body: '{"value": [{"id": "/subscr' }, 'TRUNCATED'],
])(
  'a page that is %s leaves its service open, whatever came before, and the others read',
  async (_, reply, state) => {
    expect(await read(() => reply)).toEqual({
      states: [`compute ${state}`, 'storage OK'],
      missing: ['compute disks'],
      disks: 0,
    })
  },
)
