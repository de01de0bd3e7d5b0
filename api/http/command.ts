import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { z } from 'zod'
import { sendText } from './headers.ts'

/** A command line that another process asks this one to run, because this one holds the store's file. */
export interface Command {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly stdin: string
  /** How wide its screen is; null where it writes to none. */
  readonly columns: number | null
}

export type CommandEvent =
  | { readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly exit: number }

/** Runs a command; `signal` is raised when whoever asked went away. */
export type CommandRunner = (command: Command, signal: AbortSignal) => AsyncIterable<CommandEvent>

const MAX_COMMAND = 64 * 1024 * 1024

const command = z.object({
  argv: z.array(z.string()),
  cwd: z.string(),
  stdin: z.string().default(''),
  columns: z.number().int().positive().nullable().default(null),
})

/** `POST /command` with the bearer token of the holder file; answers NDJSON, one event a line. */
export function createCommandHandler(run: CommandRunner, token: string, logger: Logger) {
  let running = 0
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isHolder(request, token)) return sendText(response, 403, 'not the holder of this store')
    const body = await readBody(request)
    const parsed = body === null ? null : command.safeParse(parseJson(body))
    if (parsed?.success !== true)
      return sendText(response, 400, 'expected { argv, cwd, stdin?, columns? } as JSON')
    const abort = new AbortController()
    response.on('close', () => abort.abort())
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    running++
    logger.info({ command: parsed.data.argv[0] ?? '' }, 'command started')
    try {
      for await (const event of run(parsed.data, abort.signal)) response.write(`${JSON.stringify(event)}\n`)
    } catch (error) {
      logger.error({ err: error }, 'command failed')
      const event: CommandEvent = { stream: 'stderr', text: 'chokepoint: the service could not run this\n' }
      response.write(`${JSON.stringify(event)}\n${JSON.stringify({ exit: 70 })}\n`)
    } finally {
      running--
      response.end()
    }
  }
  return { handle, busy: () => running > 0 }
}

/** A browser always tells its origin; the command line has none. */
function isHolder({ method, headers, socket }: IncomingMessage, token: string): boolean {
  if (method !== 'POST' || headers.origin !== undefined || !isLocal(socket.remoteAddress ?? '')) return false
  const given = Buffer.from(headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const isLocal = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address)

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_COMMAND) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
