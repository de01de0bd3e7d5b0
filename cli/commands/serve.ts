import { once } from 'node:events'
import { existsSync } from 'node:fs'
import pino from 'pino'
import { readAuth } from '../../api/auth/authenticate.ts'
import { type RunningServer, startServer } from '../../api/server.ts'
import { packageFile } from '../../graph/package-root.ts'
import type { AttackPath } from '../../graph/paths/path.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { listPaths } from '../../queries/list-paths.ts'
import { newestScans } from '../../queries/list-scans.ts'
import { runQuery } from '../../queries/query.ts'
import { exceptionRanOut, reapplyExceptions } from '../../rules/engine/apply-exceptions.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { plannedRules } from '../planned-rules.ts'
import { loadSample, takesSample } from '../sample.ts'
import { loadGraph, savedGraphFile } from '../saved-graph.ts'
import { runForwarded } from '../serve-commands.ts'
import { VERSION } from '../version.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  // The store opens in a process of its own; the rules are read meanwhile.
  const [store] = await Promise.all([context.store(), context.rules()])
  const { io } = context
  if (options.sample === true && (await takesSample(context))) await loadSample(context)
  const uiDir = packageFile('ui', 'dist')
  const hasExplorer = existsSync(uiDir)
  const settings = await context.config()
  const rules = await plannedRules(context)
  const graphFile = savedGraphFile(context.storeUri, io.env)
  const server = await startServer({
    store,
    host: textOption(options, 'host') ?? '127.0.0.1',
    port: portOption(options),
    uiDir: hasExplorer ? uiDir : null,
    auth: readAuth(io.env),
    logger: pino({ level: context.verbose ? 'info' : 'warn' }, pino.destination({ dest: 2, sync: true })),
    version: VERSION,
    settings,
    rules,
    keptGraph: async (scan) => (graphFile === null ? null : loadGraph(graphFile, scan, settings)),
    warnings: hasExplorer ? [] : ['the explorer was not built: npm run build'],
    onCommand: async function* (command, signal) {
      yield* runForwarded(command, signal, store, context)
      // It may have stored a scan.
      void server.prepare()
    },
  })
  try {
    store.announce(server.url, server.commandToken)
    io.stdout(`${server.url}\n`)
    prepareSoon(io.signal, server)
    await printWorst(context, store)
    watchExpiry(context, store)
    if (!hasExplorer)
      io.stderr('The explorer was not built; the API is served alone. Build it: npm run build\n')
    if (!context.quiet) io.stderr('Press Ctrl-C to stop.\n')
    if (!io.signal.aborted) await once(io.signal, 'abort')
  } finally {
    await server.close()
  }
  return EXIT.done
}

/** Milliseconds: the page that was opened at once is on screen by then. */
const FIRST_PAGE = 1_500

function prepareSoon(signal: AbortSignal, server: RunningServer): void {
  const timer = setTimeout(() => void server.prepare(), FIRST_PAGE)
  timer.unref()
  signal.addEventListener('abort', () => clearTimeout(timer))
}

const HOUR = 3_600_000

/** An exception ends at its time although nobody scans: asked at once, and every hour. */
function watchExpiry({ io }: Context, store: GraphStore): void {
  const check = async (): Promise<void> => {
    const now = new Date().toISOString()
    if (await exceptionRanOut(store, now)) await reapplyExceptions(store, now)
  }
  const warn = (error: unknown): void =>
    io.stderr(`exceptions that ran out could not be taken back: ${String(error)}\n`)
  const timer = setInterval(() => void check().catch(warn), HOUR)
  timer.unref()
  io.signal.addEventListener('abort', () => clearInterval(timer))
  void check().catch(warn)
}

const WORST = 5

async function printWorst({ io }: Context, store: GraphStore): Promise<void> {
  const [newest] = await runQuery(store, newestScans, {})
  const sequence = newest?.complete ?? 0
  if (sequence === 0) {
    io.stdout('The store is empty: chokepoint ingest aws, chokepoint ingest file PATH, or chokepoint demo.\n')
    return
  }
  const filter = {
    severities: null,
    accounts: null,
    entry: null,
    target: null,
    techniques: null,
    through: null,
    search: null,
  }
  const worst = await runQuery(store, listPaths, {
    sequence,
    ...filter,
    afterRank: null,
    afterId: null,
    limit: WORST,
  })
  if (worst.length === 0)
    io.stdout(
      'No attack path was found. What could not be read is not in this answer: chokepoint coverage.\n',
    )
  else io.stdout('\nThe worst attack paths:\n')
  for (const { record } of worst) io.stdout(`${line(record)}\n`)
}

const line = ({
  severity,
  likelihood,
  title,
}: Pick<AttackPath, 'severity' | 'likelihood' | 'title'>): string =>
  `  ${severity.toUpperCase().padEnd(8)}  likelihood ${likelihood.toFixed(2)}  ${title}`

function portOption(options: Options): number {
  const text = textOption(options, 'port')
  if (text === undefined) return 4000
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${text}: must be a whole number from 0 to 65535`)
  return port
}
