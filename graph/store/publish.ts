import { groupBy } from '../group-by.ts'
import { runRows } from './batches.ts'
import { type BeforeRecords, readBefore } from './before.ts'
import { type ChangeRecord, changesOf, writeChanges } from './changes.ts'
import { replaceCoverage } from './coverage.ts'
import { changeEdges, createEdges } from './edges.ts'
import type { Engine, Run } from './engine.ts'
import { readHashes } from './hashes.ts'
import { labelsOf, quoted } from './labels.ts'
import { type NodeWrite, type PublishPlan, planPublish } from './plan.ts'
import type { PublishRequest, PublishResult, Scan } from './port.ts'
import { createScan, readScan } from './scan.ts'
import { type Stage, stage, sweep, unstage, unveil } from './staging.ts'
import { lockState, moveState, readState, refuseStale } from './state.ts'

/**
 * Makes the stored graph equal to the snapshot. New nodes are staged outside of every reader's sight; one
 * transaction then does the rest, so that a reader sees the old scan or the new one.
 *
 * @throws StaleTokenError when another publish was faster, InvalidRecordError when the schema refuses a record.
 */
export async function publish(engine: Engine, request: PublishRequest): Promise<PublishResult> {
  const before = await readState(engine)
  refuseStale(before, request.token)
  const stored = await engine.view(readHashes)
  const plan = planPublish(stored, request.snapshot)
  const old = await engine.view((visit) => readBefore(plan, stored, visit))
  const changes = before.sequence === 0 ? [] : changesOf(plan, old, request.snapshot)
  const staged = { publish: request.scan.id, token: request.token }
  const scan = await write(engine, request, { plan, old, changes }, staged)
  // What can't be swept now is swept by the next publish; this one is stored.
  await sweep(engine, request.token).catch(() => undefined)
  return { scan, ...counts(plan) }
}

async function write(engine: Engine, request: PublishRequest, writes: Writes, staged: Stage): Promise<Scan> {
  try {
    await stage(engine, writes.plan, staged)
    return await engine.publish((run) => commit(run, request, writes))
  } catch (error) {
    await unstage(engine, staged).catch(() => undefined)
    // A faster publish sweeps what this one had staged, which shows as one error or another.
    refuseStale(await readState(engine), request.token, error)
    throw error
  }
}

interface Writes {
  readonly plan: PublishPlan
  readonly old: BeforeRecords
  readonly changes: readonly ChangeRecord[]
}

async function commit(
  run: Run,
  { scan, token, snapshot }: PublishRequest,
  { plan, old, changes }: Writes,
): Promise<Scan> {
  const state = await lockState(run)
  // The connection broke after the commit, and the driver tries again.
  if (state.token === token + 1 && state.scan === scan.id) return readScan(run, scan.id)
  refuseStale(state, token)
  const published: Scan = {
    ...scan,
    sequence: state.sequence + 1,
    finishedAt: new Date().toISOString(),
    nodes: snapshot.nodes.size,
    relationships: snapshot.relationships.size,
    complete: false,
  }
  await removeRecords(run, plan, old)
  await changeNodes(run, plan.changedNodes)
  await unveil(run, plan.addedNodes, scan.id)
  await changeEdges(run, plan.changedRelationships)
  await createEdges(run, plan.addedRelationships)
  await replaceCoverage(run, snapshot.coverage)
  await writeChanges(run, changes, published)
  await createScan(run, published)
  await moveState(run, { sequence: published.sequence, token: token + 1, scan: scan.id })
  return published
}

async function removeRecords(run: Run, plan: PublishPlan, old: BeforeRecords): Promise<void> {
  const gone = plan.removedRelationships.flatMap((rid) => {
    const record = old.relationships.get(rid)
    return record === undefined ? [] : [{ rid, from: record.from, kind: record.kind, to: record.to }]
  })
  for (const [kind, rows] of groupBy(gone, (relationship) => relationship.kind))
    await runRows(
      run,
      `UNWIND $rows AS row
       MATCH (a:Resource {id: row.from})
       MATCH (b:Resource {id: row.to})
       MATCH (a)-[r:${quoted(kind)} {rid: row.rid}]->(b)
       DELETE r`,
      rows,
    )
  await runRows(
    run,
    `UNWIND $rows AS row
     MATCH (n:Resource {id: row.id})
     DETACH DELETE n`,
    plan.removedNodes.map((id) => ({ id })),
  )
}

async function changeNodes(run: Run, nodes: readonly NodeWrite[]): Promise<void> {
  for (const group of groupBy(nodes, ({ record, oldKind }) => `${oldKind} ${record.kind}`).values()) {
    const kind = group[0]?.record.kind ?? ''
    const oldKind = group[0]?.oldKind ?? kind
    const relabel = kind === oldKind ? '' : `REMOVE n${labelsOf(oldKind)} SET n${labelsOf(kind)} `
    await runRows(
      run,
      `UNWIND $rows AS row
       MATCH (n:Resource {id: row.id})
       ${relabel}SET n = row`,
      group.map(({ stored }) => stored),
    )
  }
}

const counts = (plan: PublishPlan): Pick<PublishResult, 'nodes' | 'relationships'> => ({
  nodes: {
    added: plan.addedNodes.length,
    changed: plan.changedNodes.length,
    removed: plan.removedNodes.length,
  },
  relationships: {
    added: plan.stagedRelationships.length + plan.addedRelationships.length,
    changed: plan.changedRelationships.length,
    removed: plan.removedRelationships.length,
  },
})
