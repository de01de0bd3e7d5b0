import type { FacetValue } from '../filters/facet-list.tsx'

interface KindCount {
  readonly kind: string
  readonly title: string
  readonly class: string
  readonly count: number
}

const byCount = (a: FacetValue, b: FacetValue) => b.count - a.count || a.label.localeCompare(b.label)

/** Resources by class, the most numerous first. */
export function classFacet(kinds: readonly KindCount[]): FacetValue[] {
  const counts = new Map<string, number>()
  for (const each of kinds) counts.set(each.class, (counts.get(each.class) ?? 0) + each.count)
  return [...counts].map(([value, count]) => ({ value, label: value, count })).sort(byCount)
}

/** Resources by kind, of the chosen classes or all. */
export function kindFacet(kinds: readonly KindCount[], classes: readonly string[] | undefined): FacetValue[] {
  return kinds
    .filter((each) => each.count > 0 && (classes === undefined || classes.includes(each.class)))
    .map(({ kind, title, count }) => ({ value: kind, label: title, count }))
    .sort(byCount)
}

/** `key` asks for the key, `key=value` for both; a value may hold further equals signs. */
export function parseTag(tag: string): { key: string; value: string | null } {
  const at = tag.indexOf('=')
  return at === -1 ? { key: tag, value: null } : { key: tag.slice(0, at), value: tag.slice(at + 1) }
}
