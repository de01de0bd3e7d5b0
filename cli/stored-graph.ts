import { type AttackGraph, buildAttackGraph } from '../graph/paths/graph.ts'
import { graphsFor, type SearchGraphs } from '../graph/paths/search.ts'
import { withCrownJewels } from '../graph/paths/settings.ts'
import type { Snapshot } from '../graph/snapshot/records.ts'
import type { Scan } from '../graph/store/port.ts'
import type { Context } from './context.ts'
import { loadGraph, savedGraphFile } from './saved-graph.ts'

const EMPTY: Snapshot = { nodes: new Map(), relationships: new Map(), coverage: [] }

/** The attack graph of the newest scan: the one that was kept with it, else built from the store. */
async function storedGraph(context: Context, scan: Scan): Promise<AttackGraph> {
  const file = savedGraphFile(context.storeUri, context.io.env)
  const kept = file === null ? null : await loadGraph(file, scan.id, await context.config())
  return kept ?? buildAttackGraph(await snapshotOf(context))
}

/** What is searched under the assumptions: those that change edges need the records of all of them. */
export async function storedGraphs(
  context: Context,
  scan: Scan,
  assume: readonly string[],
): Promise<SearchGraphs> {
  if (assume.length > 0) return graphsFor(await snapshotOf(context), assume)
  const graph = await storedGraph(context, scan)
  return { graph, plain: graph }
}

async function snapshotOf(context: Context): Promise<Snapshot> {
  const snapshot = await (await context.store()).loadSnapshot()
  return withCrownJewels(snapshot ?? EMPTY, await context.config())
}
