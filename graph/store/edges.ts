import { groupBy, runRows } from './batches.ts'
import type { Run } from './engine.ts'
import type { RelationshipWrite } from './plan.ts'

/**
 * Runs a statement for each kind of relationship, over rows `{ from, to, rid, props }`. One that finds other than
 * exactly its rows throws: a relationship that is silently missing would be a path that nobody sees.
 */
export async function runEdges(
  run: Run,
  writes: readonly RelationshipWrite[],
  statement: (kind: string) => string,
  params: { readonly [name: string]: string } = {},
): Promise<void> {
  for (const [kind, group] of groupBy(writes, ({ record }) => record.kind)) {
    const rows = group.map(({ record: { from, to }, rid, stored }) => ({ from, to, rid, props: stored }))
    const written = await runRows(run, `${statement(kind)} RETURN count(r) AS count`, rows, params)
    if (written !== rows.length)
      throw new Error(
        `of ${rows.length} ${kind} relationships ${written} were written: the publish was not committed`,
      )
  }
}
