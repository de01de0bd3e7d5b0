import { lowerCased, sharing } from './intern.ts'

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
  const { places, sources } = layoutOf(lists)
  const values = sources.map(({ list, name }) => lists[list]?.[name])
  return new ValuesContext(places, values, options)
}

type Values = readonly (ContextValues[string] | undefined)[]

/** A class, because a closure and what it holds lie in more places: contexts are read from memory, not the cache. */
class ValuesContext implements Context {
  private readonly places: Layout['places']
  private readonly values: Values
  private readonly options: ContextOptions

  constructor(places: Layout['places'], values: Values, options: ContextOptions) {
    this.places = places
    this.values = values
    this.options = options
  }

  lookup(key: string): readonly string[] | 'absent' | 'unknown' {
    const place = this.places.get(key)
    return (place === undefined ? undefined : this.values[place]) ?? this.otherwise(key)
  }

  private otherwise(key: string): 'absent' | 'unknown' {
    const { complete = false, families = [] } = this.options
    return complete || families.some((family) => key.startsWith(family)) ? 'absent' : 'unknown'
  }
}

/** Where the value of each key stands. Contexts are many and say the same few keys, so a layout is made once. */
interface Layout {
  /** Keys are lower-cased. */
  readonly places: ReadonlyMap<string, number>
  /** By place: the list that decides the key, and how the key is written there. */
  readonly sources: readonly { readonly list: number; readonly name: string }[]
}

const shareLayout = sharing<Layout>()

function layoutOf(lists: readonly ContextValues[]): Layout {
  const names = lists.map((list) => Object.keys(list))
  return shareLayout(JSON.stringify(names), () => {
    const places = new Map<string, number>()
    const sources: Layout['sources'][number][] = []
    for (const [list, some] of names.entries()) {
      for (const name of some) {
        const key = lowerCased(name)
        if (places.has(key)) continue
        places.set(key, sources.length)
        sources.push({ list, name })
      }
    }
    return { places, sources }
  })
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
