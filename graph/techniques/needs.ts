import type { Value } from '../snapshot/records.ts'
import type { Decided, Need, Pair } from './technique.ts'

/** A need about one property; what was not collected is unknown. */
export function property(
  side: 'self' | 'target',
  name: string,
  test: (value: Value) => boolean,
): (pair: Pair) => Decided {
  return (pair) => {
    const value = pair[side].props[name]
    if (value === undefined) return { state: 'unknown', detail: `${name} was not collected` }
    return { state: test(value) ? 'met' : 'unmet', detail: `${name} is ${JSON.stringify(value)}` }
  }
}

export const need = (
  id: string,
  says: string,
  decide: Need['decide'],
  options: { readonly control?: true } = {},
): Need => ({ id, says, decide, ...options })
