export interface Patience {
  /** Milliseconds before a question is asked again; doubled each time. */
  readonly first: number
  readonly most: number
  /** Milliseconds after which what the service said last is told. */
  readonly limit: number
}

const PATIENCE: Patience = { first: 500, most: 8_000, limit: 20 * 60_000 }

/**
 * Fetches, and asks again while the service says that it is still working the answer out (`extensions.continues`): the
 * page goes on waiting instead of showing an error that the next attempt would not have had.
 */
export function createPatientFetch({ first, most, limit }: Patience = PATIENCE): typeof fetch {
  return async (input, init) => {
    const until = Date.now() + limit
    for (let wait = first; ; wait = Math.min(most, wait * 2)) {
      const response = await fetch(input, init)
      const text = await response.text()
      if (!isNotYet(text) || Date.now() + wait > until) return new Response(text, response)
      await pause(wait, init?.signal ?? null)
    }
  }
}

function isNotYet(text: string): boolean {
  // Most answers are large and no such thing.
  if (!text.includes('"continues":true')) return false
  const { errors = [] }: { errors?: readonly { extensions?: { continues?: unknown } }[] } = JSON.parse(text)
  return errors.some(({ extensions }) => extensions?.continues === true)
}

function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', gone)
      resolve()
    }, milliseconds)
    if (signal?.aborted === true) gone()
    else signal?.addEventListener('abort', gone, { once: true })
  })
}
