import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../snapshot/records.ts'
import { readCoverage } from './coverage.ts'
import type { Engine, Visit } from './engine.ts'
import { readState } from './state.ts'
import { columnReader, columnsOf, nodeDeclarations, text } from './stored-record.ts'

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
  for (const kind of NODE_KINDS.keys()) await readNodes(visit, kind, nodes)
  const relationships = new Map<string, RelationshipRecord>()
  for (const kind of RELATIONSHIP_KINDS.keys()) await readRelationships(visit, kind, relationships)
  return { nodes, relationships, coverage: await readCoverage(visit) }
}

async function readNodes(visit: Visit, kind: string, nodes: Map<string, NodeRecord>): Promise<void> {
  const declared = nodeDeclarations(kind)
  const read = columnReader(declared)
  await visit(`MATCH (n:${kind}) RETURN ${columnsOf('n', declared)}, n.id`, {}, (values) => {
    const id = text(values.at(-1))
    nodes.set(id, { id, kind, ...read(values) })
  })
}

async function readRelationships(
  visit: Visit,
  kind: string,
  relationships: Map<string, RelationshipRecord>,
): Promise<void> {
  const declared = RELATIONSHIP_KINDS.get(kind)?.properties ?? {}
  const read = columnReader(declared)
  await visit(
    `MATCH (a:Resource)-[r:${kind}]->(b:Resource) RETURN ${columnsOf('r', declared)}, r.key, a.id, b.id`,
    {},
    (values) => {
      const [key, from, to] = values.slice(-3)
      const ends = { from: text(from), kind, to: text(to) }
      const relationship = { ...ends, ...(typeof key === 'string' ? { key } : {}), ...read(values) }
      relationships.set(relationshipId(relationship), relationship)
    },
  )
}
