/** Members of Google's own messages in camel case, however an export spells them: to the last, keys of maps included. */
export function respelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respelled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([member, held]) => [camel(member), respelled(held)]))
}

export const camel = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
