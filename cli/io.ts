/** Where a command reads and writes. The same command runs in a terminal and inside a running `serve`. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly stdin: () => AsyncIterable<string | Uint8Array>
  readonly cwd: string
  readonly env: { readonly [name: string]: string | undefined }
  /** stdout is a terminal: tables instead of JSON, progress on stderr. */
  readonly terminal: boolean
  /** Endless where what is written is not for a screen: a table that is searched is not cut. */
  readonly columns: number
  readonly signal: AbortSignal
}

export function processIo(signal: AbortSignal): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: () => process.stdin,
    cwd: process.cwd(),
    env: process.env,
    terminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
    signal,
  }
}
