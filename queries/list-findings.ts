import { z } from 'zod'
import { findingRecord } from './finding-record.ts'
import { alive, count, texts } from './fragments.ts'
import { defineQuery, type Query } from './query.ts'

const filterShape = {
  sequence: z.number(),
  rules: texts.nullable(),
  severities: texts.nullable(),
  /** Null: every finding that is not resolved. */
  statuses: texts.nullable(),
  accounts: texts.nullable(),
  services: texts.nullable(),
  /** A framework (`cis-aws-5.0`) or one of its requirements (`cis-aws-5.0:2.1.4`). */
  frameworks: texts.nullable(),
  subject: z.string().nullable(),
  /** Id of the exception that covers it. */
  exception: z.string().nullable(),
  ruleKind: z.string().nullable(),
  /** In lower case. */
  search: z.string().nullable(),
}
const filter = z.object(filterShape)

/** What no facet covers, so that every facet is counted under it. */
const BASE = `
      ${alive('f')}
      AND ($subject IS NULL OR f.subject = $subject)
      AND ($exception IS NULL OR f.exception = $exception)
      AND ($ruleKind IS NULL OR f.ruleKind = $ruleKind)
      AND ($search IS NULL OR toLower(f.title) CONTAINS $search OR toLower(f.subject) CONTAINS $search
        OR toLower(coalesce(f.subjectName, '')) CONTAINS $search)`

const MATCHES = `${BASE}
      AND ($rules IS NULL OR f.rule IN $rules)
      AND ($severities IS NULL OR f.severity IN $severities)
      AND (($statuses IS NULL AND f.status <> 'resolved') OR f.status IN $statuses)
      AND ($accounts IS NULL OR f.account IN $accounts)
      AND ($services IS NULL OR f.service IN $services)
      AND ($frameworks IS NULL OR any(wanted IN $frameworks WHERE wanted IN f.frameworks)
        OR any(prefix IN [wanted IN $frameworks | wanted + ':'] WHERE
          any(requirement IN f.frameworks WHERE requirement STARTS WITH prefix)))`

/** What findings are sorted by; ties go by rule, then id. */
const SORT_VALUES = {
  severity: `CASE f.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2
      WHEN 'low' THEN 1 ELSE 0 END`,
  firstSeen: 'f.firstSeen',
  rule: 'f.rule',
  subject: 'coalesce(f.subjectName, f.subject)',
} as const
export type FindingOrder = keyof typeof SORT_VALUES

const params = filter.extend({
  after: z.object({ value: z.union([z.string(), z.number()]), rule: z.string(), id: z.string() }).nullable(),
  limit: count,
})
const row = z.object({ value: z.union([z.string(), z.number()]), record: findingRecord })

/** One page of findings, in one of the orders that the API offers. Records are read after the cut: they are slow to sort. */
export function listFindings(
  order: FindingOrder,
  direction: 'asc' | 'desc',
): Query<z.infer<typeof params>, z.infer<typeof row>> {
  return defineQuery({
    name: `list-findings-${order}-${direction}`,
    cypher: `
    MATCH (f:Finding)
    WHERE ${MATCHES}
    WITH f, ${SORT_VALUES[order]} AS value
    WHERE $after IS NULL
      OR value ${direction === 'asc' ? '>' : '<'} $after.value
      OR (value = $after.value AND f.rule > $after.rule)
      OR (value = $after.value AND f.rule = $after.rule AND f.id > $after.id)
    WITH f, value
    ORDER BY value ${direction.toUpperCase()}, f.rule, f.id
    LIMIT $limit
    RETURN value, f.rule AS rule, f.id AS id, properties(f) AS record
    ORDER BY value ${direction.toUpperCase()}, rule, id`,
    params,
    row,
  })
}

/** Findings grouped by all that facets count; the total is the sum over the groups that pass the filter. */
export const countFindings = defineQuery({
  name: 'count-findings',
  cypher: `
    MATCH (f:Finding)
    WHERE ${BASE}
    RETURN f.rule AS rule, f.severity AS severity, f.status AS status, f.account AS account,
      f.service AS service, f.frameworks AS frameworks, count(*) AS count`,
  params: z.object({
    sequence: filterShape.sequence,
    subject: filterShape.subject,
    exception: filterShape.exception,
    ruleKind: filterShape.ruleKind,
    search: filterShape.search,
  }),
  row: z.object({
    rule: z.string(),
    severity: z.string(),
    status: z.string(),
    account: z.string().nullable(),
    service: z.string().nullable(),
    frameworks: texts.nullable(),
    count,
  }),
})
export type FindingGroup = z.infer<(typeof countFindings)['row']>
