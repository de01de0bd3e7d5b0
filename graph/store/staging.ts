import { groupBy } from '../group-by.ts'
import { asColumns, runRows } from './batches.ts'
import { createEdges } from './edges.ts'
import type { Engine, Run } from './engine.ts'
import { labelsOf } from './labels.ts'
import type { NodeWrite, PublishPlan } from './plan.ts'

/**
 * New nodes, and the relationships between them, wait as `:Incoming`, where no query looks, until the publish
 * that wrote them commits. It keeps the committing transaction within a server's memory: 300,000 relationships
 * in one transaction are more than 1.4 GiB in Neo4j.
 *
 * A staged node is found by its ticket, publish and id in one value: with two conditions to choose from, a
 * database that has no statistics yet may walk all that is staged for every relationship.
 */
export interface Stage {
  /** The scan's id. */
  readonly publish: string
  readonly token: number
}

const SWEEP_ROWS = 10_000

export async function stage(engine: Engine, plan: PublishPlan, { publish, token }: Stage): Promise<void> {
  const autocommit: Run = (cypher, params) => engine.write((run) => run(cypher, params))
  for (const [kind, group] of groupBy(plan.addedNodes, ({ record }) => record.kind)) {
    const mark = { publish: stageOf(publish, kind), publishToken: token }
    const { properties, rows } = asColumns(
      group.map(({ record, stored }) => ({
        lead: [],
        props: { ...stored, ...mark, ticket: stageOf(publish, record.id) },
      })),
    )
    await runRows(autocommit, `UNWIND $rows AS row CREATE (:Incoming ${properties})`, rows)
  }
  await createEdges(autocommit, plan.stagedRelationships, (id) => stageOf(publish, id))
}

/** Turns what was staged into resources; part of the committing transaction. */
export async function unveil(run: Run, nodes: readonly NodeWrite[], publish: string): Promise<void> {
  for (const [kind, group] of groupBy(nodes, ({ record }) => record.kind)) {
    const rows = await run(
      `MATCH (n:Incoming {publish: $publish})
       SET n:Resource${labelsOf(kind)}
       REMOVE n:Incoming, n.publish, n.publishToken, n.ticket
       RETURN count(n) AS count`,
      { publish: stageOf(publish, kind) },
    )
    if (rows[0]?.count !== group.length)
      throw new Error(
        `of ${group.length} staged ${kind} nodes ${rows[0]?.count} are left: the publish was not committed`,
      )
  }
}

/** Removes what this publish staged, after it failed. */
export const unstage = (engine: Engine, { publish, token }: Stage): Promise<void> =>
  drain(engine, 'n.publishToken = $token AND n.publish STARTS WITH $publish', {
    token,
    publish: stageOf(publish, ''),
  })

/** Removes what killed publishes left behind: with a token that old none of them can commit any more. */
export const sweep = (engine: Engine, token: number): Promise<void> =>
  drain(engine, 'n.publishToken <= $token', { token })

const stageOf = (publish: string, part: string): string => `${publish} ${part}`

async function drain(
  engine: Engine,
  condition: string,
  params: { [name: string]: string | number },
): Promise<void> {
  let removed = SWEEP_ROWS
  while (removed === SWEEP_ROWS) {
    const rows = await engine.write((run) =>
      run(
        `MATCH (n:Incoming)
         WHERE ${condition}
         WITH n LIMIT ${SWEEP_ROWS}
         DETACH DELETE n
         RETURN count(*) AS count`,
        params,
      ),
    )
    removed = typeof rows[0]?.count === 'number' ? rows[0].count : 0
  }
}
