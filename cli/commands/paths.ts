import { type AttackPath, SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import { searching } from '../../graph/paths/search.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { listPaths } from '../../queries/list-paths.ts'
import { runQuery } from '../../queries/query.ts'
import { choicesOption, countOption, failsOn } from '../arguments.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'
import { storedGraphs } from '../stored-graph.ts'
import { watched } from '../watched.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const store = await context.store()
  const scan = await currentScan(store)
  const severities = choicesOption(options, 'severity', SEVERITIES)
  const all = isStored(options) ? await storedPaths(store, scan) : await search(context, scan, options)
  const wanted = all.filter((path) => severities === null || severities.includes(path.severity))
  const paths = wanted.slice(0, countOption(options, 'first', 50))
  printList(
    context.io,
    context.format,
    paths.map((path) => ({ ...path, scan: scan.id })),
    [
      { title: 'Severity', value: (path) => path.severity },
      { title: 'Likelihood', value: (path) => path.likelihood.toFixed(2), numeric: true },
      { title: 'Hops', value: (path) => path.steps.length, numeric: true },
      { title: 'Path', value: (path) => path.title },
      { title: 'Id', value: (path) => path.id },
    ],
    'No attack path was found. What could not be read is not in this answer: chokepoint coverage.',
  )
  if (wanted.length > paths.length)
    context.io.stderr(`${wanted.length - paths.length} more; --first takes a larger number\n`)
  return failsOn(
    options,
    wanted.map((path): Severity => path.severity),
  )
    ? EXIT.failOn
    : EXIT.done
}

/** A question about other starts, targets or assumptions is searched anew; the plain list was stored with the scan. */
const isStored = (options: Options): boolean =>
  options.from === undefined && options.to === undefined && options.assume === undefined

const ALL = 1_000_000

async function storedPaths(store: GraphStore, { sequence }: Scan): Promise<readonly AttackPath[]> {
  const found = await runQuery(store, listPaths, {
    sequence,
    severities: null,
    accounts: null,
    entry: null,
    target: null,
    techniques: null,
    through: null,
    search: null,
    afterRank: null,
    afterId: null,
    limit: ALL,
  })
  return found.map(
    ({ record: { rank: _rank, entryKind: _entry, targetKind: _target, account: _account, ...path } }) => path,
  )
}

async function search(context: Context, scan: Scan, options: Options): Promise<readonly AttackPath[]> {
  const from = textOption(options, 'from')
  const to = textOption(options, 'to')
  const assume = listOption(options, 'assume')
  const work = searching(await storedGraphs(context, scan, assume), {
    now: scan.startedAt,
    ...(await context.config()),
    assume,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  })
  return watched(context, work)
}
