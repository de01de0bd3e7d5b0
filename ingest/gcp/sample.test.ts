import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { type FakeAsset, type FakeGoogle, fakeGoogle } from './fake.testkit.ts'
import { withGcpJobs } from './jobs.ts'
import { respelled } from './spelling.ts'

const SAMPLE = join(packageFile('ingest', 'sample'), 'google')
const NOW = '2026-11-30T00:00:00Z'

const Line = z.looseObject({
  name: z.string(),
  asset_type: z.string(),
  ancestors: z.array(z.string()),
  iam_policy: z.record(z.string(), z.unknown()).optional(),
  org_policy: z.array(z.record(z.string(), z.unknown())).optional(),
})

/** The lines of an export as the messages that the inventory answers with; what a resource holds keeps its spelling. */
async function assetsIn(content: string): Promise<readonly FakeAsset[]> {
  const lines = (await readFile(join(SAMPLE, 'assets', `${content}.json`), 'utf8')).trim().split('\n')
  return lines.map((line) => {
    const { asset_type, iam_policy, org_policy, ...asset } = Line.parse(JSON.parse(line))
    return {
      ...asset,
      assetType: asset_type,
      ...(iam_policy === undefined
        ? {}
        : { iamPolicy: z.record(z.string(), z.unknown()).parse(respelled(iam_policy)) }),
      ...(org_policy === undefined
        ? {}
        : { orgPolicy: z.array(z.record(z.string(), z.unknown())).parse(respelled(org_policy)) }),
    }
  })
}

/** What the other APIs answer: nobody is denied or bounded, and the groups have those in them that the files tell. */
async function otherAnswers(assets: readonly FakeAsset[]): Promise<{ readonly [path: string]: unknown }> {
  const nodes = assets
    .map(({ name }) => name.replace('//cloudresourcemanager.googleapis.com/', ''))
    .filter((node) => /^(?:organizations|folders|projects)\/\d+$/.test(node))
  const groups = (await readdir(join(SAMPLE, 'iam', 'groups'))).map((file) => basename(file, '.json'))
  const members = await Promise.all(
    groups.map(async (group) =>
      JSON.parse(await readFile(join(SAMPLE, 'iam', 'groups', `${group}.json`), 'utf8')),
    ),
  )
  return Object.fromEntries([
    ...nodes.map((node) => [`/v2/policies/cloudresourcemanager.googleapis.com/${node}/denypolicies`, {}]),
    ...nodes.map((node) => [
      `/v3/${node}/locations/global/principalAccessBoundaryPolicies?pageSize=1000`,
      {},
    ]),
    ...groups.map((group, at) => [`/v1/groups:lookup?groupKey.id=${group}`, { name: `groups/${at}` }]),
    ...members.map((memberships, at) => [
      `/v1/groups/${at}/memberships?view=FULL&pageSize=500`,
      { memberships },
    ]),
  ])
}

const recordsOf = ({ nodes, relationships }: Snapshot) => ({
  nodes: [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  relationships: [...relationships.keys()].sort(),
})

/** Contacts and contents of roles stand in no export. */
const IN_FILES: ReadonlySet<string> = new Set(['asset', 'perimeters', 'boundaries', 'denypolicies', 'groups'])

describe('the sample organization', () => {
  let google: FakeGoogle | undefined
  let live: Snapshot
  let files: Snapshot
  const read = async (jobs: readonly Job[]) => {
    const own = jobs.filter(({ partition }) => IN_FILES.has(partition.service))
    return mergePartitions(null, (await collectAll(own, { now: () => new Date(NOW) })).partitions, NOW)
  }
  beforeAll(async () => {
    files = await read((await readInputs([SAMPLE], { providers: FILE_PROVIDERS })).jobs)
    const contents = await Promise.all(['resource', 'iam-policy', 'org-policy'].map(assetsIn))
    const assets = contents.flat()
    google = await fakeGoogle({ assets, rest: await otherAnswers(assets), pageSize: 50 })
    const [named] = assets.flatMap(({ name }) => /organizations\/\d+$/.exec(name) ?? [])
    const options = { organizations: [named ?? ''], connection: google.connection }
    live = await withGcpJobs(options, read)
  }, 120_000)
  afterAll(() => google?.close())

  test('read live in pages gives the records that its files give', () => {
    expect(recordsOf(live)).toEqual(recordsOf(files))
    expect(files.nodes.size).toBeGreaterThan(150)
  })

  test('is read whole, live as from files', () => {
    const told = ({ coverage }: Snapshot) =>
      coverage.map(({ account, service, state, missing }) => ({ account, service, state, missing }))
    expect(told(live)).toEqual(expect.arrayContaining([...told(files)]))
    expect(told(live)).toHaveLength(files.coverage.length)
    expect(told(files).filter(({ state, missing }) => state !== 'OK' || missing.length > 0)).toEqual([])
  })
})
