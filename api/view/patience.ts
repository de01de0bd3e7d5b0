import type { Progress, Watch } from '../../graph/turns.ts'
import { notYet, refuse } from '../errors.ts'

/** How long one request waits for long work: until its deadline, or until its caller is gone. */
export interface Patience {
  /** Runs work of this request alone; it ends when the request does. @throws GraphQLError TIMEOUT */
  run<T>(work: (watch: Watch) => Promise<T>): Promise<T>
  /** Waits for work that others may wait for, too: it goes on when this request gives up. @throws GraphQLError TIMEOUT */
  wait<T>(work: Promise<T>, doing?: () => string): Promise<T>
}

/** `deadline` in epoch milliseconds; `gone` is aborted when the caller hangs up. */
export function createPatience(deadline: number, gone?: AbortSignal): Patience {
  const left = () => Math.max(0, deadline - Date.now())
  return {
    async run(work) {
      const late = AbortSignal.timeout(left())
      const signal = gone === undefined ? late : AbortSignal.any([late, gone])
      let last: Progress | null = null
      try {
        return await work({
          signal,
          onProgress: (progress) => {
            last = progress
          },
        })
      } catch (error) {
        if (!signal.aborted) throw error
        throw refuse('TIMEOUT', `the search took too long${told(last)}; ask for less at once`)
      }
    },
    wait: (work, doing = () => 'this scan is still being loaded into memory') =>
      untilDeadline(work, left(), () => `${doing()}; ask again in a moment`),
  }
}

/** `, while searching attack paths (3 of 12)`. */
export const told = (progress: Progress | null): string =>
  progress === null ? '' : `, while ${progress.what} (${progress.done} of ${progress.of})`

/** Gives up waiting; the work goes on, and whoever asks again finds it further. */
async function untilDeadline<T>(work: Promise<T>, milliseconds: number, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(notYet(message())), milliseconds)
  })
  try {
    return await Promise.race([work, expired])
  } finally {
    clearTimeout(timer)
  }
}
