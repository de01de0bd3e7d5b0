import type { GraphStore } from '../graph/store/port.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { type CommandSpec, formatsOf } from './commands/spec.ts'
import type { Config } from './config.ts'
import { type Context, type Options, textOption } from './context.ts'
import { explain } from './errors.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Format } from './format.ts'
import type { Io } from './io.ts'
import { storeUri } from './location.ts'
import { type Invocation, parseArguments } from './program.ts'

/** How a store is opened; a running `serve` passes the one it holds. */
export type StoreOpener = (uri: string, command: string) => Promise<GraphStore>

/** Runs one command line and gives its exit code; errors are printed, never thrown. */
export async function runCommand(
  argv: readonly string[],
  io: Io,
  open: StoreOpener = openFromUri,
): Promise<number> {
  try {
    const invocation = await parseArguments(argv, io)
    return typeof invocation === 'number' ? invocation : await runInvocation(invocation, io, open, argv)
  } catch (error) {
    return explain(error, io, argv.includes('--verbose'))
  }
}

async function runInvocation(
  { spec, args, options }: Invocation,
  io: Io,
  open: StoreOpener,
  argv: readonly string[],
): Promise<number> {
  const uri = storeUri(textOption(options, 'store'), io.env)
  let store: Promise<GraphStore> | undefined
  let config: Promise<Config> | undefined
  let rules: Promise<readonly Rule[]> | undefined
  const context: Context = {
    io,
    format: formatOf(spec, options, io),
    quiet: options.quiet === true,
    verbose: options.verbose === true,
    storeUri: uri,
    store: () => {
      store ??= open(uri, spec.name)
      return store
    },
    config: () => {
      // Its parsers are most of what `--help` would have to load.
      config ??= import('./config.ts').then(({ loadConfig }) => loadConfig(io, textOption(options, 'config')))
      return config
    },
    rules: () => {
      rules ??= loadRules(context)
      return rules
    },
    runCommand: (argv, io, opened) => runCommand(argv, io, async () => opened),
  }
  try {
    const module = await spec.load()
    return await module.run(context, args, options)
  } catch (error) {
    const { forwardToHolder } = await import('./forward.ts')
    const forwarded = await forwardToHolder(error, argv, context)
    if (forwarded === null) throw error
    return forwarded
  } finally {
    await store?.then(
      (opened) => opened.close(),
      () => EXIT.done,
    )
  }
}

async function loadRules(context: Context): Promise<readonly Rule[]> {
  const { loadCatalogue } = await import('../rules/engine/custom.ts')
  const { withParameters } = await import('./rule-parameters.ts')
  const { folder, parameters } = (await context.config()).rules
  return withParameters(await loadCatalogue(folder ?? null), parameters)
}

/** What --format says, or an option that is called like a form of the command, such as --pdf. */
function formatOf(spec: CommandSpec, options: Options, io: Io): Format {
  const short = spec.formats?.filter((format) => options[format] === true) ?? []
  const asked = new Set([...short, ...(typeof options.format === 'string' ? [options.format] : [])])
  if (asked.size > 1) throw new UsageError(`one format at a time: ${[...asked].join(', ')}`)
  return formatsOf(spec).find((format) => asked.has(format)) ?? (io.terminal ? 'table' : 'json')
}

async function openFromUri(uri: string, command: string): Promise<GraphStore> {
  const { openStore } = await import('../graph/store/open.ts')
  return openStore(uri, { command })
}
