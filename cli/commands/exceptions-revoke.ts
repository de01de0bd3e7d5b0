import { revokeException } from '../../rules/engine/exception-book.ts'
import type { Context, Options } from '../context.ts'
import { writeException } from '../exception.ts'
import type { ExitCode } from '../exit.ts'

export const run = (context: Context, [id = '']: readonly string[], options: Options): Promise<ExitCode> =>
  writeException(context, options, (book, author) => revokeException(book, id, author))
