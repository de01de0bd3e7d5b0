import { listChanges } from '../../queries/list-changes.ts'
import { scanById } from '../../queries/list-scans.ts'
import { runQuery } from '../../queries/query.ts'
import { countOption } from '../arguments.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const store = await context.store()
  const current = await currentScan(store)
  const since = textOption(options, 'since')
  const [before] = since === undefined ? [] : await runQuery(store, scanById, { id: since })
  if (since !== undefined && before === undefined)
    throw new UsageError(`--since ${since}: there is no such scan; chokepoint scans lists them`)
  const found = await runQuery(store, listChanges, {
    since: before?.sequence ?? current.sequence - 1,
    until: current.sequence,
    kinds: null,
    accounts: null,
    types: null,
    subject: null,
    after: null,
    limit: countOption(options, 'first', 50),
  })
  printList(
    context.io,
    context.format,
    found.map(({ record }) => record),
    [
      { title: 'Change', value: (change) => change.op },
      { title: 'Kind', value: (change) => change.kind },
      {
        title: 'Subject',
        value: (change) => (change.type === 'node' ? change.subject : `${change.from} -> ${change.to}`),
      },
      { title: 'Properties', value: (change) => Object.keys(change.after ?? change.before ?? {}).join(' ') },
      { title: 'Scan', value: (change) => change.scan },
    ],
    current.sequence === 1
      ? 'This is the first scan: there is nothing to compare it with.'
      : 'Nothing changed.',
  )
  return EXIT.done
}
