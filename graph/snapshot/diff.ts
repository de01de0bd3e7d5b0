import { nodeHash, relationshipHandle, relationshipHash } from './hash.ts'
import type { RelationshipRecord, Snapshot } from './records.ts'

/** Content hash by identity: node id, or relationshipHandle. */
export type Hashes = ReadonlyMap<string, string>

export interface SnapshotHashes {
  readonly nodes: Hashes
  readonly relationships: Hashes
  /** The relationships by their handle. */
  readonly byHandle: ReadonlyMap<string, RelationshipRecord>
}

/** Identities that came, changed their content, or went. */
export interface HashDiff {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

export interface SnapshotDiff {
  readonly nodes: HashDiff
  readonly relationships: HashDiff
}

export function hashSnapshot(snapshot: Snapshot): SnapshotHashes {
  const nodes = new Map<string, string>()
  for (const node of snapshot.nodes.values()) nodes.set(node.id, nodeHash(node))
  const relationships = new Map<string, string>()
  const byHandle = new Map<string, RelationshipRecord>()
  for (const relationship of snapshot.relationships.values()) {
    const handle = relationshipHandle(relationship)
    relationships.set(handle, relationshipHash(relationship))
    byHandle.set(handle, relationship)
  }
  return { nodes, relationships, byHandle }
}

export function diffHashes(before: Hashes, after: Hashes): HashDiff {
  const added: string[] = []
  const changed: string[] = []
  for (const [id, hash] of after) {
    const stored = before.get(id)
    if (stored === undefined) added.push(id)
    else if (stored !== hash) changed.push(id)
  }
  const removed = [...before.keys()].filter((id) => !after.has(id))
  return { added, changed, removed }
}

/** What must happen to `before` so that it says what `after` says. */
export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDiff {
  const [old, now] = [hashSnapshot(before), hashSnapshot(after)]
  return {
    nodes: diffHashes(old.nodes, now.nodes),
    relationships: diffHashes(old.relationships, now.relationships),
  }
}
