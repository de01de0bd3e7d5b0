import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { searchPaths } from '../../graph/paths/search.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { exportLines, SHOP } from '../gcp/shop.fixture.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const NOW = '2026-11-21T00:00:00Z'

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

const snapshotOf = async (content: string) => mergePartitions(null, await read(content), NOW)

describe('memberships of groups', () => {
  const DEPLOY = 'iam/groups/deploy@shop.example.json'
  const CID = { preferredMemberKey: { id: 'cid@shop.example' }, type: 'USER' }
  const readFolder = async (files: { readonly [path: string]: string }) => {
    const { jobs } = await readInputs([await folderOf({ 'assets.json': exportLines(), ...files })], {
      providers: FILE_PROVIDERS,
    })
    const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
    return mergePartitions(null, partitions, NOW)
  }
  const groups = ({ coverage }: Awaited<ReturnType<typeof readFolder>>) =>
    coverage.find(({ service }) => service === 'groups')

  test('are read from the place of the group', async () => {
    const snapshot = await readFolder({ [DEPLOY]: JSON.stringify([CID]) })
    expect(snapshot.nodes.get('group:deploy@shop.example')?.props).toMatchObject({ membersKnown: true })
    expect(groups(snapshot)?.missing).toEqual([])
  })

  test('of a group in it that no file is of are missing, and nothing is told of groups where no file is', async () => {
    const night = { preferredMemberKey: { id: 'night@shop.example' }, type: 'GROUP' }
    const snapshot = await readFolder({ [DEPLOY]: JSON.stringify([night]) })
    expect(groups(snapshot)?.missing).toMatchObject([
      { resource: 'night@shop.example', state: 'UNSUPPORTED' },
    ])
    expect(groups(await readFolder({}))).toBeUndefined()
  })

  test('are refused with their file where they are no list', async () => {
    await expect(readFolder({ [DEPLOY]: '{}' })).rejects.toThrow('deploy@shop.example.json')
  })
})

describe('an export of Cloud Asset Inventory', () => {
  test('is one partition for each project, folder and organization', async () => {
    const partitions = (await read(exportLines())).filter(({ coverage }) => coverage.service === 'asset')
    const accounts = partitions.map(({ coverage }) => [coverage.provider, coverage.account, coverage.state])
    expect(accounts).toEqual([
      ['gcp', 'organizations/1', 'OK'],
      ['gcp', 'folders/7', 'OK'],
      ['gcp', 'shop-prod', 'OK'],
    ])
  })

  test('as a list in camel case it is the same graph', async () => {
    const [camel, snake] = [await snapshotOf(JSON.stringify(SHOP)), await snapshotOf(exportLines())]
    expect(camel.nodes).toEqual(snake.nodes)
    expect(camel.relationships).toEqual(snake.relationships)
  })

  test('gives the attack paths through it', async () => {
    const { snapshot } = deriveSnapshot(await snapshotOf(exportLines()))
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
    const bare = SHOP.filter(({ iamPolicy }) => iamPolicy === undefined)
    const partitions = await read(exportLines(bare))
    const project = partitions.find(({ coverage }) => coverage.account === 'shop-prod')
    expect(project?.coverage.missing).toMatchObject([{ call: 'asset list --content-type=iam-policy' }])
    expect(project?.nodes.every(({ props }) => !('iamPolicy' in props))).toBe(true)
  })

  test('is found in a folder, whichever way the name of JSON lines ends', async () => {
    for (const name of ['assets.ndjson', 'assets.jsonl']) {
      const { jobs } = await readInputs([await folderOf({ [name]: exportLines() })], {
        providers: FILE_PROVIDERS,
      })
      expect(jobs.map(({ partition }) => partition.account)).toContain('shop-prod')
    }
  })

  test('is found beside the folders of accounts of other clouds', async () => {
    const both = await folderOf({
      'google/resource.json': exportLines(),
      '111111111111/global/sts/get-caller-identity.json': JSON.stringify({ Account: '111111111111' }),
      'notes.json': '{"by": "nobody"}',
    })
    const { jobs } = await readInputs([both], { providers: FILE_PROVIDERS })
    expect(new Set(jobs.map(({ partition }) => partition.account))).toEqual(
      new Set(['organizations/1', 'folders/7', 'shop-prod', '111111111111']),
    )
  })

  test('with a line that is cut off is refused, with the line', async () => {
    await expect(read(`${exportLines()}\n{"name": "//storage`)).rejects.toThrow(
      /assets\.json:13: is not one JSON object a line/,
    )
  })
})
