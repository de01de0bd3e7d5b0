import type { Progress, Watch } from '../../graph/turns.ts'
import { told } from './patience.ts'
import type { View } from './view.ts'

/** Milliseconds after which work that many wait for is given up: something is wrong then. */
const LIMIT = 15 * 60_000

/** Answers by key, each computed once; asks give up at their deadline, and the computation goes on. */
export interface Shared<T> {
  answer(view: View, key: string, compute: Compute<T>): Promise<T>
  /** The same without waiting: the answer where it is there, else how far it is. */
  soFar(key: string, compute: Compute<T>): SoFar<T>
}

type Compute<T> = (watch: Watch) => Promise<T>

export interface SoFar<T> {
  readonly answer: T | null
  /** Null while nothing was told. */
  readonly progress: Progress | null
}

interface Answer<T> {
  readonly value: Promise<T>
  readonly told: SoFar<T>
}

/** Keeps the `kept` answers that were asked for last; what failed is computed again. */
export function createShared<T>(kept: number): Shared<T> {
  const answers = new Map<string, Answer<T>>()
  const begin = (compute: Compute<T>): Answer<T> => {
    const told: { answer: T | null; progress: Progress | null } = { answer: null, progress: null }
    const value = compute({
      signal: AbortSignal.timeout(LIMIT),
      onProgress: (progress) => {
        told.progress = progress
      },
    }).then((answer) => {
      told.answer = answer
      return answer
    })
    return { value, told }
  }
  const asked = (key: string, compute: Compute<T>): Answer<T> => {
    const answer = answers.get(key) ?? begin(compute)
    answers.delete(key)
    answers.set(key, answer)
    answer.value.catch(() => answers.delete(key))
    for (const oldest of [...answers.keys()].slice(0, -kept)) answers.delete(oldest)
    return answer
  }
  return {
    answer(view, key, compute) {
      const { value, told: known } = asked(key, compute)
      return view.patience.wait(value, () => `the answer is still being computed${told(known.progress)}`)
    },
    soFar: (key, compute) => asked(key, compute).told,
  }
}
