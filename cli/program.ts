import { Command, CommanderError, Option } from 'commander'
import { COMMANDS } from './commands/index.ts'
import { type CommandSpec, formatsOf, GROUPS } from './commands/spec.ts'
import type { Options } from './context.ts'
import type { Io } from './io.ts'
import { VERSION } from './version.ts'

export interface Invocation {
  readonly spec: CommandSpec
  readonly args: readonly string[]
  readonly options: Options
}

/** What the arguments ask for; a number when the answer was already printed (help, version, wrong usage). */
export async function parseArguments(argv: readonly string[], io: Io): Promise<Invocation | number> {
  let invocation: Invocation | undefined
  const program = new Command('chokepoint')
    .description('Attack paths across cloud accounts, and the few edits that break the most of them.')
    .version(VERSION)
  configure(program, io)
  const groups = new Map<string, Command>()
  for (const [name, description] of Object.entries(GROUPS)) {
    const group = program.command(name).description(description)
    configure(group, io)
    groups.set(name, group)
  }
  for (const spec of COMMANDS) {
    const [first = '', second] = spec.name.split(' ')
    const parent = second === undefined ? program : (groups.get(first) ?? program)
    addCommand(parent, second ?? first, spec, io, (found) => {
      invocation = found
    })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  return invocation ?? 2
}

function addCommand(
  parent: Command,
  name: string,
  spec: CommandSpec,
  io: Io,
  found: (invocation: Invocation) => void,
): void {
  const command = parent.command([name, ...spec.args].join(' ')).description(spec.description)
  configure(command, io)
  for (const [flags, description] of spec.options) command.option(flags, description)
  command
    .option('--store <uri>', 'file:PATH, memory:, neo4j://…, neo4j+s://…, bolt://…')
    .addOption(new Option('--format <format>', 'output format').choices([...formatsOf(spec)]))
    .option('--config <file>', 'configuration (YAML)')
    .option('--quiet', 'no progress')
    .option('--verbose', 'more on stderr')
  if (spec.examples !== undefined)
    command.addHelpText('after', `\nExamples:\n${spec.examples.map((example) => `  ${example}`).join('\n')}`)
  command.action(() => found({ spec, args: command.args, options: command.opts() }))
}

/** Of help that no screen shows. */
const HELP_WIDTH = 100

function configure(command: Command, io: Io): void {
  const helpWidth = Number.isFinite(io.columns) ? io.columns : HELP_WIDTH
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help to see what it takes.')
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
    })
}
