/** What is known of a request's context keys. Names are lower-cased. */
export interface Context {
  /** The key's values, or that the request does not carry it, or that nobody knows. */
  lookup(key: string): readonly string[] | 'absent' | 'unknown'
}

export type ContextValues = { readonly [key: string]: readonly string[] | 'absent' }

/**
 * A context of known keys. A key that is not listed is unknown, or absent when the caller says that the list is
 * complete. Earlier lists win.
 */
export function createContext(lists: readonly ContextValues[], complete = false): Context {
  const known = new Map<string, readonly string[] | 'absent'>()
  for (const list of lists) {
    for (const [name, values] of Object.entries(list)) {
      const key = name.toLowerCase()
      if (!known.has(key)) known.set(key, values)
    }
  }
  const otherwise = complete ? 'absent' : 'unknown'
  return { lookup: (key) => known.get(key) ?? otherwise }
}
