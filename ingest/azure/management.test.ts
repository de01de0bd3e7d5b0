import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { CoverageEntry, NodeRecord, Snapshot } from '../../graph/snapshot/records.ts'
import { collectAll } from '../run.ts'
import { failure, fakeAzure, type Trouble } from './fake.testkit.ts'
import { openAzureReading } from './jobs.ts'

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

async function read(trouble: Trouble, previous: Snapshot | null = null) {
  const fake = fakeAzure((path) => ANSWERS.get(path.toLowerCase()) ?? { value: [] }, {
    trouble: (path, page, tries) =>
      path.includes(UNSEEN) ? failure(403, 'AuthorizationFailed') : trouble(path, page, tries),
  })
  const services = ['management', 'resources', 'authorization', 'storage']
  const { jobs } = await openAzureReading({ connection: fake.connection, services })
  const { partitions } = await collectAll(await jobs(previous))
  const { snapshot } = deriveSnapshot(mergePartitions(previous, partitions, '2026-11-27T00:00:00Z'))
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

describe('a subscription that earlier scans read and that is seen no more', () => {
  const STORE = `/subscriptions/${UNSEEN}/resourcegroups/g/providers/microsoft.storage/storageaccounts/s`
  const partition = `azure/${UNSEEN}/global/storage`
  const entry = (service: string): CoverageEntry => ({
    provider: 'azure',
    account: UNSEEN,
    region: 'global',
    service,
    state: 'OK',
    reason: null,
    at: '2026-11-20T00:00:00Z',
    missing: [],
  })
  const props = { name: 'one', provider: 'azure', account: UNSEEN, tenant: TENANT }
  const previous: Snapshot = {
    nodes: new Map<string, NodeRecord>([
      [
        `/subscriptions/${UNSEEN}`,
        {
          id: `/subscriptions/${UNSEEN}`,
          kind: 'AzureSubscription',
          props,
          partition: `azure/${TENANT}/global/management`,
        },
      ],
      [STORE, { id: STORE, kind: 'AzureStorageAccount', props, partition }],
    ]),
    relationships: new Map(),
    coverage: ['resources', 'authorization', 'storage'].map(entry),
  }
  const denied = (path: string) =>
    path.endsWith('/descendants') ? failure(403, 'AuthorizationFailed') : undefined

  test.each<[string, Trouble]>([
    ['though its management group names it', () => undefined],
    ['and whose management group may not be read', denied],
  ])('is not read, %s', async (_, trouble) => {
    const { snapshot, coverage } = await read(trouble, previous)
    const own = coverage.filter(({ account }) => account === UNSEEN)
    expect(own.map(({ service, state }) => `${service} ${state}`).sort()).toEqual([
      'authorization DENIED',
      'resources DENIED',
      'storage DENIED',
    ])
    expect(snapshot.nodes.get(STORE)?.props.stale).toBe(true)
  })

  test('is nothing of another tenant', async () => {
    const elsewhere = new Map(
      [...previous.nodes].map(([id, node]) => [id, { ...node, props: { ...node.props, tenant: 'other' } }]),
    )
    const { coverage } = await read(denied, { ...previous, nodes: elsewhere })
    expect(coverage.filter(({ account }) => account === UNSEEN)).toEqual([])
  })
})
