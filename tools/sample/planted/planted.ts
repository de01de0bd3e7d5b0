/** An attack path that is there, or one that something stops. */
export interface Planted {
  readonly id: string
  readonly kind: 'path' | 'near-miss'
  readonly entry: string
  /** A resource, or the account whose administrator one becomes. */
  readonly target: string
  /** What lies between, in order. */
  readonly via: readonly string[]
  /** A near miss of one edge: no such edge leads from `entry` to `target`. Absent: no path does. */
  readonly edge?: string
  readonly why: string
}

export const INTERNET = 'Internet'
/** What people call the things whose ids don't say. */
export const NAMES = new Map<string, string>()

export const path = (id: string, nodes: readonly string[], why: string): Planted => ({
  id,
  kind: 'path',
  entry: nodes[0] ?? '',
  target: nodes.at(-1) ?? '',
  via: nodes.slice(1, -1),
  why,
})

export const nearMiss = (id: string, entry: string, target: string, why: string, edge?: string): Planted => ({
  id,
  kind: 'near-miss',
  entry,
  target,
  via: [],
  ...(edge === undefined ? {} : { edge }),
  why,
})
