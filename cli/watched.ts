import { inTurns, type Turns } from '../graph/turns.ts'
import type { Context } from './context.ts'
import { startProgress } from './progress.ts'

/** Runs a long computation that tells how far it is and ends with Ctrl-C. */
export async function watched<T>(context: Context, work: Turns<T>): Promise<T> {
  const progress = startProgress(context.io, context)
  try {
    return await inTurns(work, {
      signal: context.io.signal,
      onProgress: ({ what, done, of }) => progress.update(of > 1 ? `${what}: ${done} of ${of}` : what),
    })
  } finally {
    progress.clear()
  }
}
