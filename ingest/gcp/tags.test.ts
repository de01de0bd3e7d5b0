import { expect, test } from 'vitest'
import { type ReadAssets, readExport, readLive } from './both-ways.testkit.ts'
import type { FakeAsset } from './fake.testkit.ts'
import { SHOP } from './shop.fixture.ts'

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

const tagsOf = ({ facts: { nodes, relationships } }: ReadAssets) => ({
  nodes: [...nodes.values()].filter(({ kind }) => kind.startsWith('GcpTag')),
  keys: [...relationships.values()].filter(({ to }) => to.includes('/tagValues/')).map(({ from }) => from),
})

test('tags and what bears them are the same live and from a file', async () => {
  const live = tagsOf(await readLive(TAGGED))
  const read = tagsOf(await readExport(TAGGED))
  expect(live.keys).toEqual([`${CRM}/tagKeys/5`])
  expect(live.nodes.map(({ props }) => props)).toMatchObject([
    { name: 'env', tagId: 'tagKeys/5', namespacedName: '1/env' },
    { name: 'prod', tagId: 'tagValues/6', shortName: 'prod' },
    { resource: `${CRM}/projects/42`, tagValue: 'tagValues/6' },
  ])
  expect(read).toEqual(live)
})
