import pLimit from 'p-limit'
import { groupBy } from '../../graph/group-by.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { CoverageEntry, NodeRecord } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { resultsOfRules } from '../../queries/posture-records.ts'
import { runQuery } from '../../queries/query.ts'
import { answeredOnce } from './answered-once.ts'
import { applyExceptions } from './apply-exceptions.ts'
import type { Evaluation } from './evaluation.ts'
import { type Outcome, settleFindings } from './findings.ts'
import { ledgerOf } from './ledger.ts'
import { type Memory, readMemory } from './memory.ts'
import { raterOf } from './raise.ts'
import { type Readiness, readinessOf } from './readiness.ts'
import type { Finding, Rule, RuleResult } from './rule.ts'
import { readFindings } from './stored-findings.ts'
import { readSubjects, type Subject, type Subjects, subjectsAmong } from './subjects.ts'
import { Tallies } from './tallies.ts'
import { askStore, RuleFailedError, type RuleRun, type Verdicts } from './verdicts.ts'

export interface EvaluateRequest {
  readonly store: Pick<GraphStore, 'read'>
  readonly rules: readonly Rule[]
  readonly coverage: readonly CoverageEntry[]
  /** The scan whose graph is in the store; its start is "now" for rules about age. */
  readonly scan: Pick<Scan, 'id' | 'sequence' | 'startedAt'>
  /** The nodes of that graph by id, where they are at hand. Default: those in the store. */
  readonly nodes?: ReadonlyMap<string, NodeRecord>
  /** Findings of the scan before. Default: those in the store. */
  readonly previous?: readonly Finding[]
  /** Milliseconds for each query of a rule. Default 30,000. */
  readonly timeout?: number
  /** Rules that run at the same time. Default 4. */
  readonly concurrency?: number
}

/**
 * Runs every rule in the store. A resource that needs what was not read is not evaluated, and so is everything of a
 * rule that fails or takes too long; neither ever counts as passed. Rules of which nothing can have changed since the
 * scan before are not run.
 */
export async function evaluateRules(request: EvaluateRequest): Promise<Evaluation> {
  const { store, rules, scan } = request
  const memory = request.previous === undefined ? await readMemory(store, request) : null
  const unmoved = memory?.unmoved ?? new Set<string>()
  const moved = rules.filter(({ id }) => !unmoved.has(id))
  const among = memory === null || unmoved.size === 0 ? null : idsOf(moved, memory)
  const previous = request.previous ?? (await readFindings(store, scan.sequence, among))
  const [outcomes, resultsOfRest] = await Promise.all([
    runRules({ ...request, rules: moved }, memory, previous),
    resultsBefore(store, scan.sequence, unmoved),
  ])
  const evaluation = {
    findings: settleFindings({ outcomes, previous, scan }),
    results: inOrder(rules, [...outcomes.flatMap((outcome) => outcome.results), ...resultsOfRest]),
    among,
    unanswered: new Set(outcomes.flatMap(({ rule, unanswered }) => (unanswered ? [rule.id] : []))),
  }
  return applyExceptions(store, evaluation, { sequence: scan.sequence, at: scan.startedAt })
}

/** Rules that were evaluated in the scan before and are no more have no findings either. */
const idsOf = (moved: readonly Rule[], { evaluated, unmoved }: Memory): readonly string[] => [
  ...new Set([...moved.map(({ id }) => id), ...evaluated.filter((id) => !unmoved.has(id))]),
]

async function runRules(
  request: EvaluateRequest,
  memory: Memory | null,
  previous: readonly Finding[],
): Promise<readonly Outcome[]> {
  const { store, rules, scan } = request
  const ledger = ledgerOf(request.coverage)
  const shared = answeredOnce(store)
  const timeout = request.timeout ?? 30_000
  const limit = pLimit(request.concurrency ?? 4)
  const subjects = await subjectsOfRules(request)
  const before = groupBy(previous, (finding) => finding.rule)
  return limit.map(rules, (rule) =>
    evaluateRule(rule, readinessOf(rule, ledger), {
      store,
      shared,
      remembered: memory?.of(rule, before.get(rule.id) ?? []) ?? null,
      subjects: subjects.get(rule.subject) ?? new Map(),
      now: scan.startedAt,
      timeout,
    }),
  )
}

function inOrder(rules: readonly Rule[], results: readonly RuleResult[]): readonly RuleResult[] {
  const byRule = groupBy(results, ({ rule }) => rule)
  return rules.flatMap(({ id }) => byRule.get(id) ?? [])
}

/** How rules ended in the scan before. */
async function resultsBefore(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
  rules: ReadonlySet<string>,
): Promise<readonly RuleResult[]> {
  if (rules.size === 0) return []
  const rows = await runQuery(store, resultsOfRules, { sequence })
  return rows.flatMap(({ results }) => results).filter(({ rule }) => rules.has(rule))
}

async function subjectsOfRules({
  store,
  rules,
  nodes,
}: EvaluateRequest): Promise<ReadonlyMap<string, Subjects>> {
  const among = nodes === undefined ? null : subjectsAmong(nodes)
  const subjects = new Map<string, Subjects>()
  for (const kind of new Set(rules.map((rule) => rule.subject)))
    subjects.set(kind, among?.(kind) ?? (await readSubjects(store, kind)))
  return subjects
}

async function evaluateRule(rule: Rule, readiness: Readiness, run: RuleRun): Promise<Outcome> {
  try {
    return judge(rule, readiness, run.subjects, await askStore(rule, run))
  } catch (error) {
    if (!(error instanceof RuleFailedError)) throw error
    return leaveOpen(rule, readiness, run.subjects, `The rule could not be run: ${error.message}`)
  }
}

/** How each resource ends: fail, pass or not evaluated. */
function judge(rule: Rule, readiness: Readiness, subjects: Subjects, verdicts: Verdicts): Outcome {
  const tallies = new Tallies(rule)
  const ratingOf = raterOf(rule)
  const failing: Outcome['failing'][number][] = []
  const open = new Map<string, string>()
  const leave = (subject: Subject, reason: string): void => {
    open.set(subject.id, reason)
    tallies.of(subject.account).leave(reason)
  }
  for (const id of verdicts.population) {
    const subject = subjects.get(id)
    if (subject === undefined) continue
    const gap = readiness.ofSubject(subject)
    const failure = verdicts.failures.get(id)
    if (gap !== null) leave(subject, gap)
    else if (failure !== undefined) {
      const rating = ratingOf(subject)
      failing.push({ subject, failure, rating })
      tallies.of(subject.account).count('fail', rating.severity)
    } else if (verdicts.unknown.has(id)) leave(subject, notKnown(rule))
    else if (readiness.elsewhere !== null) leave(subject, readiness.elsewhere)
    else tallies.of(subject.account).count('pass', ratingOf(subject).severity)
  }
  for (const account of readiness.accounts) tallies.close(account, readiness)
  return { rule, subjects, failing, open, results: tallies.results(), unanswered: false }
}

const notKnown = ({ requires, confirmedBy }: Rule): string =>
  `not known: ${[...requires, ...(confirmedBy === null ? [] : [`that it is listed in ${confirmedBy}`])].join(', ')}`

/** Nothing is known of any subject. */
function leaveOpen(rule: Rule, readiness: Readiness, subjects: Subjects, reason: string): Outcome {
  const tallies = new Tallies(rule)
  // A class has kinds of other clouds too.
  const own = [...subjects.values()].filter(({ kind }) => NODE_KINDS.get(kind)?.provider === rule.provider)
  for (const { account } of own) tallies.of(account).leave(reason)
  for (const account of readiness.accounts) tallies.of(account).giveReason(reason)
  const open = new Map(own.map(({ id }) => [id, reason]))
  return { rule, subjects, failing: [], open, results: tallies.results(), unanswered: true }
}
