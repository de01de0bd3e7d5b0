import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../graph/derive.ts'
import { mergePartitions } from '../graph/snapshot/merge.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { gcpFiles } from '../ingest/files/gcp.ts'
import { DEFAULT_LIMITS } from '../ingest/files/limits.ts'
import { type FakeEstate, fakeGoogle, type Trouble } from '../ingest/gcp/fake.testkit.ts'
import { type GcpOptions, withGcpJobs } from '../ingest/gcp/jobs.ts'
import { SHOP } from '../ingest/gcp/shop.fixture.ts'
import { collectAll, type Job } from '../ingest/run.ts'
import { evaluateRules } from './engine/evaluate.ts'
import { loadRules } from './engine/load.ts'

const NOW = '2026-11-21T00:00:00Z'
const CRM = '//cloudresourcemanager.googleapis.com'
const PROJECT = ['projects/42', 'organizations/1']
const SERIAL = 'gcp-vm-serial-port'

const instance = (name: string, value: string) => ({
  name: `//compute.googleapis.com/projects/shop-prod/zones/z/instances/${name}`,
  assetType: 'compute.googleapis.com/Instance',
  ancestors: PROJECT,
  resource: { data: { metadata: { items: [{ key: 'serial-port-enable', value }] } } },
})
const ASSETS: readonly { readonly name: string; readonly [member: string]: unknown }[] = [
  {
    name: `${CRM}/organizations/1`,
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    ancestors: ['organizations/1'],
    resource: { data: { displayName: 'shop.example' } },
    iamPolicy: { bindings: [] },
  },
  {
    name: `${CRM}/projects/42`,
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    ancestors: PROJECT,
    resource: { data: { projectId: 'shop-prod', projectNumber: '42' } },
  },
  instance('open', 'TRUE'),
  instance('closed', 'FALSE'),
]

let store: GraphStore
beforeAll(async () => {
  store = await openStore('memory:')
})
afterAll(() => store.close())

const GROUP = 'deploy@shop.example'
const MEMBERS = [{ preferredMemberKey: { id: 'cid@shop.example' }, type: 'USER' }]
const GROUPS = {
  [`/v1/groups:lookup?groupKey.id=${GROUP}`]: { name: 'groups/d' },
  '/v1/groups/d/memberships?view=FULL&pageSize=500': { memberships: MEMBERS },
}

const collect = async (jobs: readonly Job[]) =>
  (await collectAll(jobs, { now: () => new Date(NOW) })).partitions

/** What is read of an export. */
async function exported(assets: readonly object[], members: readonly object[] | null = null) {
  const file = (path: string, value: unknown) => ({
    path,
    segments: path.split('/'),
    read: async () => new TextEncoder().encode(JSON.stringify(value)),
  })
  const files = [
    file('assets.json', assets),
    ...(members === null ? [] : [file(`iam/groups/${GROUP}.json`, members)]),
  ]
  const { exports } = await gcpFiles.byContent(files, DEFAULT_LIMITS)
  return collect((await Promise.all(exports.map((one) => one.jobs()))).flat())
}

/** What is read of the same, asked of the cloud. */
async function asked(options: GcpOptions, trouble: Trouble, rest: FakeEstate['rest'] = GROUPS) {
  const fake = await fakeGoogle({ assets: SHOP, trouble, rest })
  try {
    return await withGcpJobs({ connection: fake.connection, ...options }, collect)
  } finally {
    await fake.close()
  }
}

/** What the rules of Google Cloud say of what was read. */
async function evaluate(partitions: Awaited<ReturnType<typeof collect>>, ids?: readonly string[]) {
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, NOW))
  const token = await store.writeToken()
  const published = await store.publish({
    scan: { id: `gcp-${token}`, startedAt: NOW, source: 'test' },
    snapshot,
    token,
  })
  const rules = (await loadRules()).filter(({ id, provider }) => ids?.includes(id) ?? provider === 'gcp')
  return evaluateRules({ store, rules, coverage: snapshot.coverage, scan: published.scan, previous: [] })
}

test('a finding is about a resource of its project, and every account of the export is told of', async () => {
  const { findings, results } = await evaluate(await exported(ASSETS))
  expect(findings.filter(({ rule, status }) => rule === SERIAL && status === 'fail')).toMatchObject([
    { subject: instance('open', '').name, subjectKind: 'GcpInstance', account: 'shop-prod' },
  ])
  expect(
    results.filter(({ rule }) => rule === SERIAL).map(({ account, pass, fail }) => [account, pass, fail]),
  ).toEqual([
    ['organizations/1', 0, 0],
    ['shop-prod', 1, 1],
  ])
})

test('an export without resources leaves every account open, each as what it is', async () => {
  const policies = ASSETS.map(({ resource: _resource, ...rest }) => rest)
  const { findings } = await evaluate(await exported(policies))
  const open = findings.filter(({ rule }) => rule === SERIAL)
  expect(open.map(({ status, subject, subjectKind }) => [status, subject, subjectKind])).toEqual([
    ['not-evaluated', '42', 'GcpProject'],
    ['not-evaluated', 'organizations/1', 'GcpOrganization'],
  ])
})

describe('rules about who may do what', () => {
  const RULES = ['gcp-storage-bucket-public', 'gcp-iam-primitive-roles', 'gcp-tc-impersonation-chain-owner']
  type Counts = readonly [pass: number, fail: number, notEvaluated: number]

  /** How each ends in the project, one count for each rule. */
  const ofProject = async (partitions: Awaited<ReturnType<typeof collect>>): Promise<readonly Counts[]> => {
    const { results } = await evaluate(partitions, RULES)
    return RULES.map((id) => {
      const own = results.filter(({ rule, account }) => rule === id && account === 'shop-prod')
      const sum = (of: 'pass' | 'fail' | 'notEvaluated') => own.reduce((total, one) => total + one[of], 0)
      return [sum('pass'), sum('fail'), sum('notEvaluated')]
    })
  }
  /** Of the two buckets one is open, which does not depend on what was not read. */
  const READ = [
    [1, 1, 0],
    [1, 0, 0],
    [1, 0, 0],
  ]
  const OPEN_ABOVE = [
    [0, 1, 1],
    [0, 0, 1],
    [0, 0, 1],
  ]
  const deniedFolder: Trouble = (_content, _page, _tries, parent) => (parent === 'folders/7' ? 7 : undefined)

  test('pass where all above was read, live and from files', async () => {
    expect(await ofProject(await asked({ organizations: ['1'] }, () => undefined))).toEqual(READ)
    expect(await ofProject(await exported(SHOP, MEMBERS))).toEqual(READ)
  })

  test('leave open what depends on who is in a group that was not read, and nothing else', async () => {
    const open = [...READ.slice(0, 2), [0, 0, 1]]
    expect(await ofProject(await asked({ organizations: ['1'] }, () => undefined, {}))).toEqual(open)
    expect(await ofProject(await exported(SHOP))).toEqual(open)
  })

  test('leave open what a folder may grant that could not be read, and keep what was found', async () => {
    const options = { folders: ['7'], projects: ['shop-prod'] }
    expect(await ofProject(await asked(options, deniedFolder))).toEqual(OPEN_ABOVE)
  })

  test('do so where the folder was not asked for, or is not in the export', async () => {
    expect(await ofProject(await asked({ projects: ['shop-prod'] }, () => undefined))).toEqual(OPEN_ABOVE)
    const inside = SHOP.filter(({ ancestors }) => ancestors[0] === 'projects/42')
    expect(await ofProject(await exported(inside))).toEqual(OPEN_ABOVE)
  })

  test('leave everything open where no policy could be read', async () => {
    const noPolicies: Trouble = (content) => (content === 'IAM_POLICY' ? 7 : undefined)
    expect(await ofProject(await asked({ organizations: ['1'] }, noPolicies))).toEqual([
      [0, 0, 2],
      [0, 0, 1],
      [0, 0, 1],
    ])
  })
})
