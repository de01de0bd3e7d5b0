import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll } from '../run.ts'
import { type FakeEstate, type FakeGoogle, fakeGoogle } from './fake.testkit.ts'
import { type GcpOptions, GcpSetupError, withGcpJobs } from './jobs.ts'
import { exportLines, SHOP } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'
const ORGANIZATION: GcpOptions = { organizations: ['1'] }

let fake: FakeGoogle | undefined
afterEach(async () => fake?.close())

async function read(estate: Partial<FakeEstate> = {}, options: GcpOptions = ORGANIZATION) {
  await fake?.close()
  fake = await fakeGoogle({ assets: SHOP, rest: REST, ...estate })
  const given = { connection: fake.connection, ...options }
  const { partitions } = await withGcpJobs(given, (jobs) => collectAll(jobs, { now: () => new Date(NOW) }))
  return partitions
}

const POLICIES = '/v2/policies/cloudresourcemanager.googleapis.com'
const BOUNDARIES = '/v3/organizations/1/locations/global/principalAccessBoundaryPolicies'

const REST = {
  [`${POLICIES}/organizations/1/denypolicies`]: {},
  [`${POLICIES}/folders/7/denypolicies`]: {},
  [`${POLICIES}/projects/42/denypolicies`]: {},
  [`${BOUNDARIES}?pageSize=1000`]: {},
  '/v1/organizations/1/contacts?pageSize=100': {
    contacts: [
      { email: 'ann@shop.example', notificationCategorySubscriptions: ['SECURITY', 'LEGAL'] },
      {
        email: 'old@shop.example',
        notificationCategorySubscriptions: ['TECHNICAL'],
        validationState: 'INVALID',
      },
    ],
  },
  '/v1/groups:lookup?groupKey.id=deploy@shop.example': { name: 'groups/d' },
  '/v1/groups:lookup?groupKey.id=night@shop.example': { name: 'groups/n' },
  '/v1/groups/d/memberships?view=FULL&pageSize=500': {
    memberships: [
      { preferredMemberKey: { id: 'Cid@shop.example' }, type: 'USER' },
      { preferredMemberKey: { id: 'night@shop.example' }, type: 'GROUP' },
    ],
  },
  '/v1/groups/n/memberships?view=FULL&pageSize=500': {
    memberships: [{ preferredMemberKey: { id: 'C0shop' }, type: 'OTHER' }],
  },
}

async function fromFile(): Promise<Snapshot> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-gcp-'))
  try {
    await writeFile(join(folder, 'export.json'), exportLines())
    const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
    const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
    return mergePartitions(null, ofAssets(partitions), NOW)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const ofAssets = (partitions: Awaited<ReturnType<typeof read>>) =>
  partitions.filter(({ coverage }) => coverage.service === 'asset')

const states = (partitions: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(
    partitions.map(({ coverage }) => [`${coverage.account} ${coverage.service}`, coverage.state]),
  )

const denied: FakeEstate['trouble'] = () => 7

describe('what is read of an organization', () => {
  test('is the same graph as an export of it', async () => {
    const [one, other] = [mergePartitions(null, ofAssets(await read()), NOW), await fromFile()]
    expect(one).toEqual(other)
    expect(deriveSnapshot(one).snapshot).toEqual(deriveSnapshot(other).snapshot)
  })

  test('is one partition for each node, with contacts, groups and roles beside the one that was named', async () => {
    expect(states(await read())).toEqual({
      'organizations/1 asset': 'OK',
      'folders/7 asset': 'OK',
      'shop-prod asset': 'OK',
      'organizations/1 boundaries': 'OK',
      'organizations/1 contacts': 'OK',
      'organizations/1 denypolicies': 'OK',
      'organizations/1 groups': 'OK',
      'organizations/1 perimeters': 'OK',
      'organizations/1 roles': 'OK',
    })
  })

  test('lists each content once', async () => {
    await read({ pageSize: 1000 })
    const lists = fake?.asked.filter((one) => one.includes(' organizations/1 ')).sort()
    expect(lists).toEqual(
      ['ACCESS_POLICY', 'IAM_POLICY', 'ORG_POLICY', 'RESOURCE'].map(
        (content) => `${content} organizations/1 0`,
      ),
    )
  })

  test('tells who is in a group, through groups, and where that is not all', async () => {
    const { nodes, relationships } = mergePartitions(null, await read(), NOW)
    const known = (group: string) => nodes.get(`group:${group}@shop.example`)?.props.membersKnown
    expect([known('deploy'), known('night')]).toEqual([true, false])
    const members = [...relationships.values()].filter(({ kind }) => kind === 'MEMBER_OF')
    expect(members.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'user:cid@shop.example group:deploy@shop.example',
      'group:night@shop.example group:deploy@shop.example',
    ])
  })

  test('tells what an organization is told of, and not who is', async () => {
    const { nodes } = mergePartitions(null, await read(), NOW)
    const { props } = nodes.get('organizations/1') ?? {}
    expect(props).toMatchObject({ name: 'shop.example', contactCategories: ['LEGAL', 'SECURITY'] })
    expect(JSON.stringify([...nodes.values()])).not.toContain('old@shop.example')
  })

  test('asks what a role contains that we do not know, and of no other', async () => {
    const bound = {
      name: '//storage.googleapis.com/shop-ledger',
      assetType: 'storage.googleapis.com/Bucket',
      ancestors: ['projects/42', 'folders/7', 'organizations/1'],
      iamPolicy: { bindings: [{ role: 'roles/brandnew.reader', members: ['user:bob@shop.example'] }] },
    }
    const role = { name: 'roles/brandnew.reader', stage: 'GA', includedPermissions: ['b.read', 'a.read'] }
    const partitions = await read({
      assets: [...SHOP, bound],
      rest: { ...REST, '/v1/roles/brandnew.reader': role },
    })
    const node = mergePartitions(null, partitions, NOW).nodes.get(
      '//iam.googleapis.com/roles/brandnew.reader',
    )
    expect(node?.props).toMatchObject({ role: 'roles/brandnew.reader', permissions: ['a.read', 'b.read'] })
    expect(fake?.asked.filter((one) => one.includes('/v1/roles/'))).toEqual(['GET /v1/roles/brandnew.reader'])
  })
})

describe('what cannot be read', () => {
  test('leaves groups unknown, and the rest as it is', async () => {
    const partitions = await read({ rest: {} })
    expect(states(partitions)).toMatchObject({ 'shop-prod asset': 'OK', 'organizations/1 groups': 'OK' })
    const refused = await read({
      rest: { '/v1/groups:lookup?groupKey.id=deploy@shop.example': 403 },
    })
    expect(states(refused)).toMatchObject({ 'shop-prod asset': 'OK', 'organizations/1 groups': 'DENIED' })
    expect(mergePartitions(null, refused, NOW).nodes.has('group:deploy@shop.example')).toBe(false)
  })

  test('leaves policies unknown where they alone are denied', async () => {
    const partitions = await read({ trouble: (content) => (content === 'IAM_POLICY' ? 7 : undefined) })
    const project = partitions.find(({ coverage }) => coverage.account === 'shop-prod')
    expect(project?.coverage).toMatchObject({
      state: 'DENIED',
      missing: [{ call: 'asset list --content-type=iam-policy', state: 'DENIED' }],
    })
    expect(project?.coverage.reason).toContain('needs cloudasset.assets.listIamPolicy')
    expect(project?.nodes.some(({ props }) => 'iamPolicy' in props)).toBe(false)
  })

  test.each([
    ['denied', denied, 'DENIED'],
    ['out of quota', (() => 8) satisfies FakeEstate['trouble'], 'THROTTLED'],
    ['cut off', ((_, page) => (page === 1 ? 'cut' : undefined)) satisfies FakeEstate['trouble'], 'TRUNCATED'],
  ])(
    'when it is %s takes nothing away, and what lies below is not read either',
    async (_, trouble, state) => {
      const previous = mergePartitions(null, await read(), NOW)
      const partitions = await read({ trouble }, { ...ORGANIZATION, previous })
      expect(states(partitions)).toMatchObject({
        'organizations/1 asset': state,
        'folders/7 asset': state,
        'shop-prod asset': state,
      })
      const after = mergePartitions(previous, partitions, NOW)
      expect([...after.nodes.keys()].sort()).toEqual([...previous.nodes.keys()].sort())
      expect(after.nodes.get('//storage.googleapis.com/shop-ledger')?.props.stale).toBe(true)
    },
  )

  test('is only what lies below a folder that is denied', async () => {
    const previous = mergePartitions(null, await read(), NOW)
    const partitions = await read({ trouble: denied }, { folders: ['folders/7'], previous })
    expect(Object.keys(states(partitions)).sort()).toEqual([
      'folders/7 asset',
      'folders/7 denypolicies',
      'folders/7 groups',
      'folders/7 roles',
      'shop-prod asset',
    ])
  })

  test('is read by another name that holds it', async () => {
    const trouble: FakeEstate['trouble'] = (_content, _page, _tries, parent) =>
      parent === 'folders/7' ? 7 : undefined
    const previous = mergePartitions(null, await read(), NOW)
    const partitions = await read({ trouble }, { folders: ['7'], projects: ['shop-prod'], previous })
    expect(states(partitions)).toMatchObject({ 'folders/7 asset': 'DENIED', 'shop-prod asset': 'OK' })
  })
})

test('a project that is gone from a whole list is taken away', async () => {
  const previous = mergePartitions(null, await read(), NOW)
  const assets = SHOP.filter(({ ancestors }) => !ancestors.includes('projects/42'))
  const partitions = await read({ assets }, { ...ORGANIZATION, previous })
  expect(partitions.find(({ coverage }) => coverage.account === 'shop-prod')?.coverage).toMatchObject({
    state: 'OK',
    missing: [],
  })
  expect(mergePartitions(previous, partitions, NOW).nodes.has('shop-prod')).toBe(false)
})

test.each([
  [{}, /say what to read: --organization ID/],
  [{ organizations: ['shop.example'] }, /gcloud organizations list/],
  [{ folders: ['seven'] }, /gcloud folders list/],
  [{ projects: ['Shop Prod'] }, /gcloud projects list/],
])('of %j the error says what to do', async (options: GcpOptions, message) => {
  const reading = withGcpJobs(options, async () => undefined)
  await expect(reading).rejects.toThrow(GcpSetupError)
  await expect(reading).rejects.toThrow(message)
})

test('without a login it says how to log in', async () => {
  await expect(read({ trouble: () => 16 })).rejects.toThrow(/gcloud auth application-default login/)
})
