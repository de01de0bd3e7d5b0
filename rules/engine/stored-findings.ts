import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { findingRecord, type SeenIn, seenIn } from '../../queries/finding-record.ts'
import { alive, storedTexts } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import { FINDING_STATUSES, type Finding } from './rule.ts'
import { severityRank } from './severity.ts'

const stored = findingRecord.extend({
  status: z.enum(FINDING_STATUSES),
  ruleKind: z.enum(['misconfiguration', 'toxic-combination']),
  knownFailure: z.literal(true).nullish(),
  resolvedAt: z.string().nullish(),
  resolvedIn: z.string().nullish(),
  lapsed: storedTexts.nullish(),
})

const findingsOfScan = defineQuery({
  name: 'findings-of-scan',
  cypher: `
    MATCH (f:Finding)
    WHERE ${alive('f')}
    RETURN properties(f) AS record`,
  params: z.object({ sequence: z.number() }),
  row: z.object({ record: stored }),
})

/** Without the requirements, which its rule has, and as columns: a database hands these over much faster than maps. */
const leanRecord = stored.omit({ frameworks: true })
const COLUMNS = Object.keys(leanRecord.shape)
const leanFindingsOfScan = defineQuery({
  name: 'lean-findings-of-scan',
  cypher: `
    MATCH (f:Finding)
    WHERE ${alive('f')} AND ($rules IS NULL OR f.rule IN $rules)
    RETURN ${COLUMNS.map((name) => `f.${name} AS ${name}`).join(', ')}`,
  params: z.object({ sequence: z.number(), rules: z.array(z.string()).nullable() }),
  row: leanRecord,
})

const scanBefore = defineQuery({
  name: 'scan-before',
  cypher: `
    MATCH (s:Scan)
    WHERE s.complete AND s.sequence < $sequence
    RETURN s.startedAt AS startedAt
    ORDER BY s.sequence DESC
    LIMIT 1`,
  params: z.object({ sequence: z.number() }),
  row: z.object({ startedAt: z.string() }),
})

/**
 * The findings of the scan before this one, while this one's own are not stored yet; without their requirements.
 * `rules`: those of these alone; null for all.
 */
export async function readFindings(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
  rules: readonly string[] | null = null,
): Promise<readonly Finding[]> {
  const [before] = await runQuery(store, scanBefore, { sequence })
  if (before === undefined) return []
  const rows = await runQuery(store, leanFindingsOfScan, { sequence, rules })
  return rows.map((record) => asFinding(seenIn(before, { ...record, frameworks: null })))
}

/** The findings of a scan that is stored whole. */
export async function findingsOf(
  store: Pick<GraphStore, 'read'>,
  scan: Pick<Scan, 'sequence' | 'startedAt'>,
): Promise<readonly Finding[]> {
  const rows = await runQuery(store, findingsOfScan, { sequence: scan.sequence })
  return rows.map(({ record }) => asFinding(seenIn(scan, record)))
}

/** What `store.keep(scan, 'Finding', ...)` takes: what a scan finds as it was before is the same record. */
export function storedFinding(finding: Finding, scan: Pick<Scan, 'startedAt'>): Props {
  const { lastSeen, path, frameworks, lapsed, ...rest } = finding
  return {
    ...rest,
    frameworks: [...frameworks],
    ...(path && { path: [...path] }),
    ...(lapsed && { lapsed: [...lapsed] }),
    ...(lastSeen !== scan.startedAt && { lastSeen }),
  }
}

function asFinding(record: SeenIn<z.infer<typeof stored>>): Finding {
  const { path, premises, lapsed, ...rest } = record
  const { knownFailure, raised, resolvedAt, resolvedIn, reopenedAt, reopenedBecause, exception, ...always } =
    rest
  return {
    ...always,
    severityRank: severityRank(record.severity),
    service: record.service ?? '',
    subjectName: record.subjectName ?? record.subject,
    subjectKind: record.subjectKind ?? '',
    account: record.account ?? '',
    frameworks: record.frameworks ?? [],
    ...(path && { path }),
    ...(raised && { raised }),
    ...(knownFailure && { knownFailure }),
    ...(resolvedAt && { resolvedAt }),
    ...(resolvedIn && { resolvedIn }),
    ...(reopenedAt && { reopenedAt }),
    ...(reopenedBecause && { reopenedBecause }),
    ...(exception && { exception }),
    ...(premises && { premises }),
    ...(lapsed && { lapsed }),
  }
}
