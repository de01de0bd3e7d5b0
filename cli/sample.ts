import { packageFile } from '../graph/package-root.ts'
import { readInputs } from '../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../ingest/files/providers.ts'
import { collectAll } from '../ingest/run.ts'
import { listScans, newestScans } from '../queries/list-scans.ts'
import { runQuery } from '../queries/query.ts'
import type { Context } from './context.ts'
import { type PipelineResult, runPipeline } from './pipeline.ts'
import { plannedRules } from './planned-rules.ts'
import { startProgress } from './progress.ts'
import { savedGraphFile } from './saved-graph.ts'

const SOURCE = 'the bundled sample estate'

/**
 * True while the store holds nothing that the sample would be mixed into: nothing was ever published, or only a sample
 * whose scan was interrupted before it was complete, which reading it again completes.
 */
export async function takesSample(context: Context): Promise<boolean> {
  const store = await context.store()
  const [newest] = await runQuery(store, newestScans, {})
  if ((newest?.published ?? 0) === 0) return true
  if ((newest?.complete ?? 0) > 0) return false
  const scans = await runQuery(store, listScans, { before: null, limit: MANY_SCANS })
  return scans.length < MANY_SCANS && scans.every(({ source }) => source === SOURCE)
}

/** Nobody interrupts as many samples. */
const MANY_SCANS = 1000

/** Reads the bundled sample estate through the same reader as anybody's own export. */
export async function loadSample(context: Context): Promise<PipelineResult> {
  return runPipeline({
    store: await context.store(),
    source: SOURCE,
    config: await context.config(),
    rules: await plannedRules(context),
    progress: startProgress(context.io, context),
    signal: context.io.signal,
    graphFile: savedGraphFile(context.storeUri, context.io.env),
    collect: async () => {
      const { jobs } = await readInputs([packageFile('ingest', 'sample')], {
        providers: FILE_PROVIDERS,
      })
      return (await collectAll(jobs, { signal: context.io.signal })).partitions
    },
  })
}
