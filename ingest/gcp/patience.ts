import { setTimeout as wait } from 'node:timers/promises'
import { codeOf } from './errors.ts'

export interface Patience {
  /** Tries after the first. */
  readonly count: number
  /** The first wait and the longest, in ms; each is up to twice the one before. */
  readonly firstDelayMs: number
  readonly maxDelayMs: number
}

/** https://cloud.google.com/asset-inventory/docs/quota tells quotas by the minute. */
export const PATIENT: Patience = { count: 7, firstDelayMs: 1000, maxDelayMs: 64_000 }

const TRANSIENT: ReadonlySet<string> = new Set(['RESOURCE_EXHAUSTED', 'UNAVAILABLE', 'DEADLINE_EXCEEDED'])

/** Asks again what was refused for now. @throws what the last try threw. */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  { count, firstDelayMs, maxDelayMs }: Patience,
  signal?: AbortSignal,
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      signal?.throwIfAborted()
      if (tries >= count || !TRANSIENT.has(codeOf(error))) throw error
      const longest = Math.min(firstDelayMs * 2 ** tries, maxDelayMs)
      await wait((longest / 2) * (1 + Math.random()), undefined, signal === undefined ? {} : { signal })
    }
  }
}
