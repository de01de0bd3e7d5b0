import { userInfo } from 'node:os'
import { countExcepted, type ExceptionRecord } from '../queries/exceptions.ts'
import { runQuery } from '../queries/query.ts'
import { type ExceptionBook, ExceptionRefusedError } from '../rules/engine/exception-book.ts'
import { type Context, type Options, textOption } from './context.ts'
import { EXIT, type ExitCode, UsageError } from './exit.ts'
import { printObject } from './output.ts'

/** Writes into the book of exceptions and says what is covered now. @throws UsageError for what the book refuses. */
export async function writeException(
  context: Context,
  options: Options,
  write: (
    book: ExceptionBook,
    author: { readonly name: string; readonly at: string },
  ) => Promise<ExceptionRecord>,
): Promise<ExitCode> {
  const store = await context.store()
  const author = {
    name: textOption(options, 'author') ?? userInfo().username,
    at: new Date().toISOString(),
  }
  const record = await write({ store, rules: await context.rules() }, author).catch((error: unknown) => {
    if (error instanceof ExceptionRefusedError) throw new UsageError(error.message, { cause: error })
    throw error
  })
  const [row] = await runQuery(store, countExcepted, { exceptions: [record.id] })
  const covers = row?.count ?? 0
  printObject(context.io, context.format, { ...record, covers }, [
    `exception ${record.id}: ${record.revokedAt === null ? `covers ${covers} finding${covers === 1 ? '' : 's'} now` : 'revoked'}`,
  ])
  return EXIT.done
}
