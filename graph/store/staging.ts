import { groupBy, runRows } from './batches.ts'
import type { Engine, Run } from './engine.ts'
import { labelsOf } from './labels.ts'
import type { NodeWrite } from './plan.ts'

/** New nodes wait as `:Incoming`, where no query looks, until the publish that wrote them commits. */
export interface Stage {
  /** The scan's id. */
  readonly publish: string
  readonly token: number
}

const SWEEP_ROWS = 10_000

export async function stageNodes(engine: Engine, nodes: readonly NodeWrite[], stage: Stage): Promise<void> {
  for (const [kind, group] of groupBy(nodes, ({ record }) => record.kind)) {
    const rows = group.map(({ stored }) => ({
      ...stored,
      publish: `${stage.publish} ${kind}`,
      publishToken: stage.token,
    }))
    const autocommit: Run = (cypher, params) => engine.write((run) => run(cypher, params))
    await runRows(
      autocommit,
      `UNWIND $rows AS row
       CREATE (n:Incoming)
       SET n = row`,
      rows,
    )
  }
}

/** Turns what was staged into resources; part of the committing transaction. */
export async function unveilNodes(run: Run, nodes: readonly NodeWrite[], publish: string): Promise<void> {
  for (const [kind, group] of groupBy(nodes, ({ record }) => record.kind)) {
    const rows = await run(
      `MATCH (n:Incoming {publish: $publish})
       SET n:Resource${labelsOf(kind)}
       REMOVE n:Incoming, n.publish, n.publishToken
       RETURN count(n) AS count`,
      { publish: `${publish} ${kind}` },
    )
    if (rows[0]?.count !== group.length)
      throw new Error(
        `of ${group.length} staged ${kind} nodes ${rows[0]?.count} are left: the publish was not committed`,
      )
  }
}

/** Removes what this publish staged, after it failed. */
export const unstage = (engine: Engine, stage: Stage): Promise<void> =>
  drain(engine, 'n.publishToken = $token AND n.publish STARTS WITH $publish', {
    token: stage.token,
    publish: `${stage.publish} `,
  })

/** Removes what publishes left behind that were killed: with an older token none of them can commit any more. */
export const sweep = (engine: Engine, token: number): Promise<void> =>
  drain(engine, 'n.publishToken <= $token', { token })

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
