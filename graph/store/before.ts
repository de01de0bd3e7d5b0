import { groupBy } from '../group-by.ts'
import { isList } from '../snapshot/hash.ts'
import type { NodeRecord, Props, RelationshipRecord, Value } from '../snapshot/records.ts'
import { batches } from './batches.ts'
import type { Visit } from './engine.ts'
import type { StoredHashes } from './hashes.ts'
import { quoted } from './labels.ts'
import type { PublishPlan } from './plan.ts'
import { readNode, readRelationship, text } from './stored-record.ts'

/** The stored form of every record that a publish will change or remove. */
export interface BeforeRecords {
  readonly nodes: ReadonlyMap<string, NodeRecord>
  /** By relationshipHandle. */
  readonly relationships: ReadonlyMap<string, RelationshipRecord>
}

type Address = { readonly rid: string; readonly from: string; readonly kind: string; readonly to: string }

export async function readBefore(
  plan: PublishPlan,
  stored: StoredHashes,
  visit: Visit,
): Promise<BeforeRecords> {
  const ids = [...plan.changedNodes.map(({ record }) => record.id), ...plan.removedNodes]
  const addresses = [
    ...plan.changedRelationships.map(({ rid, record: { from, kind, to } }) => ({ rid, from, kind, to })),
    ...(await findRemoved(plan, stored, visit)),
  ]
  return { nodes: await readNodes(ids, visit), relationships: await readRelationships(addresses, visit) }
}

async function readNodes(ids: readonly string[], visit: Visit): Promise<Map<string, NodeRecord>> {
  const nodes = new Map<string, NodeRecord>()
  for (const rows of batches(ids.map((id) => ({ id }))))
    await visit(
      `UNWIND $rows AS row
       MATCH (n:Resource {id: row.id})
       RETURN properties(n)`,
      { rows },
      ([props]) => {
        const node = readNode(map(props))
        nodes.set(node.id, node)
      },
    )
  return nodes
}

async function readRelationships(
  addresses: readonly Address[],
  visit: Visit,
): Promise<Map<string, RelationshipRecord>> {
  const relationships = new Map<string, RelationshipRecord>()
  for (const [kind, group] of groupBy(addresses, (address) => address.kind))
    for (const rows of batches(group))
      await visit(
        `UNWIND $rows AS row
         MATCH (a:Resource {id: row.from})
         MATCH (b:Resource {id: row.to})
         MATCH (a)-[r:${quoted(kind)} {rid: row.rid}]->(b)
         RETURN r.rid, a.id, b.id, properties(r)`,
        { rows },
        ([rid, from, to, props]) => {
          relationships.set(text(rid), readRelationship(text(from), kind, text(to), map(props)))
        },
      )
  return relationships
}

/** A relationship that went is known by its handle alone; its ends must be looked up. */
async function findRemoved(
  plan: PublishPlan,
  stored: StoredHashes,
  visit: Visit,
): Promise<readonly Address[]> {
  const wanted = new Set(plan.removedRelationships)
  const kinds = new Set(plan.removedRelationships.flatMap((rid) => stored.relationshipKinds.get(rid) ?? []))
  const found: Address[] = []
  for (const kind of kinds)
    await visit(
      `MATCH (a:Resource)-[r:${quoted(kind)}]->(b:Resource)
       RETURN r.rid, a.id, b.id`,
      {},
      ([rid, from, to]) => {
        if (wanted.has(text(rid))) found.push({ rid: text(rid), from: text(from), kind, to: text(to) })
      },
    )
  return found
}

/** A value of the store's own that must be a map. */
export function map(value: Value | undefined): Props {
  if (value !== null && typeof value === 'object' && !isList(value)) return value
  throw new TypeError(`the store holds ${JSON.stringify(value)} where it should hold a map`)
}
