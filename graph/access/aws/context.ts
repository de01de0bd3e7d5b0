import { lowerCased } from './intern.ts'

/** What is known of a request's context keys. Names are lower-cased. */
export interface Context {
  /** The key's values, or that the request does not carry it, or that nobody knows. */
  lookup(key: string): readonly string[] | 'absent' | 'unknown'
}

export type ContextValues = { readonly [key: string]: readonly string[] | 'absent' }

export interface ContextOptions {
  /** Every key that is not listed is absent. */
  readonly complete?: boolean
  /** Keys that begin like this and are not listed are absent. */
  readonly families?: readonly string[]
}

/** A context of known keys; a key that is not listed is unknown. Earlier lists win. */
export function createContext(lists: readonly ContextValues[], options: ContextOptions = {}): Context {
  const known = new Map<string, readonly string[] | 'absent'>()
  for (const list of lists) {
    for (const [name, values] of Object.entries(list)) {
      const key = lowerCased(name)
      if (!known.has(key)) known.set(key, values)
    }
  }
  const { complete = false, families = [] } = options
  const otherwise = (key: string) =>
    complete || families.some((family) => key.startsWith(family)) ? 'absent' : 'unknown'
  return { lookup: (key) => known.get(key) ?? otherwise(key) }
}

/** A context that falls back to others, the first that knows a key winning; nothing is copied. */
export function layerContexts(contexts: readonly Context[]): Context {
  return {
    lookup(key) {
      for (const context of contexts) {
        const found = context.lookup(key)
        if (found !== 'unknown') return found
      }
      return 'unknown'
    },
  }
}

/** A context that is made when it is first looked at: most resources are never asked about. */
export function lazyContext(make: () => Context): Context {
  let made: Context | null = null
  return {
    lookup(key) {
      made ??= make()
      return made.lookup(key)
    },
  }
}
