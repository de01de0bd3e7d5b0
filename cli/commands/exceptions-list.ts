import { type ExceptionRecord, listExceptions } from '../../queries/exceptions.ts'
import { runQuery } from '../../queries/query.ts'
import { endOf } from '../../rules/engine/exceptions.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context): Promise<ExitCode> {
  const now = new Date().toISOString()
  const rows = await runQuery(await context.store(), listExceptions, {})
  printList(
    context.io,
    context.format,
    rows.map(({ record }) => ({ ...record, state: stateAt(record, now) })),
    [
      { title: 'Id', value: (exception) => exception.id },
      { title: 'State', value: (exception) => exception.state },
      { title: 'Covers', value: coverOf },
      { title: 'Reason', value: (exception) => exception.reason },
      { title: 'Author', value: (exception) => exception.author },
      { title: 'Expires', value: (exception) => exception.expiresAt },
    ],
    'No exceptions.',
  )
  return EXIT.done
}

const stateAt = (record: ExceptionRecord, now: string): string =>
  record.revokedAt !== null ? 'revoked' : endOf(record, now) === null ? 'active' : 'expired'

const coverOf = ({ finding, rule, resource, tag, account }: ExceptionRecord): string =>
  Object.entries({ finding, rule, resource, tag, account })
    .flatMap(([field, value]) => (value === null ? [] : [`${field} ${value}`]))
    .join(', ')
