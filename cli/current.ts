import type { GraphStore, Scan } from '../graph/store/port.ts'
import { newestScans, scanBySequence } from '../queries/list-scans.ts'
import { runQuery } from '../queries/query.ts'
import { UsageError } from './exit.ts'

const EMPTY = 'the store is empty: chokepoint ingest aws, chokepoint ingest file PATH, or chokepoint demo'

/** The newest scan whose findings and paths are stored. @throws UsageError while there is none. */
export async function currentScan(store: GraphStore): Promise<Scan> {
  const [newest] = await runQuery(store, newestScans, {})
  const sequence = newest?.complete ?? 0
  const [scan] = sequence === 0 ? [] : await runQuery(store, scanBySequence, { sequence })
  if (scan === undefined) throw new UsageError(EMPTY)
  return scan
}
