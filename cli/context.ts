import type { GraphStore } from '../graph/store/port.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { Config } from './config.ts'
import type { ExitCode } from './exit.ts'
import type { Format } from './format.ts'
import type { Io } from './io.ts'

/** What a command gets: its terminal, its options and, once it asks, the open store. */
export interface Context {
  readonly io: Io
  readonly format: Format
  readonly quiet: boolean
  readonly verbose: boolean
  readonly storeUri: string
  /** Opens the store on first use; it is closed after the command. */
  store(): Promise<GraphStore>
  config(): Promise<Config>
  /** The catalogue, with the rules of the folder that the configuration names. @throws RuleFileError */
  rules(): Promise<readonly Rule[]>
  /** Runs another command line, on a store that is already open: what a service does for those that ask it. */
  runCommand(argv: readonly string[], io: Io, store: GraphStore): Promise<number>
}

/** Options as commander gives them: flags without their dashes, in camel case. */
export type Options = { readonly [name: string]: unknown }

export interface CommandModule {
  run(context: Context, args: readonly string[], options: Options): Promise<ExitCode>
}

export const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export const listOption = (options: Options, name: string): readonly string[] => {
  const value = options[name]
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  return typeof value === 'string' ? value.split(',').filter((item) => item !== '') : []
}
