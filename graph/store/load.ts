import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../snapshot/records.ts'
import { readCoverage } from './coverage.ts'
import type { Engine, Visit } from './engine.ts'
import { columnReader, columnsOf, nodeDeclarations, text } from './stored-record.ts'

/** The stored graph; null before the first publish. */
export const loadSnapshot = (engine: Engine): Promise<Snapshot | null> =>
  engine.view(async (visit) => {
    let published = false
    await visit('MATCH (s:Scan) RETURN s.id LIMIT 1', {}, () => {
      published = true
    })
    return published ? readSnapshot(visit) : null
  })

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
