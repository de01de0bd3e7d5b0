/** Items by their key, each group in the items' order, groups in the order in which their first item came. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) put(groups, keyOf(item), item)
  return groups
}

/** The same where an item belongs to several groups, or to none. */
export function groupByEach<T>(items: Iterable<T>, keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) for (const key of keysOf(item)) put(groups, key, item)
  return groups
}

/** Adds to the group of the key, which is made where there is none yet. */
export function put<Key, T>(groups: Map<Key, T[]>, key: Key, item: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [item])
  else group.push(item)
}

/** One item for each key: the last, at the place of the first. */
export const distinctBy = <T>(items: Iterable<T>, keyOf: (item: T) => unknown): T[] => [
  ...new Map(Array.from(items, (item) => [keyOf(item), item] as const)).values(),
]
