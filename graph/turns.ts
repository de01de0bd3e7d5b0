import { setImmediate } from 'node:timers/promises'

/** How far a long computation is: `done` of `of` parts of what it does now. */
export interface Progress {
  readonly what: string
  readonly done: number
  readonly of: number
}

/**
 * A long computation that stops every few milliseconds of work and tells how far it is: whoever runs it may let others
 * have their turn, or end it.
 */
export type Turns<T> = Generator<Progress, T, void>

export interface Watch {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Milliseconds of work between two looks at the event loop. */
const TURN = 15

/** A computation as one part of a larger one: what is told is how far that is. */
export function* partOf<T>(whole: Progress, work: Turns<T>): Turns<T> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    yield whole
  }
}

/** Runs it to its end at once. */
export function finish<T>(work: Turns<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Runs it in turns with everything else in the process. @throws the signal's reason once it is aborted. */
export async function inTurns<T>(work: Turns<T>, { signal, onProgress }: Watch = {}): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    const until = performance.now() + TURN
    for (;;) {
      const step = work.next()
      if (step.done === true) return step.value
      if (performance.now() < until) continue
      onProgress?.(step.value)
      break
    }
    await setImmediate()
  }
}
