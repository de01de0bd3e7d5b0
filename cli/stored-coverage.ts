import type { CoverageEntry } from '../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'
import { listCoverage } from '../queries/list-coverage.ts'
import { runQuery } from '../queries/query.ts'

const ALL = 1_000_000

/** What was read by a scan and what could not be, those that could not first. */
export async function storedCoverage(
  store: Pick<GraphStore, 'read'>,
  scan: Pick<Scan, 'sequence'>,
): Promise<readonly CoverageEntry[]> {
  const rows = await runQuery(store, listCoverage, {
    sequence: scan.sequence,
    states: null,
    accounts: null,
    afterRead: null,
    afterId: null,
    limit: ALL,
  })
  return rows.map(({ record: { id: _id, reason, missing, ...entry } }) => ({
    ...entry,
    reason: reason ?? null,
    missing: (missing ?? []).map(({ call, state, resource }) => ({
      call,
      state,
      resource: resource ?? null,
    })),
  }))
}
