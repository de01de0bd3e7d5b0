import { put } from '../../group-by.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'

/** Targets of a kind by what they refer to. */
export interface Related {
  /** Those below the node, by each place at or above what they refer to; undefined where there are none. */
  below(target: string): ReadonlyMap<string, Iterable<NodeRecord>> | undefined
  /** Those below the node that refer to nothing. */
  alone(target: string): readonly NodeRecord[]
}

const NONE: readonly never[] = []

/** By every node above the target and every node above what it refers to: no more than a few for each. */
export function relatedBy({ facts, chainOf }: GcpEstate, kind: string, relation: string): Related {
  const found = new Map<string, Map<string, Set<NodeRecord>>>()
  const alone = new Map<string, NodeRecord[]>()
  for (const node of facts.ofKind(kind)) {
    if (node.props.stub === true) continue
    const sites = facts.from(node.id, relation).map(({ to }) => to)
    const places = sites.flatMap(chainOf)
    // What says that it contains itself is above itself twice.
    for (const above of new Set(chainOf(node.id))) {
      if (sites.length === 0) put(alone, above, node)
      for (const place of places) add(above, place, node)
    }
  }
  return {
    below: (target) => found.get(target),
    alone: (target) => alone.get(target) ?? NONE,
  }

  function add(above: string, place: string, node: NodeRecord): void {
    let here = found.get(above)
    if (here === undefined) {
      here = new Map()
      found.set(above, here)
    }
    const nodes = here.get(place)
    if (nodes === undefined) here.set(place, new Set([node]))
    else nodes.add(node)
  }
}
