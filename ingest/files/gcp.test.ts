import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { searchPaths } from '../../graph/paths/search.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const NOW = '2026-11-21T00:00:00Z'
const HOST = '//cloudresourcemanager.googleapis.com'
const ORG = ['organizations/1']
const PROJECT = ['projects/42', 'folders/7', 'organizations/1']
const ROBOT = 'deployer@shop-prod.iam.gserviceaccount.com'

const policy = (...bindings: readonly object[]) => ({ bindings })
const binding = (role: string, ...members: readonly string[]) => ({ role: `roles/${role}`, members })

/** A shop: ann mints tokens of the deployer, which owns the project; the assets bucket is public, the ledger is not. */
const ASSETS: readonly {
  readonly name: string
  readonly asset_type: string
  readonly [member: string]: unknown
}[] = [
  {
    name: `${HOST}/organizations/1`,
    asset_type: 'cloudresourcemanager.googleapis.com/Organization',
    resource: { data: { displayName: 'shop.example', owner: { directoryCustomerId: 'C0shop' } } },
    ancestors: ORG,
  },
  {
    name: `${HOST}/folders/7`,
    asset_type: 'cloudresourcemanager.googleapis.com/Folder',
    resource: { data: { displayName: 'Production' } },
    ancestors: ['folders/7', ...ORG],
  },
  {
    name: `${HOST}/projects/42`,
    asset_type: 'cloudresourcemanager.googleapis.com/Project',
    resource: {
      data: { projectId: 'shop-prod', name: 'Shop', projectNumber: '42', lifecycleState: 'ACTIVE' },
    },
    ancestors: PROJECT,
  },
  {
    name: `${HOST}/projects/42`,
    asset_type: 'cloudresourcemanager.googleapis.com/Project',
    iam_policy: policy(
      binding('owner', `serviceAccount:${ROBOT}`),
      binding('viewer', 'user:bob@shop.example'),
    ),
    ancestors: PROJECT,
  },
  {
    name: '//iam.googleapis.com/projects/shop-prod/serviceAccounts/1001',
    asset_type: 'iam.googleapis.com/ServiceAccount',
    resource: { data: { email: ROBOT, uniqueId: '1001' } },
    iam_policy: policy(binding('iam.serviceAccountTokenCreator', 'user:ann@shop.example')),
    ancestors: PROJECT,
  },
  {
    name: '//storage.googleapis.com/shop-assets',
    asset_type: 'storage.googleapis.com/Bucket',
    resource: { data: { labels: { classification: 'public' } } },
    iam_policy: policy(binding('storage.objectViewer', 'allUsers')),
    ancestors: PROJECT,
  },
  {
    name: '//storage.googleapis.com/shop-ledger',
    asset_type: 'storage.googleapis.com/Bucket',
    resource: { data: { labels: { classification: 'restricted' } } },
    ancestors: PROJECT,
  },
  {
    name: '//pubsub.googleapis.com/projects/shop-prod/topics/t',
    asset_type: 'pubsub.googleapis.com/Topic',
    ancestors: PROJECT,
  },
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-gcp-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: string) {
  const file = join(folder, 'assets.json')
  await writeFile(file, content)
  const { jobs } = await readInputs([file], { providers: FILE_PROVIDERS })
  return (await collectAll(jobs, { now: () => new Date(NOW) })).partitions
}

const lines = (assets: readonly object[] = ASSETS) => assets.map((asset) => JSON.stringify(asset)).join('\n')
const snapshotOf = async (content: string) => mergePartitions(null, await read(content), NOW)

describe('an export of Cloud Asset Inventory', () => {
  test('is one partition for each project, folder and organization', async () => {
    const accounts = (await read(lines())).map(({ coverage }) => [
      coverage.provider,
      coverage.account,
      coverage.state,
    ])
    expect(accounts).toEqual([
      ['gcp', 'organizations/1', 'OK'],
      ['gcp', 'folders/7', 'OK'],
      ['gcp', 'shop-prod', 'OK'],
    ])
  })

  test('as a list in camel case it is the same graph', async () => {
    const list = ASSETS.map(({ asset_type, iam_policy, ...rest }) => ({
      ...rest,
      assetType: asset_type,
      iamPolicy: iam_policy,
    }))
    const [camel, snake] = [await snapshotOf(JSON.stringify(list)), await snapshotOf(lines())]
    expect(camel.nodes).toEqual(snake.nodes)
    expect(camel.relationships).toEqual(snake.relationships)
  })

  test('gives the attack paths through it', async () => {
    const { snapshot } = deriveSnapshot(await snapshotOf(lines()))
    const to = (from: string) =>
      searchPaths(snapshot, { from, to: 'admin:shop-prod', now: NOW }).map(({ title }) => title)
    expect(to('user:ann@shop.example')).toContain(
      'Google account ann@shop.example can become administrator of Shop (shop-prod) in 1 step',
    )
    expect(to('user:bob@shop.example')).toEqual([])
    expect(snapshot.nodes.get('//storage.googleapis.com/shop-assets')?.props).toMatchObject({
      publicRead: true,
    })
    expect(snapshot.nodes.get('//storage.googleapis.com/shop-ledger')?.props).not.toHaveProperty(
      'publicRead',
      true,
    )
  })

  test('without policies is not whole: who may do what is not known', async () => {
    const bare = ASSETS.map(({ iam_policy: _policy, ...rest }) => rest)
    const partitions = await read(lines(bare))
    const project = partitions.find(({ coverage }) => coverage.account === 'shop-prod')
    expect(project?.coverage.missing).toMatchObject([{ call: 'asset list --content-type=iam-policy' }])
    expect(project?.nodes.every(({ props }) => !('iamPolicy' in props))).toBe(true)
  })

  test('with a line that is cut off is refused, with the line', async () => {
    await expect(read(`${lines()}\n{"name": "//storage`)).rejects.toThrow(
      /assets\.json:9: is not one JSON object a line/,
    )
  })
})
