import type { CoverageEntry } from '../graph/snapshot/records.ts'
import type { Context } from './context.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { type PipelineOptions, type PipelineResult, runPipeline } from './pipeline.ts'
import { plannedRules } from './planned-rules.ts'
import { startProgress } from './progress.ts'
import { savedGraphFile } from './saved-graph.ts'

/** Runs the pipeline for one ingest command, says what came of it and gives the exit code. */
export async function ingest(
  context: Context,
  source: string,
  collect: PipelineOptions['collect'],
): Promise<ExitCode> {
  const result = await runPipeline({
    store: await context.store(),
    source,
    config: await context.config(),
    rules: await plannedRules(context),
    progress: startProgress(context.io, context),
    signal: context.io.signal,
    graphFile: savedGraphFile(context.storeUri, context.io.env),
    collect,
  })
  summarize(context, result)
  return result.read.some(isPartial) ? EXIT.partial : EXIT.done
}

/** A partition that could have been read and was not; what a source can't offer at all is no failure of the run. */
const isPartial = (entry: CoverageEntry): boolean => entry.state !== 'OK' && entry.state !== 'UNSUPPORTED'

function summarize({ io, format, quiet }: Context, result: PipelineResult): void {
  const { scan, nodes, relationships, paths, read } = result
  const gaps = read.filter((entry) => entry.state !== 'OK')
  if (format !== 'table') {
    const summary = {
      scan: scan.id,
      nodes,
      relationships,
      paths: paths.length,
      partitions: read.length,
      gaps,
    }
    io.stdout(`${JSON.stringify(summary, null, format === 'ndjson' ? 0 : 2)}\n`)
    return
  }
  io.stdout(
    `scan ${scan.id}: ${scan.nodes} resources, ${scan.relationships} relationships, ${paths.length} attack paths\n`,
  )
  io.stdout(
    `resources: ${nodes.added} new, ${nodes.changed} changed, ${nodes.removed} gone; ` +
      `relationships: ${relationships.added} new, ${relationships.changed} changed, ${relationships.removed} gone\n`,
  )
  if (gaps.length === 0 || quiet) return
  io.stderr(
    `${gaps.length} of ${read.length} partitions could not be read in full; nothing of them was deleted:\n`,
  )
  for (const gap of gaps.slice(0, 20))
    io.stderr(
      `  ${gap.account} ${gap.region} ${gap.service}: ${gap.state}${gap.reason === null ? '' : `, ${gap.reason}`}\n`,
    )
  if (gaps.length > 20) io.stderr(`  and ${gaps.length - 20} more: chokepoint coverage\n`)
}
