import { StaleTokenError } from '../../graph/store/errors.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { countExcepted, listExceptions } from '../../queries/exceptions.ts'
import { newestComplete } from '../../queries/newest-complete.ts'
import { resultsOfRules } from '../../queries/posture-records.ts'
import { runQuery } from '../../queries/query.ts'
import type { Evaluation } from './evaluation.ts'
import { endOf, exceptFindings, exceptResults, isAbout } from './exceptions.ts'
import { keepEvaluation } from './keep-evaluation.ts'
import { readWorld } from './premise.ts'
import { findingsOf } from './stored-findings.ts'

interface Moment {
  /** The scan whose graph and paths the facts are read from. */
  readonly sequence: number
  /** The time that expiry is held against. */
  readonly at: string
}

/** An evaluation in the light of the exceptions that are stored now. */
export async function applyExceptions(
  store: Pick<GraphStore, 'read'>,
  evaluation: Evaluation,
  { sequence, at }: Moment,
): Promise<Evaluation> {
  const exceptions = (await runQuery(store, listExceptions, {})).map(({ record }) => record)
  const { findings, results } = evaluation
  const concerned = findings.filter(
    (finding) =>
      (finding.status === 'fail' || finding.status === 'excepted') &&
      (finding.exception !== undefined || exceptions.some((exception) => isAbout(exception, finding))),
  )
  if (concerned.length === 0) return evaluation
  const world = await readWorld(store, sequence, [...new Set(concerned.map(({ subject }) => subject))])
  const settled = exceptFindings(findings, { exceptions, world, at })
  return { ...evaluation, findings: settled, results: exceptResults(results, settled) }
}

/**
 * Holds the findings of the newest scan against the exceptions anew: after one was made, changed or ran out. A scan
 * that is being written meanwhile looks at the exceptions itself.
 */
export async function reapplyExceptions(store: Pick<GraphStore, 'read' | 'keep'>, at: string): Promise<void> {
  const [scan] = await runQuery(store, newestComplete, { limit: 1 })
  if (scan === undefined) return
  const { sequence } = scan
  const findings = await findingsOf(store, scan)
  const results = (await runQuery(store, resultsOfRules, { sequence })).flatMap((row) => row.results)
  const evaluation = await applyExceptions(
    store,
    { findings, results, among: null, unanswered: new Set() },
    { sequence, at },
  )
  try {
    await keepEvaluation(store, scan, evaluation)
  } catch (error) {
    if (!(error instanceof StaleTokenError)) throw error
  }
}

/** Whether an exception ran out that findings are still excepted by. */
export async function exceptionRanOut(store: Pick<GraphStore, 'read'>, at: string): Promise<boolean> {
  const rows = await runQuery(store, listExceptions, {})
  const ended = rows.map(({ record }) => record).filter((record) => endOf(record, at) !== null)
  if (ended.length === 0) return false
  const [row] = await runQuery(store, countExcepted, { exceptions: ended.map(({ id }) => id) })
  return (row?.count ?? 0) > 0
}
