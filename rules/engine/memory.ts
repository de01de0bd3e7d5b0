import { z } from 'zod'
import { kindsOf } from '../../graph/schema/labels.ts'
import { canonicalJson, shortHash } from '../../graph/snapshot/hash.ts'
import type { CoverageEntry, Props } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { count, storedJson } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import { readChanges } from './changes.ts'
import type { Failure, Remembered } from './failure.ts'
import type { Finding, Rule } from './rule.ts'
import { asksForTime, type Changes, isTouched, narrowedQuery } from './rule-reach.ts'
import { unmovedRules } from './unmoved.ts'

/** What an evaluation may take from the one of the scan before. */
export interface Memory {
  /** Ids of rules that end in everything as they did. */
  readonly unmoved: ReadonlySet<string>
  /** Ids of all rules that were evaluated then, of those that are no more among them. */
  readonly evaluated: readonly string[]
  /** Of one of the others; `previous` are its findings then. Null where it has to ask everything. */
  of(rule: Rule, previous: readonly Finding[]): Remembered | null
}

/** What is evaluated: the same as for the record that the next evaluation finds. */
export interface Evaluated {
  readonly scan: Pick<Scan, 'sequence' | 'startedAt'>
  readonly rules: readonly Rule[]
  readonly coverage: readonly CoverageEntry[]
}

const RECORD = 'evaluated-rules'

const fingerprints = z.object({ asks: z.string(), whole: z.string() })
type Fingerprints = z.infer<typeof fingerprints>

const evaluatedRules = defineQuery({
  name: 'evaluated-rules',
  cypher:
    'MATCH (s:Setting {id: $id}) RETURN s.sequence AS sequence, s.coverage AS coverage, s.rules AS rules',
  params: z.object({ id: z.string() }),
  row: z.object({
    sequence: count,
    coverage: z.string().nullable(),
    rules: storedJson(z.record(z.string(), fingerprints.or(z.string()))),
  }),
})

/** Null when the evaluation of the scan before is not known to be whole, or so much changed that nothing is won. */
export async function readMemory(
  store: Pick<GraphStore, 'read'>,
  { scan, rules, coverage }: Evaluated,
): Promise<Memory | null> {
  const [record] = await runQuery(store, evaluatedRules, { id: RECORD })
  if (record === undefined || record.sequence !== scan.sequence - 1) return null
  const changes = await readChanges(store, scan.sequence)
  if (changes === null) return null
  const known = new Map(
    rules.flatMap((rule): [string, { asks: boolean; whole: boolean }][] => {
      const before = record.rules[rule.id]
      if (before === undefined || typeof before === 'string') return []
      const now = fingerprintsOf(rule)
      return [[rule.id, { asks: before.asks === now.asks, whole: before.whole === now.whole }]]
    }),
  )
  const same =
    record.coverage === coverageHash(coverage) ? rules.filter(({ id }) => known.get(id)?.whole === true) : []
  const unmoved = await unmovedRules(store, same, changes, scan)
  return {
    unmoved: new Set(unmoved.map(({ id }) => id)),
    evaluated: Object.keys(record.rules),
    of: (rule, previous) => (known.get(rule.id)?.asks === true ? remembered(rule, previous, changes) : null),
  }
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
  if (!isTouched(rule.query, changes)) return { failures: failing.map(asFailure), query: null }
  const cypher = narrowedQuery(rule)
  if (cypher === null) return null
  const kinds = new Set(kindsOf(rule.subject).map(({ kind }) => kind))
  const changedSubjects = [...changes.nodes].flatMap(([id, kind]) => (kinds.has(kind) ? [id] : []))
  return {
    failures: failing.filter(({ subject }) => !changes.nodes.has(subject)).map(asFailure),
    query: changedSubjects.length === 0 ? null : { cypher, changedSubjects },
  }
}

/**
 * For `store.put('Setting', …)` once the scan's findings are kept: what the next evaluation may build upon. Rules in
 * `unanswered` could not be run; nothing is remembered of them.
 */
export const evaluatedRecord = (
  { scan, rules, coverage }: Evaluated,
  unanswered: ReadonlySet<string>,
): Props => ({
  id: RECORD,
  sequence: scan.sequence,
  coverage: coverageHash(coverage),
  rules: Object.fromEntries(
    rules.map((rule) => [rule.id, unanswered.has(rule.id) ? '' : { ...fingerprintsOf(rule) }]),
  ),
})

/** `asks`: equal as long as the rule's query gives the same of the same graph; `whole`: as long as its findings are. */
function fingerprintsOf(rule: Rule): Fingerprints {
  const { title, subject, query, parameters } = rule
  const { kind, severity, service, provider, frameworks, needs, requires, population } = rule
  const asks = [title, subject, query, parameters]
  return {
    asks: shortHash(canonicalJson(asks)),
    whole: shortHash(
      canonicalJson([...asks, kind, severity, service, provider, frameworks, needs, requires, population]),
    ),
  }
}

/** Of all that a finding may tell of what was read, but when it was. */
const coverageHash = (coverage: readonly CoverageEntry[]): string =>
  shortHash(
    coverage
      .map(({ at: _at, ...entry }) =>
        canonicalJson({ ...entry, missing: entry.missing.map((call) => ({ ...call })) }),
      )
      .sort()
      .join(),
  )
