import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { AZURE_CALLS } from './collectors.ts'
import { azureJobs, fakeAzure } from './fake.testkit.ts'
import { HOSTS } from './read-only.ts'

const ACCOUNTS = [
  '34295877-0579-4ec3-af25-fdbdf97b3448',
  '3d9de16a-9364-4cff-a97a-aefe74f8610a',
  'd21cb7b2-b2ff-46b8-aefd-fd2ac7f90d34',
]

/** The calls that an address may be of, with what stands for their placeholders. */
const PATTERNS = Object.entries(AZURE_CALLS).map(([call, { host, path, query }]) => ({
  call,
  host: HOSTS[host],
  query: Object.entries(query),
  pattern: new RegExp(
    `^${path.replaceAll(/[.$()]/g, '\\$&').replaceAll(/\{(\w+)\}/g, host === 'arm' ? '(?<$1>.+)' : '(?<$1>[^/]+)')}$`,
    'i',
  ),
}))

/** What the files of the sample answer to an address: the estate as a cloud. */
function answersOf(jobs: readonly Job[]) {
  const [tenant = ''] = ACCOUNTS
  const sources = new Map(
    jobs.map(({ partition, source }) => [`${partition.account} ${partition.service}`, source]),
  )
  return async (path: string, url: URL): Promise<unknown> => {
    for (const { call, host, query, pattern } of PATTERNS) {
      const found = host === url.origin ? pattern.exec(path) : null
      if (found === null || query.some(([name, value]) => url.searchParams.get(name) !== value)) continue
      const { subscription, tenant: _, ...input } = found.groups ?? {}
      const named = subscription ?? /^\/subscriptions\/([^/]+)/.exec(input.id ?? '')?.[1] ?? tenant
      const source = sources.get(`${named.toLowerCase()} ${call.split(' ')[0]}`)
      // Settings of diagnostics have one form of address for all services: the next may know the resource.
      const answer = await source?.call(call, input).catch(unlessAnswered)
      if (answer !== undefined) return answer ?? { value: [] }
    }
    return undefined
  }
}

function unlessAnswered(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error
}

const recordsOf = ({ nodes, relationships }: Snapshot) => ({
  nodes: [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  relationships: [...relationships.keys()].sort(),
})

describe('the sample estate', () => {
  let live: Snapshot
  let files: Snapshot
  beforeAll(async () => {
    const folders = ACCOUNTS.map((account) => join(packageFile('ingest', 'sample'), account))
    const { jobs } = await readInputs(folders, { providers: FILE_PROVIDERS })
    const fake = fakeAzure(answersOf(jobs), { pageSize: 3 })
    const read = async (asked: readonly Job[]) =>
      mergePartitions(null, (await collectAll(asked)).partitions, '2026-11-27T00:00:00Z')
    files = await read(jobs)
    live = await read(await azureJobs({ connection: fake.connection }))
  })

  test('read live in pages of three gives the records that its files give', () => {
    expect(recordsOf(live)).toEqual(recordsOf(files))
    expect(files.nodes.size).toBeGreaterThan(200)
  })

  test('is read whole, live as from files', () => {
    const states = ({ coverage }: Snapshot) =>
      coverage.map(({ account, service, state }) => `${account} ${service} ${state}`).sort()
    expect(states(live)).toEqual(states(files))
    expect(live.coverage.filter(({ state }) => state !== 'OK')).toEqual([])
  })
})
