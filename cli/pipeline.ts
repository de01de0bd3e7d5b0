import { randomBytes } from 'node:crypto'
import { deriving } from '../graph/derive.ts'
import type { AttackGraph } from '../graph/paths/graph.ts'
import type { AttackPath } from '../graph/paths/path.ts'
import { graphsFor, searching } from '../graph/paths/search.ts'
import { withCrownJewels } from '../graph/paths/settings.ts'
import { ACCOUNT_KINDS } from '../graph/schema/accounts.ts'
import { mergePartitions } from '../graph/snapshot/merge.ts'
import type { CollectedPartition } from '../graph/snapshot/records.ts'
import { type CoverageEntry, type Props, partitionKey, type Snapshot } from '../graph/snapshot/records.ts'
import type { GraphStore, PublishResult, Scan } from '../graph/store/port.ts'
import { inTurns } from '../graph/turns.ts'
import { evaluateRules } from '../rules/engine/evaluate.ts'
import { keepEvaluation } from '../rules/engine/keep-evaluation.ts'
import { evaluatedRecord } from '../rules/engine/memory.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { Config } from './config.ts'
import type { Progress } from './progress.ts'
import { saveGraph } from './saved-graph.ts'

export interface PipelineOptions {
  readonly store: GraphStore
  /** What was read, in words, for the list of scans. */
  readonly source: string
  readonly config: Config
  readonly rules: readonly Rule[]
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Where the attack graph is kept for questions after a restart. */
  readonly graphFile: string | null
  /** Reads the input; called after the fencing token was taken, with what earlier runs read. */
  readonly collect: (previous: Snapshot | null) => Promise<readonly CollectedPartition[]>
}

export interface PipelineResult extends PublishResult {
  readonly paths: readonly AttackPath[]
  /** The partitions of this run. */
  readonly read: readonly CoverageEntry[]
}

/** collect -> merge -> derive -> publish -> rules -> paths. Nothing is stored before everything was read. */
export async function runPipeline(options: PipelineOptions): Promise<PipelineResult> {
  const { store, progress, signal } = options
  const startedAt = new Date().toISOString()
  const token = await store.writeToken()
  const previous = await store.loadSnapshot()
  const collected = await options.collect(previous)
  signal.throwIfAborted()
  progress.update('deriving access, network and techniques')
  const derived = await inTurns(deriving(mergePartitions(previous, collected, startedAt), options.config), {
    signal,
  })
  const snapshot = withCrownJewels(derived.snapshot, options.config)
  signal.throwIfAborted()
  progress.update('writing the graph')
  const scan = { id: scanId(startedAt), startedAt, source: options.source }
  const published = await store.publish({ scan, snapshot, token })
  const paths = await evaluate(published.scan, snapshot, options)
  return { ...published, paths, read: collected.map(({ coverage }) => coverage) }
}

async function evaluate(
  scan: Scan,
  snapshot: Snapshot,
  options: PipelineOptions,
): Promise<readonly AttackPath[]> {
  const { store, progress } = options
  await store.keep(
    scan,
    'Coverage',
    snapshot.coverage.map((entry) => ({ ...plain(entry), id: partitionKey(entry) })),
  )
  progress.update('searching attack paths')
  const graphs = graphsFor(snapshot)
  const work = searching(graphs, { now: scan.startedAt, ...options.config })
  const paths = await inTurns(work, {
    signal: options.signal,
    onProgress: ({ what, done, of }) => progress.update(`${what}: ${done} of ${of}`),
  })
  await store.keep(
    scan,
    'AttackPath',
    paths.map((path, at) => pathRecord(path, at, snapshot)),
  )
  progress.update('evaluating rules')
  const { rules } = options
  const timeout = options.config.rules.timeoutSeconds * 1000
  const { coverage, nodes } = snapshot
  const evaluation = await evaluateRules({ store, rules, coverage, nodes, scan, timeout })
  await keepEvaluation(store, scan, evaluation)
  await store.completeScan(scan)
  await store.put('Setting', evaluatedRecord({ scan, rules, coverage }, evaluation.unanswered))
  await keepGraph(graphs.graph, scan, options)
  return paths
}

/** The scan is stored whatever comes of it. */
async function keepGraph(
  graph: AttackGraph,
  scan: Scan,
  { graphFile, config, progress }: PipelineOptions,
): Promise<void> {
  if (graphFile === null) return
  await saveGraph(graphFile, graph, scan.id, config).catch((error: unknown) =>
    progress.done(
      `the attack graph was not kept, so questions take longer after a restart: ${String(error)}`,
    ),
  )
}

function pathRecord(path: AttackPath, rank: number, snapshot: Snapshot): Props {
  const target = snapshot.nodes.get(path.target)
  return {
    ...plain(path),
    rank,
    hops: path.steps.length,
    through: [...new Set(path.steps.flatMap((step) => [step.from, step.to]))],
    account:
      target?.props.account ?? (target !== undefined && ACCOUNT_KINDS.includes(target.kind) ? target.id : ''),
    entryKind: snapshot.nodes.get(path.entry)?.kind ?? '',
    targetKind: target?.kind ?? '',
  }
}

/** Plain JSON values of a typed record: what the store keeps. */
const plain = (record: object): Props => JSON.parse(JSON.stringify(record))

const scanId = (startedAt: string): string =>
  `${startedAt.slice(0, 19).replaceAll(':', '-')}Z-${randomBytes(2).toString('hex')}`
