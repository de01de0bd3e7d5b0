import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { type FakeAsset, fakeGoogle } from './fake.testkit.ts'
import { withGcpJobs } from './jobs.ts'
import { exportLines, SHOP } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'
const CRM = '//cloudresourcemanager.googleapis.com'
const asset = (type: string, name: string, ancestors: readonly string[], data: object): FakeAsset => ({
  name: `${CRM}/${name}`,
  assetType: `cloudresourcemanager.googleapis.com/${type}`,
  ancestors,
  resource: { data },
})
const PROJECT = ['projects/42', 'folders/7', 'organizations/1']
const TAGGED: readonly FakeAsset[] = [
  ...SHOP,
  asset('TagKey', 'tagKeys/5', ['organizations/1'], {
    name: 'tagKeys/5',
    parent: 'organizations/1',
    shortName: 'env',
    namespacedName: '1/env',
  }),
  asset('TagValue', 'tagValues/6', ['organizations/1'], {
    name: 'tagValues/6',
    parent: 'tagKeys/5',
    shortName: 'prod',
    namespacedName: '1/env/prod',
  }),
  asset(
    'TagBinding',
    'tagBindings/%2F%2Fcloudresourcemanager.googleapis.com%2Fprojects%2F42/tagValues/6',
    PROJECT,
    {
      name: 'tagBindings/%2F%2Fcloudresourcemanager.googleapis.com%2Fprojects%2F42/tagValues/6',
      parent: `${CRM}/projects/42`,
      tagValue: 'tagValues/6',
    },
  ),
]

async function tagsOf(jobs: readonly Job[]) {
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  const { nodes, relationships } = mergePartitions(null, partitions, NOW)
  return {
    nodes: [...nodes.values()].filter(({ kind }) => kind.startsWith('GcpTag')),
    keys: [...relationships.values()].filter(({ to }) => to.includes('/tagValues/')).map(({ from }) => from),
  }
}

test('tags and what bears them are the same live and from a file', async () => {
  const google = await fakeGoogle({ assets: TAGGED })
  const live = await withGcpJobs({ connection: google.connection, organizations: ['1'] }, tagsOf).finally(
    google.close,
  )
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-tags-'))
  await writeFile(join(folder, 'assets.json'), exportLines(TAGGED))
  const read = await tagsOf((await readInputs([folder], { providers: FILE_PROVIDERS })).jobs).finally(() =>
    rm(folder, { recursive: true }),
  )
  expect(live.keys).toEqual([`${CRM}/tagKeys/5`])
  expect(live.nodes.map(({ props }) => props)).toMatchObject([
    { name: 'env', tagId: 'tagKeys/5', namespacedName: '1/env' },
    { name: 'prod', tagId: 'tagValues/6', shortName: 'prod' },
    { resource: `${CRM}/projects/42`, tagValue: 'tagValues/6' },
  ])
  expect(read).toEqual(live)
})
