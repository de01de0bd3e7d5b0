import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../snapshot/records.ts'
import { map } from './before.ts'
import { readCoverage } from './coverage.ts'
import type { Engine, Visit } from './engine.ts'
import { readState } from './state.ts'
import { readNode, readRelationship, text } from './stored-record.ts'

const ATTEMPTS = 5

/** The stored graph; null before the first publish. A publish that lands in between is read whole. */
export async function loadSnapshot(engine: Engine): Promise<Snapshot | null> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await readState(engine)
    if (before.sequence === 0) return null
    const snapshot = await engine.view(readSnapshot)
    const after = await readState(engine)
    if (after.token === before.token) return snapshot
    if (attempt === ATTEMPTS)
      throw new Error(`${engine.uri}: every attempt to read the graph met another publish`)
  }
}

async function readSnapshot(visit: Visit): Promise<Snapshot> {
  const nodes = new Map<string, NodeRecord>()
  await visit('MATCH (n:Resource) RETURN properties(n)', {}, ([props]) => {
    const node = readNode(map(props))
    nodes.set(node.id, node)
  })
  const relationships = new Map<string, RelationshipRecord>()
  await visit(
    'MATCH (a:Resource)-[r]->(b:Resource) RETURN a.id, type(r), b.id, properties(r)',
    {},
    ([from, kind, to, props]) => {
      const relationship = readRelationship(text(from), text(kind), text(to), map(props))
      relationships.set(relationshipId(relationship), relationship)
    },
  )
  return { nodes, relationships, coverage: await readCoverage(visit) }
}
