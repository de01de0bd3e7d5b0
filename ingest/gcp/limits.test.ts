import { afterEach, describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { type FakeAsset, type FakeGoogle, fakeGoogle } from './fake.testkit.ts'
import { type GcpOptions, withGcpJobs } from './jobs.ts'
import { ROBOT, SHOP } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'
const POLICIES = '/v2/policies/cloudresourcemanager.googleapis.com'
const BOUNDARIES = '/v3/organizations/1/locations/global/principalAccessBoundaryPolicies'
const NO_TOKENS = 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F42/denypolicies/no-tokens'

const rules = [
  {
    denyRule: {
      deniedPrincipals: ['principalSet://goog/public:all'],
      deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'],
    },
  },
]
/** The project denies tokens; the organization bounds its people to the folder. */
const REST = {
  [`${POLICIES}/organizations/1/denypolicies`]: {},
  [`${POLICIES}/folders/7/denypolicies`]: {},
  [`${POLICIES}/projects/42/denypolicies`]: { policies: [{ name: NO_TOKENS, kind: 'DenyPolicy' }] },
  [`${POLICIES}/projects/42/denypolicies/no-tokens`]: { name: NO_TOKENS, displayName: 'No tokens', rules },
  [`${BOUNDARIES}?pageSize=1000`]: {
    principalAccessBoundaryPolicies: [
      {
        name: 'organizations/1/locations/global/principalAccessBoundaryPolicies/shop',
        displayName: 'Shop only',
        details: {
          enforcementVersion: '3',
          rules: [
            {
              effect: 'ALLOW',
              resources: [
                '//cloudresourcemanager.googleapis.com/projects/42',
                '//cloudresourcemanager.googleapis.com/folders/9',
              ],
            },
          ],
        },
      },
    ],
  },
  [`${BOUNDARIES}/shop:searchPolicyBindings?pageSize=1000`]: {
    policyBindings: [
      { target: { principalSet: '//iam.googleapis.com/locations/global/workspace/C0shop' } },
      {
        target: { principalSet: '//iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/w' },
        condition: { expression: 'true' },
      },
      { target: { principalSet: '//cloudresourcemanager.googleapis.com/organizations/1' } },
    ],
  },
}

let fake: FakeGoogle | undefined
afterEach(async () => fake?.close())

async function read(
  rest: { readonly [path: string]: unknown } = REST,
  options: GcpOptions = {},
  assets: readonly FakeAsset[] = SHOP,
) {
  const named = options.projects === undefined ? { organizations: ['1'] } : options
  await fake?.close()
  fake = await fakeGoogle({ assets, rest })
  const { partitions } = await withGcpJobs({ connection: fake.connection, ...named }, (jobs) =>
    collectAll(jobs, { now: () => new Date(NOW) }),
  )
  const of = (service: string) => partitions.find(({ coverage }) => coverage.service === service)
  return { of, facts: mergePartitions(null, partitions, NOW) }
}

const minting = ({ facts }: Awaited<ReturnType<typeof read>>): boolean =>
  [...deriveSnapshot(facts).snapshot.relationships.values()].some(
    ({ key, to }) => key === 'gcp-iam-sa-access-token' && to === `serviceAccount:${ROBOT}`,
  )

describe('deny policies', () => {
  test('are read of what they are attached to, with their rules', async () => {
    const { facts } = await read()
    const id = `//iam.googleapis.com/${NO_TOKENS}`
    expect(facts.nodes.get(id)).toMatchObject({ kind: 'GcpDenyPolicy', props: { name: 'No tokens', rules } })
    const attached = [...facts.relationships.values()].filter(({ kind }) => kind === 'RESTRICTED_BY')
    expect(attached.map(({ from, to }) => [from, to])).toEqual([['shop-prod', id]])
  })

  test('keep from what they deny, which goes on where there are none', async () => {
    expect(minting(await read())).toBe(false)
    expect(minting(await read({ ...REST, [`${POLICIES}/projects/42/denypolicies`]: {} }))).toBe(true)
    expect(fake?.asked.some((one) => one.includes('no-tokens'))).toBe(false)
  })

  test('that are listed without a name are not taken for none', async () => {
    const { of } = await read({
      ...REST,
      [`${POLICIES}/projects/42/denypolicies`]: { policies: [{ kind: 'DenyPolicy' }] },
    })
    expect(of('denypolicies')?.coverage.state).toBe('FAILED')
  })

  test('are not asked for of a project that waits to be deleted', async () => {
    const assets = SHOP.map((asset) =>
      asset.assetType.endsWith('/Project') && asset.resource !== undefined
        ? { ...asset, resource: { data: { ...asset.resource.data, lifecycleState: 'DELETE_REQUESTED' } } }
        : asset,
    )
    const { of } = await read({ ...REST, [`${POLICIES}/projects/42/denypolicies`]: 403 }, {}, assets)
    expect(of('denypolicies')?.coverage.state).toBe('OK')
  })

  test('that may not be read of one project are told, with what it takes', async () => {
    const { of } = await read({ ...REST, [`${POLICIES}/projects/42/denypolicies`]: 403 })
    expect(of('denypolicies')?.coverage).toMatchObject({
      state: 'DENIED',
      reason: expect.stringContaining('needs iam.denypolicies.list'),
      missing: [{ resource: 'cloudresourcemanager.googleapis.com/projects/42' }],
    })
    expect(of('asset')?.coverage.state).toBe('OK')
  })
})

describe('principal access boundaries', () => {
  test('name nodes and principals as everything else does', async () => {
    const { facts } = await read()
    const id = '//iam.googleapis.com/organizations/1/locations/global/principalAccessBoundaryPolicies/shop'
    expect(facts.nodes.get(id)).toMatchObject({
      kind: 'GcpAccessBoundary',
      props: {
        name: 'Shop only',
        enforcementVersion: '3',
        resources: ['folders/9', 'shop-prod'],
        bindings: [
          { principalSet: 'principalSet://goog/cloudIdentityCustomerId/C0shop' },
          {
            principalSet:
              'principalSet://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/w/*',
            condition: { expression: 'true' },
          },
          { principalSet: 'principalSet://cloudresourcemanager.googleapis.com/organizations/1' },
        ],
      },
    })
  })

  test('are asked for of organizations alone, and told where they may not be read', async () => {
    const { of } = await read({ ...REST, [`${BOUNDARIES}?pageSize=1000`]: 403 })
    expect(of('boundaries')?.coverage.state).toBe('DENIED')
    const project = await read(REST, { projects: ['shop-prod'] })
    expect(project.of('boundaries')).toBeUndefined()
    expect(project.of('denypolicies')?.coverage.state).toBe('OK')
  })
})
