import type { NodeRecord, RelationshipRecord, Snapshot } from './records.ts'

/** A snapshot with the look-ups that derivation needs; built once, never changed. */
export interface FactIndex {
  readonly snapshot: Snapshot
  node(id: string): NodeRecord | undefined
  /** All nodes of one kind, in insertion order; empty for a kind that does not occur. */
  ofKind(kind: string): readonly NodeRecord[]
  /** All nodes that have one of these properties, in insertion order. */
  withProperty(...names: readonly string[]): readonly NodeRecord[]
  /** Relationships that leave `id`, of one kind or of all. */
  from(id: string, kind?: string): readonly RelationshipRecord[]
  /** Relationships that arrive at `id`, of one kind or of all. */
  to(id: string, kind?: string): readonly RelationshipRecord[]
}

const NONE: readonly never[] = []

export function indexFacts(snapshot: Snapshot): FactIndex {
  const byKind = new Map<string, NodeRecord[]>()
  for (const node of snapshot.nodes.values()) append(byKind, node.kind, node)
  const outgoing = new Map<string, RelationshipRecord[]>()
  const incoming = new Map<string, RelationshipRecord[]>()
  for (const relationship of snapshot.relationships.values()) {
    append(outgoing, relationship.from, relationship)
    append(incoming, relationship.to, relationship)
  }
  const ofKind = (list: readonly RelationshipRecord[] | undefined, kind: string | undefined) => {
    if (list === undefined) return NONE
    // Most nodes have relationships of one kind only: then there is nothing to copy.
    if (kind === undefined || list.every((relationship) => relationship.kind === kind)) return list
    return list.filter((relationship) => relationship.kind === kind)
  }
  const byProperties = new Map<string, readonly NodeRecord[]>()
  return {
    snapshot,
    withProperty: (...names) => {
      const key = names.join(' ')
      const known = byProperties.get(key)
      if (known !== undefined) return known
      const found = [...snapshot.nodes.values()].filter(({ props }) =>
        names.some((name) => props[name] !== undefined),
      )
      byProperties.set(key, found)
      return found
    },
    node: (id) => snapshot.nodes.get(id),
    ofKind: (kind) => byKind.get(kind) ?? NONE,
    from: (id, kind) => ofKind(outgoing.get(id), kind),
    to: (id, kind) => ofKind(incoming.get(id), kind),
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
