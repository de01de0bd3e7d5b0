import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { evaluateCase } from '../../graph/access/aws/case.ts'
import { readLines } from '../../graph/snapshot/lines.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'

/** Characters of one case; a policy document is at most some ten thousand. */
const MAX_LINE = 64_000_000

/** One JSON object a line in, one a line out, in order; a line that is no case gets an error and the run goes on. */
export async function run(context: Context, args: readonly string[]): Promise<ExitCode> {
  const { io } = context
  const [file = '-'] = args
  let bad = false
  for await (const line of readLines(input(context, file), MAX_LINE)) {
    if (line.trim() === '') continue
    const answer = answerTo(line)
    if ('error' in answer) bad = true
    io.stdout(`${JSON.stringify(answer)}\n`)
  }
  return bad ? EXIT.usage : EXIT.done
}

async function* input({ io }: Context, file: string): AsyncGenerator<Uint8Array> {
  const chunks = file === '-' ? io.stdin() : createReadStream(resolve(io.cwd, file))
  try {
    for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (cause) {
    throw new UsageError(
      `${file}: cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    )
  }
}

function answerTo(line: string): object {
  const parsed = parseJson(line)
  if (parsed === null) return { id: null, error: 'is not JSON' }
  const result = evaluateCase(parsed.value)
  return result.ok ? { id: result.id, ...result.answer } : { id: result.id, error: result.error }
}

function parseJson(line: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(line) }
  } catch {
    return null
  }
}
