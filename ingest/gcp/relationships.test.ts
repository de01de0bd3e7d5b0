import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectFrom } from '../answers.fixture.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { LIST_RELATIONSHIPS } from './calls.ts'
import { type FakeAsset, fakeGoogle, type Trouble } from './fake.testkit.ts'
import { type GcpOptions, withGcpJobs } from './jobs.ts'
import { relationships } from './relationships.ts'
import { exportLines, SHOP } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'
const ZONE = '//compute.googleapis.com/projects/shop/zones/z'
const GROUP = `${ZONE}/instanceGroups/unmanaged`
const of = (name: string, asset: string, relationshipType = 'INSTANCE_TO_INSTANCEGROUP'): FakeAsset => ({
  name: `${ZONE}/instances/${name}`,
  assetType: 'compute.googleapis.com/Instance',
  ancestors: ['projects/42', 'folders/7', 'organizations/1'],
  relatedAsset: { asset, relationshipType },
})
const LINES = [of('b', GROUP), of('a', GROUP), of('a', `${ZONE}/disks/d`, 'INSTANCE_TO_DISK')]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-relationships-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function collected(jobs: readonly Job[]) {
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  return {
    group: mergePartitions(null, partitions, NOW).nodes.get(GROUP),
    coverage: partitions.find(({ coverage }) => coverage.service === 'relationships')?.coverage,
  }
}

async function live(options: GcpOptions, trouble?: Trouble) {
  const google = await fakeGoogle({ assets: [...SHOP, ...LINES], ...(trouble !== undefined && { trouble }) })
  const given = { connection: google.connection, organizations: ['1'], ...options }
  const found = await withGcpJobs(given, collected).finally(google.close)
  return { ...found, asked: google.asked.filter((one) => one.startsWith('RELATIONSHIP')) }
}

async function fromFile(assets: readonly FakeAsset[]) {
  const file = join(folder, 'assets.json')
  await writeFile(file, exportLines(assets))
  return collected((await readInputs([file], { providers: FILE_PROVIDERS })).jobs)
}

describe('content RELATIONSHIP', () => {
  test('tells who is in a group that nobody manages', async () => {
    const { group, coverage } = await live({ relationships: true })
    expect(group?.props.members).toEqual([`${ZONE}/instances/a`, `${ZONE}/instances/b`])
    expect(coverage?.state).toBe('OK')
  })

  test('is not asked for unless told to, as it is sold apart', async () => {
    const { group, coverage, asked } = await live({})
    expect([group, coverage, asked]).toEqual([undefined, undefined, []])
  })

  test('that is refused is named, and nothing else is lost', async () => {
    const permissionDenied = 7
    const { group, coverage } = await live({ relationships: true }, (content) =>
      content === 'RELATIONSHIP' ? permissionDenied : undefined,
    )
    expect(group).toBeUndefined()
    expect(coverage).toMatchObject({ state: 'DENIED', reason: expect.stringContaining('relationship') })
  })

  test('of a file gives what it gives live, and a file without it lacks nothing', async () => {
    expect((await fromFile([...SHOP, ...LINES])).group).toEqual((await live({ relationships: true })).group)
    expect((await fromFile(SHOP)).coverage).toBeUndefined()
  })

  test('may list several at once, as exports once did', async () => {
    const { relatedAsset: _one, ...instance } = of('a', GROUP)
    const several = {
      ...instance,
      related_assets: { assets: [{ asset: GROUP }, { asset: `${ZONE}/disks/d` }] },
    }
    const found = await collectFrom(relationships, { [LIST_RELATIONSHIPS]: [several] })
    expect(found.props(GROUP)).toMatchObject({ members: [`${ZONE}/instances/a`] })
  })
})
