import type { Io } from './io.ts'

/** One line on stderr that is overwritten on a terminal and left out elsewhere, unless --verbose. */
export interface Progress {
  update(text: string): void
  done(text: string): void
  /** Takes the line away. */
  clear(): void
}

export function startProgress(
  io: Io,
  options: { readonly quiet: boolean; readonly verbose: boolean },
): Progress {
  const live = io.terminal && !options.quiet
  const clear = io.env.NO_COLOR === undefined ? '\r\u001b[2K' : '\r'
  return {
    update(text) {
      if (live) io.stderr(`${clear}${text.slice(0, io.columns - 1)}`)
      else if (options.verbose) io.stderr(`${text}\n`)
    },
    done(text) {
      if (live) io.stderr(`${clear}${text}\n`)
      else if (!options.quiet) io.stderr(`${text}\n`)
    },
    clear() {
      if (live) io.stderr(clear)
    },
  }
}
