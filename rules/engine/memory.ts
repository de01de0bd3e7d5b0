import { z } from 'zod'
import { groupBy } from '../../graph/group-by.ts'
import { kindsOf } from '../../graph/schema/labels.ts'
import { canonicalJson, shortHash } from '../../graph/snapshot/hash.ts'
import type { Props } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { count, storedJson } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import type { Finding, Rule } from './rule.ts'
import { asksForTime, type Changes, isTouched, narrowedQuery } from './rule-reach.ts'
import type { Failure } from './verdicts.ts'

/** What a rule need not ask again. */
export interface Remembered {
  /** Failures of the scan before, of subjects that are as they were. */
  readonly failures: readonly Failure[]
  /** Asks for the rest; null when there is none. */
  readonly query: { readonly cypher: string; readonly changedSubjects: readonly string[] } | null
}

/** More changes than this, and asking everything is as fast. */
const MANY_CHANGES = 50_000
const RECORD = 'evaluated-rules'

const evaluatedRules = defineQuery({
  name: 'evaluated-rules',
  cypher: 'MATCH (s:Setting {id: $id}) RETURN s.sequence AS sequence, s.rules AS rules',
  params: z.object({ id: z.string() }),
  row: z.object({ sequence: count, rules: storedJson(z.record(z.string(), z.string())) }),
})

const changesOfScan = defineQuery({
  name: 'changes-of-scan',
  cypher: `
    MATCH (c:Change {sequence: $sequence})
    RETURN c.type AS type, c.op AS op, c.subject AS subject, c.kind AS kind,
      CASE WHEN c.type = 'node' AND c.op = 'changed' AND c.before CONTAINS '"kind"' THEN c.before END AS before
    LIMIT ${MANY_CHANGES}`,
  params: z.object({ sequence: count }),
  row: z.object({
    type: z.enum(['node', 'relationship']),
    op: z.enum(['added', 'changed', 'removed']),
    subject: z.string(),
    kind: z.string(),
    before: storedJson(z.looseObject({ kind: z.string().optional() })).nullish(),
  }),
})

/**
 * What this evaluation may take from the one of the scan before. Null when that one is not known to be whole, or so
 * much changed that nothing is won.
 */
export async function readMemory(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
  previous: readonly Finding[],
): Promise<((rule: Rule) => Remembered | null) | null> {
  const [evaluated] = await runQuery(store, evaluatedRules, { id: RECORD })
  if (evaluated === undefined || evaluated.sequence !== sequence - 1) return null
  const rows = await runQuery(store, changesOfScan, { sequence })
  if (rows.length === MANY_CHANGES) return null
  const nodes = rows.filter(({ type }) => type === 'node')
  const changes: Changes = {
    nodes: new Map(nodes.flatMap(({ op, subject, kind }) => (op === 'removed' ? [] : [[subject, kind]]))),
    kinds: new Set(nodes.flatMap(({ kind, before }) => [kind, ...(before?.kind ? [before.kind] : [])])),
    relationships: new Set(rows.flatMap(({ type, kind }) => (type === 'node' ? [] : [kind]))),
  }
  const byRule = groupBy(previous, (finding) => finding.rule)
  return (rule) =>
    evaluated.rules[rule.id] === fingerprint(rule)
      ? remembered(rule, byRule.get(rule.id) ?? [], changes)
      : null
}

function remembered(rule: Rule, previous: readonly Finding[], changes: Changes): Remembered | null {
  // What was left open does not say whether it fails.
  if (previous.some(({ status }) => status === 'not-evaluated')) return null
  if (asksForTime(rule)) return null
  const failing = previous.filter(({ status }) => status === 'fail' || status === 'excepted')
  const asFailure = ({ subject, path, detail }: Finding): Failure => ({
    subject,
    detail,
    ...(path && { path }),
  })
  const cypher = narrowedQuery(rule)
  if (cypher === null)
    return isTouched(rule.query, changes) ? null : { failures: failing.map(asFailure), query: null }
  const kinds = new Set(kindsOf(rule.subject).map(({ kind }) => kind))
  const changedSubjects = [...changes.nodes].flatMap(([id, kind]) => (kinds.has(kind) ? [id] : []))
  return {
    failures: failing.filter(({ subject }) => !changes.nodes.has(subject)).map(asFailure),
    query: changedSubjects.length === 0 ? null : { cypher, changedSubjects },
  }
}

/** For `store.put('Setting', …)` once the scan's findings are kept: what the next evaluation may build upon. */
export const evaluatedRecord = (scan: Pick<Scan, 'sequence'>, rules: readonly Rule[]): Props => ({
  id: RECORD,
  sequence: scan.sequence,
  rules: Object.fromEntries(rules.map((rule) => [rule.id, fingerprint(rule)])),
})

/** Equal as long as the rule's query gives the same of the same graph. */
const fingerprint = ({ title, subject, query, parameters }: Rule): string =>
  shortHash(canonicalJson([title, subject, query, parameters]))
