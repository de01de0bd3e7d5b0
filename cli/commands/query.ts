import { checkUserQuery } from '../../graph/store/guard.ts'
import { countOption } from '../arguments.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [cypher = ''] = args
  checkUserQuery(cypher)
  const store = await context.store()
  const maxRows = countOption(options, 'maxRows', 1000)
  const rows = await store.read(cypher, {}, { timeout: countOption(options, 'timeout', 30) * 1000, maxRows })
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  printList(
    context.io,
    context.format,
    rows,
    names.map((name) => ({ title: name, value: (row) => cell(row[name]) })),
    'No rows.',
  )
  if (rows.length === maxRows) context.io.stderr(`cut after ${maxRows} rows; --max-rows takes more\n`)
  return EXIT.done
}

function cell(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null || value === undefined ? null : JSON.stringify(value)
}
