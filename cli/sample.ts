import { packageFile } from '../graph/package-root.ts'
import { readInputs } from '../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../ingest/files/providers.ts'
import { collectAll } from '../ingest/run.ts'
import { newestScans } from '../queries/list-scans.ts'
import { runQuery } from '../queries/query.ts'
import type { Context } from './context.ts'
import { type PipelineResult, runPipeline } from './pipeline.ts'
import { plannedRules } from './planned-rules.ts'
import { startProgress } from './progress.ts'
import { savedGraphFile } from './saved-graph.ts'

/** True while nothing was ever published into the store. */
export async function isEmpty(context: Context): Promise<boolean> {
  const [newest] = await runQuery(await context.store(), newestScans, {})
  return (newest?.published ?? 0) === 0
}

/** Reads the bundled sample estate through the same reader as anybody's own export. */
export async function loadSample(context: Context): Promise<PipelineResult> {
  return runPipeline({
    store: await context.store(),
    source: 'the bundled sample estate',
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
