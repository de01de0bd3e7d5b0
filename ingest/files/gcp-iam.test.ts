import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { exportLines, ROBOT } from '../gcp/shop.fixture.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const NOW = '2026-11-21T00:00:00Z'
const NO_TOKENS = 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F42/denypolicies/no-tokens'
const SHOP_ONLY = 'organizations/1/locations/global/principalAccessBoundaryPolicies/shop'

const noTokens = {
  name: NO_TOKENS,
  kind: 'DenyPolicy',
  rules: [
    {
      denyRule: {
        deniedPrincipals: ['principalSet://goog/public:all'],
        deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'],
      },
    },
  ],
}
const boundary = {
  name: SHOP_ONLY,
  details: { rules: [{ resources: ['//cloudresourcemanager.googleapis.com/projects/42'] }] },
}
const binding = {
  name: 'organizations/1/locations/global/policyBindings/b',
  policy: SHOP_ONLY,
  target: { principalSet: '//iam.googleapis.com/locations/global/workspace/C0shop' },
}
const EMPTY = '[]'
/** As the export script writes them. */
const WHOLE = {
  'iam/denypolicies/organizations-1/list.json': EMPTY,
  'iam/denypolicies/folders-7/list.json': EMPTY,
  'iam/denypolicies/projects-42/list.json': JSON.stringify([{ name: NO_TOKENS, kind: 'DenyPolicy' }]),
  'iam/denypolicies/projects-42/no-tokens.json': JSON.stringify(noTokens, null, 2),
  'iam/boundaries/organizations-1/list.json': JSON.stringify([boundary]),
  'iam/boundaries/organizations-1/shop.json': JSON.stringify([binding]),
}

async function read(files: { readonly [name: string]: string }) {
  const folder = await folderOf({ 'resource.json': exportLines(), ...files })
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  const facts = mergePartitions(null, partitions, NOW)
  return {
    facts,
    of: (service: string) => partitions.find(({ coverage }) => coverage.service === service)?.coverage,
    mints: [...deriveSnapshot(facts).snapshot.relationships.values()].some(
      ({ key, to }) => key === 'gcp-iam-sa-access-token' && to === `serviceAccount:${ROBOT}`,
    ),
  }
}

describe('deny policies in files', () => {
  test('take away what they deny', async () => {
    const { facts, of, mints } = await read(WHOLE)
    expect(mints).toBe(false)
    expect(of('denypolicies')).toMatchObject({ state: 'OK', missing: [] })
    const attached = [...facts.relationships.values()].filter(({ kind }) => kind === 'RESTRICTED_BY')
    expect(attached.map(({ from, to }) => [from, to])).toEqual([
      ['shop-prod', `//iam.googleapis.com/${NO_TOKENS}`],
    ])
  })

  test('are known by what is in them, wherever they lie', async () => {
    const { of, mints } = await read({ 'some/where.json': JSON.stringify(noTokens) })
    expect(mints).toBe(false)
    expect(of('denypolicies')?.missing.map(({ resource }) => resource)).toEqual([
      'cloudresourcemanager.googleapis.com/organizations/1',
      'cloudresourcemanager.googleapis.com/folders/7',
    ])
  })

  test('of which there are none in the files are not taken for none', async () => {
    const { of, mints } = await read({})
    expect(mints).toBe(true)
    expect(of('denypolicies')).toMatchObject({
      account: 'organizations/1',
      state: 'UNSUPPORTED',
      reason: expect.stringContaining('not in these files'),
    })
  })

  test('of which only the list is there are missing by name, for that leaves the rules out', async () => {
    const { 'iam/denypolicies/projects-42/no-tokens.json': _, ...listed } = WHOLE
    expect((await read(listed)).of('denypolicies')?.missing).toMatchObject([
      { call: 'iam policies get', resource: 'cloudresourcemanager.googleapis.com/projects/42 no-tokens' },
    ])
  })
})

describe('access boundaries in files', () => {
  test('are those of the organization, with whom they are bound to', async () => {
    const { facts, of } = await read(WHOLE)
    expect(of('boundaries')).toMatchObject({ state: 'OK', missing: [] })
    expect(facts.nodes.get(`//iam.googleapis.com/${SHOP_ONLY}`)?.props).toMatchObject({
      resources: ['shop-prod'],
      bindings: [{ principalSet: 'principalSet://goog/cloudIdentityCustomerId/C0shop' }],
    })
  })

  test('whose bindings are not there are told as not whole', async () => {
    const { of } = await read({ 'boundaries.json': JSON.stringify([boundary]) })
    expect(of('boundaries')?.missing).toMatchObject([{ resource: 'shop' }])
  })

  test('of which there are none in the files are not taken for none', async () => {
    expect((await read({})).of('boundaries')?.state).toBe('UNSUPPORTED')
  })
})
