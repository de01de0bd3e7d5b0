import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { CoverageEntry, Snapshot } from '../../graph/snapshot/records.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { type FakeAsset, fakeGoogle, type Trouble } from './fake.testkit.ts'
import { type GcpOptions, withGcpJobs } from './jobs.ts'
import { exportLines } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'

export interface ReadAssets {
  readonly facts: Snapshot
  coverageOf(service: string): CoverageEntry | undefined
}

async function collected(jobs: readonly Job[]): Promise<ReadAssets> {
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  return {
    facts: mergePartitions(null, partitions, NOW),
    coverageOf: (service) => partitions.find(({ coverage }) => coverage.service === service)?.coverage,
  }
}

/** What organization 1 gives live, over the fake of Cloud Asset Inventory; `asked`: what that was asked for. */
export async function readLive(
  assets: readonly FakeAsset[],
  { trouble, ...options }: GcpOptions & { readonly trouble?: Trouble } = {},
): Promise<ReadAssets & { readonly asked: readonly string[] }> {
  const google = await fakeGoogle({ assets, ...(trouble !== undefined && { trouble }) })
  const given = { connection: google.connection, organizations: ['1'], ...options }
  const found = await withGcpJobs(given, collected).finally(google.close)
  return { ...found, asked: google.asked }
}

/** What the export of the same assets gives. */
export async function readExport(assets: readonly FakeAsset[]): Promise<ReadAssets> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-gcp-'))
  try {
    const file = join(folder, 'assets.json')
    await writeFile(file, exportLines(assets))
    return await collected((await readInputs([file], { providers: FILE_PROVIDERS })).jobs)
  } finally {
    await rm(folder, { recursive: true })
  }
}
