import { listScans } from '../../queries/list-scans.ts'
import { runQuery } from '../../queries/query.ts'
import { countOption } from '../arguments.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const store = await context.store()
  const scans = await runQuery(store, listScans, { before: null, limit: countOption(options, 'first', 50) })
  printList(
    context.io,
    context.format,
    scans,
    [
      { title: 'Scan', value: (scan) => scan.id },
      { title: 'Finished', value: (scan) => scan.finishedAt },
      { title: 'Source', value: (scan) => scan.source },
      { title: 'Resources', value: (scan) => scan.nodes, numeric: true },
      { title: 'Relationships', value: (scan) => scan.relationships, numeric: true },
      { title: 'Complete', value: (scan) => (scan.complete ? 'yes' : 'no') },
    ],
    'No scans yet: chokepoint ingest aws, chokepoint ingest file PATH, or chokepoint demo.',
  )
  return EXIT.done
}
