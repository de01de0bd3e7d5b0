import { makeException } from '../../rules/engine/exception-book.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { writeException } from '../exception.ts'
import type { ExitCode } from '../exit.ts'

export const run = (context: Context, _args: readonly string[], options: Options): Promise<ExitCode> =>
  writeException(context, options, (book, author) =>
    makeException(
      book,
      {
        finding: textOption(options, 'finding'),
        rule: textOption(options, 'rule'),
        resource: textOption(options, 'resource'),
        tag: textOption(options, 'tag'),
        account: textOption(options, 'account'),
        reason: textOption(options, 'reason') ?? '',
        expiresAt: textOption(options, 'expires'),
        premise: options.premise === undefined ? null : listOption(options, 'premise'),
      },
      author,
    ),
  )
