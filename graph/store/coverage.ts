import type { CoverageEntry } from '../snapshot/records.ts'
import { runRows } from './batches.ts'
import type { Run, Visit } from './engine.ts'
import { text } from './stored-record.ts'

/**
 * The snapshot's own coverage ledger, which the next merge needs. It is kept as text beside the graph; what
 * people ask about coverage is answered from the `Coverage` collection.
 */
const ENTRIES_PER_PART = 500

export async function replaceCoverage(run: Run, coverage: readonly CoverageEntry[]): Promise<void> {
  const parts: { part: number; json: string }[] = []
  for (let start = 0; start < coverage.length; start += ENTRIES_PER_PART)
    parts.push({ part: parts.length, json: JSON.stringify(coverage.slice(start, start + ENTRIES_PER_PART)) })
  await run('MATCH (l:CoverageLedger) DELETE l')
  await runRows(
    run,
    `UNWIND $rows AS row
     CREATE (l:CoverageLedger)
     SET l = row`,
    parts,
  )
}

export async function readCoverage(visit: Visit): Promise<readonly CoverageEntry[]> {
  const entries: CoverageEntry[] = []
  await visit('MATCH (l:CoverageLedger) RETURN l.json ORDER BY l.part', {}, ([json]) => {
    const part: readonly CoverageEntry[] = JSON.parse(text(json))
    entries.push(...part)
  })
  return entries
}
