import type { CommandModule } from '../context.ts'
import { FORMATS, type Format } from '../format.ts'

/** What `--help` needs to know of a command; the rest is loaded when it runs. */
export interface CommandSpec {
  /** `ingest file` is the command `file` of the group `ingest`. */
  readonly name: string
  readonly args: readonly string[]
  readonly description: string
  readonly options: readonly (readonly [flags: string, description: string])[]
  readonly examples?: readonly string[]
  /** What --format takes beside what every command does. */
  readonly formats?: readonly Format[]
  readonly load: () => Promise<CommandModule>
}

export const formatsOf = (spec: CommandSpec): readonly Format[] => [...FORMATS, ...(spec.formats ?? [])]

export const GROUPS: { readonly [name: string]: string } = {
  ingest: 'read cloud accounts or export files into the store',
  rules: 'the rule catalogue',
  exceptions: 'findings that somebody decided to live with',
}

export const ASSUME = [
  '--assume <keys>',
  'conditions to take as met, such as mfa or aws:MultiFactorAuthPresent',
] as const
export const FIRST = ['--first <n>', 'at most so many (default 50)'] as const
