import type { Io } from './io.ts'
import { runCommand } from './run.ts'

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line as a terminal-less process would, with nothing of the machine's environment. */
export async function chokepoint(...argv: readonly string[]): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const io: Io = {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    stdin: async function* () {},
    cwd: process.cwd(),
    env: {},
    terminal: false,
    columns: 120,
    signal: new AbortController().signal,
  }
  const exit = await runCommand(argv, io)
  return { exit, stdout, stderr }
}
