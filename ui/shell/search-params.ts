/** The state of a page is its URL: plain names, one value each or repeated, never JSON. */
export type SearchValues = { readonly [name: string]: unknown }

/** `a=1&b=x&b=y` as `{ a: '1', b: ['x', 'y'] }`. */
export function parseSearch(search: string): SearchValues {
  const values = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(search)) {
    const before = values.get(name)
    values.set(name, before === undefined ? value : [before, value].flat())
  }
  return Object.fromEntries(values)
}

/** The inverse of `parseSearch`; empty values leave the URL, so that a page without filters has a bare address. */
export function stringifySearch(values: SearchValues): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const item of [value].flat())
      if (item !== undefined && item !== null && item !== '') params.append(name, String(item))
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')
  return text === '' ? '' : `?${text}`
}

/** One value, or undefined. */
export function textParam(value: unknown): string | undefined {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first !== '' ? first : undefined
}

/** All values, or undefined when there is none. */
export function listParam(value: unknown): readonly string[] | undefined {
  const items = [value].flat().filter((item) => typeof item === 'string' && item !== '')
  return items.length === 0 ? undefined : items.map(String)
}

/** The values that `known` has; a mistyped one in a link is left out rather than sent to the service. */
export function knownValues<Known extends string>(
  known: readonly Known[],
  values: readonly string[] | undefined,
): Known[] | undefined {
  const found = known.filter((item) => values?.includes(item))
  return found.length === 0 ? undefined : found
}

/** `value` in or out of the list. */
export function toggled(values: readonly string[] | undefined, value: string): readonly string[] | undefined {
  const rest = values?.filter((item) => item !== value) ?? []
  const next = rest.length === (values?.length ?? 0) ? [...rest, value] : rest
  return next.length === 0 ? undefined : next
}
