import type { Derivation } from '../../attack.ts'

/** What somebody gets to by techniques: for certain, and where something is left open. */
export interface Reach {
  readonly sure: readonly string[]
  readonly open: readonly string[]
}

export type ReachOf = (who: string, techniques: readonly string[]) => Reach

/** By the edges that were drawn before: one's own, and those of the classes and groups that one is in. */
export function reachIn(before: readonly Derivation[]): ReachOf {
  const edges = new Map<string, Derivation['edges'][number][]>()
  const classes = new Map<string, string[]>()
  for (const { edges: drawn, facts = [] } of before) {
    for (const edge of drawn) if (edge.technique !== null) put(edges, edge.from, edge)
    for (const { from, kind, to } of facts) if (kind === 'IN_ACCESS_CLASS') put(classes, from, to)
  }
  return (who, techniques) => {
    const found = { sure: new Set<string>(), open: new Set<string>() }
    const seen = new Set([who])
    for (const id of seen) {
      for (const above of classes.get(id) ?? []) seen.add(above)
      for (const { to, technique, conditions } of edges.get(id) ?? []) {
        if (technique === null || !techniques.includes(technique)) continue
        found[conditions.length === 0 ? 'sure' : 'open'].add(to)
      }
    }
    return { sure: [...found.sure], open: [...found.open].filter((to) => !found.sure.has(to)) }
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
