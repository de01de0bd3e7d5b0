import type { AttackEdge, Derivation } from '../../attack.ts'
import { groupBy, put } from '../../group-by.ts'

/** What somebody gets to by techniques: for certain, and where something is left open. */
export interface Reach {
  readonly sure: readonly string[]
  readonly open: readonly string[]
}

export type ReachOf = (who: string, techniques: readonly string[]) => Reach

/** Edges of one technique, by where they leave from. */
type Edges = ReadonlyMap<string, readonly AttackEdge[]>

/** By the edges that were drawn before: one's own, and those of the classes and groups that one is in. */
export function reachIn(before: readonly Derivation[]): ReachOf {
  const classes = new Map<string, string[]>()
  for (const { facts = [] } of before)
    for (const { from, kind, to } of facts) if (kind === 'IN_ACCESS_CLASS') put(classes, from, to)
  const byTechnique = new Map<string, Edges>()
  const edgesOf = (technique: string): Edges => {
    const known = byTechnique.get(technique)
    if (known !== undefined) return known
    const found = before.flatMap(({ edges }) => edges.filter((edge) => edge.technique === technique))
    const edges = groupBy(found, ({ from }) => from)
    byTechnique.set(technique, edges)
    return edges
  }
  return (who, techniques) => {
    const found = { sure: new Set<string>(), open: new Set<string>() }
    const drawn = techniques.map(edgesOf)
    const seen = new Set([who])
    for (const id of seen) {
      for (const above of classes.get(id) ?? []) seen.add(above)
      for (const edges of drawn)
        for (const { to, conditions } of edges.get(id) ?? [])
          found[conditions.length === 0 ? 'sure' : 'open'].add(to)
    }
    return { sure: [...found.sure], open: [...found.open].filter((to) => !found.sure.has(to)) }
  }
}
