import { z } from 'zod'
import { StoreHeldError } from '../graph/store/errors.ts'
import type { Context } from './context.ts'
import { UsageError } from './exit.ts'

const eventSchema = z.union([
  z.object({ stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  z.object({ exit: z.number() }),
])

/**
 * When the store's file is held by a running `serve`, has that process run the command and passes its output on.
 * Null when the error is another one, or the holder takes no commands.
 */
export async function forwardToHolder(
  error: unknown,
  argv: readonly string[],
  context: Context,
): Promise<number | null> {
  if (!(error instanceof StoreHeldError) || error.address === null || error.token === null) return null
  if (argv[0] === 'serve') return null
  const { io, format } = context
  // The holder has no terminal: it is told what this one would have chosen.
  const columns = Number.isFinite(io.columns) ? io.columns : null
  const command = { argv: [...argv, '--format', format], cwd: io.cwd, stdin: '', columns }
  const response = await fetch(`${error.address}/command`, {
    method: 'POST',
    headers: { authorization: `Bearer ${error.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(command),
    signal: io.signal,
  }).catch((cause: unknown) => {
    if (io.signal.aborted) throw cause
    throw new UsageError(`${error.message} (it did not answer at ${error.address})`, { cause })
  })
  if (!response.ok || response.body === null) return null
  return printEvents(response.body, context)
}

async function printEvents(body: ReadableStream<Uint8Array>, { io }: Context): Promise<number> {
  let exit = 70
  for await (const line of linesOf(body)) {
    const event = eventSchema.parse(JSON.parse(line))
    if ('exit' in event) exit = event.exit
    else if (event.stream === 'stdout') io.stdout(event.text)
    else io.stderr(event.text)
  }
  return exit
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
