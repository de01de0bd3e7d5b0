import { groupBy } from '../group-by.ts'
import { asColumns, runRows } from './batches.ts'
import type { Run } from './engine.ts'
import type { RelationshipWrite } from './plan.ts'

/** Between nodes that are stored, or between nodes that wait for this publish (see staging.ts). */
const STORED = `MATCH (a:Resource {id: row[0]})
  MATCH (b:Resource {id: row[1]})`
const STAGED = `MATCH (a:Incoming {ticket: row[0]})
  MATCH (b:Incoming {ticket: row[1]})`

/** `ticket` is given when the ends are staged ones: it names each of them. */
export async function createEdges(
  run: Run,
  writes: readonly RelationshipWrite[],
  ticket?: (id: string) => string,
): Promise<void> {
  for (const [kind, group] of groupBy(writes, ({ record }) => record.kind)) {
    const { properties, rows } = asColumns(
      group.map(({ record: { from, to }, stored }) => ({
        lead: ticket === undefined ? [from, to] : [ticket(from), ticket(to)],
        props: stored,
      })),
    )
    const cypher = `UNWIND $rows AS row
      ${ticket === undefined ? STORED : STAGED}
      CREATE (a)-[r:${kind} ${properties}]->(b)
      RETURN count(r) AS count`
    expectAll(kind, rows.length, await runRows(run, cypher, rows))
  }
}

export async function changeEdges(run: Run, writes: readonly RelationshipWrite[]): Promise<void> {
  for (const [kind, group] of groupBy(writes, ({ record }) => record.kind)) {
    const rows = group.map(({ record, rid, stored }) => [record.from, record.to, rid, stored])
    const cypher = `UNWIND $rows AS row
      ${STORED}
      MATCH (a)-[r:${kind} {rid: row[2]}]->(b)
      SET r = row[3]
      RETURN count(r) AS count`
    expectAll(kind, rows.length, await runRows(run, cypher, rows))
  }
}

/** A relationship that is silently missing would be a path that nobody sees. */
function expectAll(kind: string, wanted: number, written: number): void {
  if (written !== wanted)
    throw new Error(
      `of ${wanted} ${kind} relationships ${written} were written: the publish was not committed`,
    )
}
