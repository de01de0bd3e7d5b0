import type { Visit } from './engine.ts'
import { text } from './stored-record.ts'

/** What is stored, by content hash: enough to tell what a publish must write. */
export interface StoredHashes {
  /** By node id. */
  readonly nodes: ReadonlyMap<string, string>
  readonly nodeKinds: ReadonlyMap<string, string>
  /** By relationshipHandle. */
  readonly relationships: ReadonlyMap<string, string>
  readonly relationshipKinds: ReadonlyMap<string, string>
}

export async function readHashes(visit: Visit): Promise<StoredHashes> {
  const nodes = new Map<string, string>()
  const nodeKinds = new Map<string, string>()
  await visit('MATCH (n:Resource) RETURN n.id, n.kind, n.hash', {}, ([id, kind, hash]) => {
    nodes.set(text(id), text(hash))
    nodeKinds.set(text(id), text(kind))
  })
  const relationships = new Map<string, string>()
  const relationshipKinds = new Map<string, string>()
  await visit('MATCH (:Resource)-[r]->(:Resource) RETURN r.rid, type(r), r.hash', {}, ([rid, kind, hash]) => {
    relationships.set(text(rid), text(hash))
    relationshipKinds.set(text(rid), text(kind))
  })
  return { nodes, nodeKinds, relationships, relationshipKinds }
}
