import pLimit from 'p-limit'
import type { CollectedPartition } from '../graph/snapshot/records.ts'
import { type CoverageEntry, partitionKey } from '../graph/snapshot/records.ts'
import type { ApiSource, CollectContext, Collector, PartitionId, Records } from './collector.ts'
import { Ledger } from './ledger.ts'

/** One partition to read: by which collector, from what. */
export interface Job {
  readonly partition: PartitionId
  readonly collector: Collector
  readonly source: ApiSource
}

/** What a progress display shows of one partition. */
export interface JobProgress {
  readonly partition: PartitionId
  readonly nodes: number
  readonly relationships: number
  /** Absent while it is being read. */
  readonly coverage?: CoverageEntry
}

export interface CollectOptions {
  /** Partitions that are read at the same time. Default 8. */
  readonly concurrency?: number
  /** Calls about single resources that are under way at the same time, over all partitions. Default 24. */
  readonly calls?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: JobProgress) => void
  readonly now?: () => Date
}

type Pool = ReturnType<typeof pLimit>

/**
 * Runs the jobs with bounded concurrency. A job never fails the run: how it ended stands in its coverage entry.
 * @throws the signal's reason when it is aborted; nothing that was read by then is kept.
 */
export async function collectAll(
  jobs: readonly Job[],
  options: CollectOptions = {},
): Promise<{ partitions: CollectedPartition[] }> {
  const partitions = pLimit(options.concurrency ?? 8)
  const calls = pLimit(options.calls ?? 24)
  const collected = await Promise.all(jobs.map((job) => partitions(() => collectOne(job, calls, options))))
  options.signal?.throwIfAborted()
  return { partitions: collected }
}

async function collectOne(job: Job, pool: Pool, options: CollectOptions): Promise<CollectedPartition> {
  const { partition, collector } = job
  const ledger = new Ledger(collector.calls)
  const held = emptyRecords()
  try {
    for await (const records of collector.collect(contextOf(job, ledger, pool, options.signal))) {
      options.signal?.throwIfAborted()
      keep(held, records, partitionKey(partition))
      ledger.note(records.missing ?? [])
      options.onProgress?.({ partition, ...counts(held) })
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    ledger.end(error)
  }
  const at = (options.now?.() ?? new Date()).toISOString()
  const coverage: CoverageEntry = { ...partition, ...ledger.verdict(), at }
  options.onProgress?.({ partition, ...counts(held), coverage })
  return { coverage, ...held }
}

const emptyRecords = (): {
  nodes: CollectedPartition['nodes'][number][]
  relationships: CollectedPartition['relationships'][number][]
} => ({
  nodes: [],
  relationships: [],
})

function keep(held: ReturnType<typeof emptyRecords>, records: Records, partition: string): void {
  for (const node of records.nodes) held.nodes.push({ ...node, partition })
  for (const relationship of records.relationships) held.relationships.push({ ...relationship, partition })
}

const counts = (held: ReturnType<typeof emptyRecords>) => ({
  nodes: held.nodes.length,
  relationships: held.relationships.length,
})

function contextOf(job: Job, ledger: Ledger, pool: Pool, signal: AbortSignal | undefined): CollectContext {
  const { collector, source, partition } = job
  const call: CollectContext['call'] = async (name, input) => {
    if (!Object.hasOwn(collector.calls, name))
      throw new Error(`${collector.service} does not declare ${name}`)
    signal?.throwIfAborted()
    const answer = await source.call(name, input)
    ledger.answered()
    return answer
  }
  return {
    partition,
    call,
    async attempt(name, input) {
      try {
        return await call(name, input)
      } catch (error) {
        signal?.throwIfAborted()
        ledger.miss(name, input, error)
        return undefined
      }
    },
    map: (items, work) => mapInOrder(items, work, pool),
  }
}

/** How many results may wait to be taken: bounds memory, not speed. */
const WINDOW = 256

async function* mapInOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  pool: Pool,
): AsyncIterable<Result> {
  for (let start = 0; start < items.length; start += WINDOW) {
    const window = items.slice(start, start + WINDOW)
    yield* await Promise.all(window.map((item) => pool(() => work(item))))
  }
}
