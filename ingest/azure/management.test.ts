import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { failure, fakeAzure, type Trouble } from './fake.testkit.ts'
import { azureJobs } from './jobs.ts'

const TENANT = 'aaaaaaaa-2222-3333-4444-555555555555'
const SEEN = '11111111-2222-3333-4444-555555555555'
const UNSEEN = '99999999-2222-3333-4444-555555555555'
const GROUPS = '/providers/Microsoft.Management/managementGroups'
const ROLE = `/subscriptions/${SEEN}/providers/Microsoft.Authorization/roleDefinitions/owner`

/** Two groups below the root; the login sees one subscription of the two. */
const ESTATE: { readonly [path: string]: unknown } = {
  '/subscriptions': {
    value: [{ id: `/subscriptions/${SEEN}`, subscriptionId: SEEN, tenantId: TENANT, state: 'Enabled' }],
  },
  [GROUPS]: {
    value: ['platform', 'secret'].map((name) => ({ id: `${GROUPS}/${name}`, name, properties: {} })),
  },
  [`${GROUPS}/platform/descendants`]: {
    value: [{ id: `/subscriptions/${SEEN}`, properties: { parent: { id: `${GROUPS}/platform` } } }],
  },
  [`${GROUPS}/secret/descendants`]: {
    value: [{ id: `/subscriptions/${UNSEEN}`, properties: { parent: { id: `${GROUPS}/secret` } } }],
  },
  [`/subscriptions/${SEEN}/providers/Microsoft.Authorization/roleDefinitions`]: {
    value: [{ id: ROLE, properties: { roleName: 'Owner', permissions: [{ actions: ['*'] }] } }],
  },
  [`/subscriptions/${SEEN}/providers/Microsoft.Authorization/roleAssignments`]: {
    value: [
      {
        id: `${GROUPS}/platform/providers/Microsoft.Authorization/roleAssignments/a`,
        properties: {
          principalId: 'ada',
          principalType: 'User',
          roleDefinitionId: ROLE,
          scope: `${GROUPS}/platform`,
        },
      },
    ],
  },
}

/** Resource Manager compares paths without case. */
const ANSWERS = new Map(Object.entries(ESTATE).map(([path, answer]) => [path.toLowerCase(), answer]))

async function read(trouble: Trouble) {
  const fake = fakeAzure((path) => ANSWERS.get(path.toLowerCase()) ?? { value: [] }, {
    trouble: (path, page, tries) =>
      path.includes(UNSEEN) ? failure(403, 'AuthorizationFailed') : trouble(path, page, tries),
  })
  const services = ['management', 'resources', 'authorization', 'storage']
  const { partitions } = await collectAll(await azureJobs({ connection: fake.connection, services }))
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, '2026-11-27T00:00:00Z'))
  return { snapshot, coverage: partitions.map(({ coverage }) => coverage) }
}

test('a subscription that only a management group names stands in the ledger as not read', async () => {
  const { coverage } = await read(() => undefined)
  expect(coverage.filter(({ account }) => account === UNSEEN)).toMatchObject([
    { service: 'resources', state: 'DENIED' },
  ])
  expect(coverage.filter(({ account }) => account === SEEN).map(({ state }) => state)).toEqual([
    'OK',
    'OK',
    'OK',
  ])
})

test('a management group that may not be read is told, and what it gives below it is given all the same', async () => {
  const { snapshot, coverage } = await read((path) =>
    path.endsWith('/descendants') ? failure(403, 'AuthorizationFailed') : undefined,
  )
  expect(coverage.find(({ service }) => service === 'management')).toMatchObject({
    account: TENANT,
    state: 'DENIED',
    missing: ['platform', 'secret'].map((name) => ({
      call: 'management descendants',
      resource: `${GROUPS}/${name}`.toLowerCase(),
    })),
  })
  const administers = [...snapshot.relationships.values()].filter(({ kind }) => kind === 'ADMIN_OF')
  expect(administers.map(({ from, to }) => [from, to])).toContainEqual(['ada', `/subscriptions/${SEEN}`])
})

test('with the tree read the same access is drawn', async () => {
  const { snapshot } = await read(() => undefined)
  const administers = [...snapshot.relationships.values()].filter(({ kind }) => kind === 'ADMIN_OF')
  expect(administers.map(({ from, to }) => [from, to])).toContainEqual(['ada', `/subscriptions/${SEEN}`])
})
