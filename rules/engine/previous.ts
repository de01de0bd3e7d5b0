import { z } from 'zod'
import type { GraphStore } from '../../graph/store/port.ts'
import { findingRecord } from '../../queries/finding-record.ts'
import { alive } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import { FINDING_STATUSES, type Finding } from './rule.ts'
import { severityRank } from './severity.ts'

const stored = findingRecord.extend({
  status: z.enum(FINDING_STATUSES),
  ruleKind: z.enum(['misconfiguration', 'toxic-combination']),
  knownFailure: z.literal(true).nullish(),
  resolvedAt: z.string().nullish(),
  resolvedIn: z.string().nullish(),
  reopenedAt: z.string().nullish(),
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

/** The findings that a scan has; before its own are stored, those of the scan before. */
export async function readFindings(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
): Promise<readonly Finding[]> {
  const rows = await runQuery(store, findingsOfScan, { sequence })
  return rows.map(({ record }) => asFinding(record))
}

function asFinding(record: z.infer<typeof stored>): Finding {
  const { path, knownFailure, resolvedAt, resolvedIn, reopenedAt, ...rest } = record
  return {
    ...rest,
    severityRank: severityRank(record.severity),
    service: record.service ?? '',
    subjectName: record.subjectName ?? record.subject,
    subjectKind: record.subjectKind ?? '',
    account: record.account ?? '',
    frameworks: record.frameworks ?? [],
    ...(path && { path }),
    ...(knownFailure && { knownFailure }),
    ...(resolvedAt && { resolvedAt }),
    ...(resolvedIn && { resolvedIn }),
    ...(reopenedAt && { reopenedAt }),
  }
}
