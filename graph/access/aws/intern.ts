/** Beyond this a table is emptied: hostile documents must not make it grow for ever. */
const MAX_ENTRIES = 20_000
/** Longer keys are rare, and not worth being kept. */
const MAX_KEY = 2_000

/**
 * Makes each thing once. Policies and requests say the same few words over and over: what they share stays in the
 * processor's cache, and equal names are the same text.
 */
export function sharing<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, { readonly made: T }>()
  return (key, make) => {
    const before = known.get(key)
    if (before !== undefined) return before.made
    const made = make()
    if (key.length > MAX_KEY) return made
    if (known.size >= MAX_ENTRIES) known.clear()
    known.set(key, { made })
    return made
  }
}

/** A function of a text that remembers its answers. */
export function interned<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly made: T }>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before.made
    const made = make(text)
    if (known.size >= MAX_ENTRIES) known.clear()
    if (text.length <= MAX_KEY) known.set(text, { made })
    return made
  }
}

/** The name in lower case: names of actions and of condition keys ignore case. */
export const lowerCased = interned((name) => name.toLowerCase())
