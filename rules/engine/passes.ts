import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { ledgerOf } from './ledger.ts'
import { readinessOf } from './readiness.ts'
import type { Rule } from './rule.ts'
import { readSubjects, type Subject } from './subjects.ts'
import { askStore, RuleFailedError } from './verdicts.ts'

export interface PassesRequest {
  readonly store: Pick<GraphStore, 'read'>
  readonly rule: Rule
  readonly coverage: readonly CoverageEntry[]
  /** The scan whose graph is in the store. */
  readonly scan: Pick<Scan, 'startedAt'>
  /** Milliseconds for each query. Default 30,000. */
  readonly timeout?: number
}

/**
 * The resources that pass a rule, by id: they are not stored, but asked for when somebody wants to see them. None when
 * the rule cannot be run.
 */
export async function passesOf(request: PassesRequest): Promise<readonly Subject[]> {
  const { store, rule, coverage, scan, timeout = 30_000 } = request
  const readiness = readinessOf(rule, ledgerOf(coverage))
  if (readiness.elsewhere !== null) return []
  const subjects = await readSubjects(store, rule.subject)
  try {
    const verdicts = await askStore(rule, { store, subjects, now: scan.startedAt, timeout })
    return [...verdicts.population]
      .filter((id) => !verdicts.failures.has(id) && !verdicts.unknown.has(id))
      .sort()
      .flatMap((id) => {
        const subject = subjects.get(id)
        return subject !== undefined && readiness.ofSubject(subject) === null ? [subject] : []
      })
  } catch (error) {
    if (error instanceof RuleFailedError) return []
    throw error
  }
}
