/** Neighbours of one resource over one relationship, of which `shown` stand on the canvas and the rest in a group. */
export interface Expansion {
  readonly origin: string
  readonly relationship: string
  readonly direction: 'IN' | 'OUT'
  readonly neighbourKind: string
  readonly shown: number
}

/** More neighbours of a kind than this come as one group, opened by choice. */
export const GROUP_OVER = 12
/** How many a group gives out each time it is opened. */
export const GROUP_PAGE = 24
/** What the canvas shows unasked. */
export const UNASKED_LIMIT = 300

const escapePart = (part: string) => part.replaceAll('%', '%25').replaceAll('|', '%7C')
const unescapePart = (part: string) => part.replaceAll('%7C', '|').replaceAll('%25', '%')

/** As it stands in the address: `ID|CAN_READ|OUT|S3Bucket|12`. */
export function formatExpansion(expansion: Expansion): string {
  const { origin, relationship, direction, neighbourKind, shown } = expansion
  return [origin, relationship, direction, neighbourKind, String(shown)].map(escapePart).join('|')
}

/** The inverse; undefined for text that no expansion has. */
export function parseExpansion(text: string): Expansion | undefined {
  const parts = text.split('|').map(unescapePart)
  const [origin, relationship, direction, neighbourKind, count] = parts
  const shown = Number(count)
  if (parts.length !== 5 || !origin || !relationship || !neighbourKind) return undefined
  if ((direction !== 'IN' && direction !== 'OUT') || !Number.isInteger(shown) || shown < 0) return undefined
  return { origin, relationship, direction, neighbourKind, shown: Math.min(shown, 2_000) }
}

/** Two expansions of the same neighbours differ at most in how many they show. */
export const expansionKey = ({ origin, relationship, direction, neighbourKind }: Expansion): string =>
  formatExpansion({ origin, relationship, direction, neighbourKind, shown: 0 })

/** How many of `count` neighbours a first opening shows. */
export const firstShown = (count: number): number => (count > GROUP_OVER ? 0 : count)

/** The list with `expansion` in it, replacing what it shows of the same neighbours before. */
export function withExpansion(list: readonly Expansion[], expansion: Expansion): readonly Expansion[] {
  const key = expansionKey(expansion)
  const at = list.findIndex((each) => expansionKey(each) === key)
  return at === -1 ? [...list, expansion] : list.with(at, expansion)
}

interface Count {
  readonly relationship: string
  readonly direction: 'IN' | 'OUT' | 'BOTH'
  readonly neighbourKind: string
  readonly class: 'FACT' | 'ACCESS' | 'NETWORK' | 'CREDENTIAL'
  readonly count: number
}

/** What a resource shows around itself unasked: all kinds of neighbours, large ones as groups, within the limit. */
export function defaultExpansions(
  origin: string,
  counts: readonly Count[],
  limit: number = UNASKED_LIMIT,
): readonly Expansion[] {
  const attackFirst = counts.toSorted((a, b) => Number(a.class === 'FACT') - Number(b.class === 'FACT'))
  const list: Expansion[] = []
  let nodes = 1
  for (const { relationship, direction, neighbourKind, count } of attackFirst) {
    if (direction === 'BOTH') continue
    const shown = firstShown(count)
    nodes += shown === 0 ? 1 : shown
    if (nodes > limit) break
    list.push({ origin, relationship, direction, neighbourKind, shown })
  }
  return list
}
