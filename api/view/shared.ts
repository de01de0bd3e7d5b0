import type { Progress, Watch } from '../../graph/turns.ts'
import { told } from './patience.ts'
import type { View } from './view.ts'

/** Milliseconds after which work that many wait for is given up: something is wrong then. */
const LIMIT = 15 * 60_000

/** Answers by key, each computed once; asks give up at their deadline, and the computation goes on. */
export type Shared<T> = (view: View, key: string, compute: (watch: Watch) => Promise<T>) => Promise<T>

interface Answer<T> {
  readonly value: Promise<T>
  readonly told: { readonly progress: Progress | null }
}

/** Keeps the `kept` answers that were asked for last; what failed is computed again. */
export function createShared<T>(kept: number): Shared<T> {
  const answers = new Map<string, Answer<T>>()
  const begin = (compute: (watch: Watch) => Promise<T>): Answer<T> => {
    const told: { progress: Progress | null } = { progress: null }
    const value = compute({
      signal: AbortSignal.timeout(LIMIT),
      onProgress: (progress) => {
        told.progress = progress
      },
    })
    return { value, told }
  }
  return (view, key, compute) => {
    const answer = answers.get(key) ?? begin(compute)
    answers.delete(key)
    answers.set(key, answer)
    answer.value.catch(() => answers.delete(key))
    for (const oldest of [...answers.keys()].slice(0, -kept)) answers.delete(oldest)
    return view.patience.wait(
      answer.value,
      () => `the answer is still being computed${told(answer.told.progress)}`,
    )
  }
}
