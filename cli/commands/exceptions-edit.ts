import { editException } from '../../rules/engine/exception-book.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { writeException } from '../exception.ts'
import type { ExitCode } from '../exit.ts'

export const run = (context: Context, [id = '']: readonly string[], options: Options): Promise<ExitCode> =>
  writeException(context, options, (book, author) =>
    editException(
      book,
      id,
      {
        reason: textOption(options, 'reason'),
        ...(options.expires !== undefined && { expiresAt: expiry(options) }),
        premise: options.premise === undefined ? null : listOption(options, 'premise'),
      },
      author,
    ),
  )

const expiry = (options: Options): string | null => {
  const text = textOption(options, 'expires')
  return text === 'never' ? null : (text ?? null)
}
