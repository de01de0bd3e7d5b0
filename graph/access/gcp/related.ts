import type { NodeRecord } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'

/** Targets of a kind by what they refer to. */
export interface Related {
  /** Those below the first node that refer to something below the second. */
  between(target: string, site: string): readonly NodeRecord[]
  /** Those below the node that refer to nothing. */
  alone(target: string): readonly NodeRecord[]
}

/** By every node above the target and every node above what it refers to: no more than a few for each. */
export function relatedBy({ facts, chainOf }: GcpEstate, kind: string, relation: string): Related {
  const found = new Map<string, Set<NodeRecord>>()
  const put = (key: string, node: NodeRecord) => {
    const set = found.get(key)
    if (set === undefined) found.set(key, new Set([node]))
    else set.add(node)
  }
  for (const node of facts.ofKind(kind)) {
    if (node.props.stub === true) continue
    const sites = facts.from(node.id, relation).map(({ to }) => to)
    for (const above of chainOf(node.id)) {
      if (sites.length === 0) put(above, node)
      for (const place of sites.flatMap((site) => chainOf(site))) put(`${above} ${place}`, node)
    }
  }
  return {
    between: (target, site) => [...(found.get(`${target} ${site}`) ?? [])],
    alone: (target) => [...(found.get(target) ?? [])],
  }
}
