import { hash } from 'node:crypto'
import { distinctBy, groupBy } from '../../graph/group-by.ts'
import { accountKind } from '../../graph/schema/accounts.ts'
import type { Scan } from '../../graph/store/port.ts'
import type { Failure } from './failure.ts'
import type { Rating } from './raise.ts'
import { resolvedUntil } from './resolved-until.ts'
import type { Finding, Rule, RuleResult } from './rule.ts'
import { severityRank } from './severity.ts'
import type { Subject, Subjects } from './subjects.ts'

/** A resource that fails a rule, and how bad that is. */
export interface Failing {
  readonly subject: Subject
  readonly failure: Failure
  readonly rating: Rating
}

/** How one rule ended. */
export interface Outcome {
  readonly rule: Rule
  readonly subjects: Subjects
  readonly failing: readonly Failing[]
  /** Why a resource was not evaluated, by its id. */
  readonly open: ReadonlyMap<string, string>
  readonly results: readonly RuleResult[]
  /** It could not be run. */
  readonly unanswered: boolean
}

interface Settlement {
  readonly outcomes: readonly Outcome[]
  readonly previous: readonly Finding[]
  readonly scan: Pick<Scan, 'id' | 'startedAt'>
}

/** The same in every scan: what is wrong, and with what. */
const findingId = (rule: string, subject: string): string =>
  hash('sha256', `${rule}\u0000${subject}`, 'hex').slice(0, 24)

/** Findings of a scan, in the light of those of the scan before: first seen, still failing, resolved, reopened. */
export function settleFindings({ outcomes, previous, scan }: Settlement): readonly Finding[] {
  const before = groupBy(previous, (finding) => finding.rule)
  return outcomes
    .flatMap((outcome) => settleRule(outcome, before.get(outcome.rule.id) ?? [], scan))
    .sort(byRuleAndSubject)
}

function settleRule(
  outcome: Outcome,
  previous: readonly Finding[],
  scan: Settlement['scan'],
): readonly Finding[] {
  const known = previous.map((finding) => ({ ...finding, frameworks: outcome.rule.frameworks }))
  const before = new Map(known.map((finding) => [finding.id, finding]))
  const earlier = known.flatMap((finding) => noLongerFailing(finding, outcome, scan))
  const failing = outcome.failing.map((failing) => failingFinding(outcome.rule, failing, before, scan))
  // A rule about accounts may say two things of one: that it fails says most, that it was mended says least.
  const settled = [
    ...earlier.filter((finding) => finding.status === 'resolved'),
    ...openAccounts(outcome, before, scan),
    ...earlier.filter((finding) => finding.status === 'not-evaluated'),
    ...failing,
  ]
  return distinctBy(settled, ({ id }) => id)
}

const byRuleAndSubject = (one: Finding, other: Finding): number =>
  one.rule === other.rule ? compare(one.subject, other.subject) : compare(one.rule, other.rule)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const about = (rule: Rule, subject: Pick<Subject, 'id' | 'name' | 'kind' | 'account'>) => ({
  id: findingId(rule.id, subject.id),
  rule: rule.id,
  ruleKind: rule.kind,
  title: rule.title,
  severity: rule.severity,
  severityRank: severityRank(rule.severity),
  service: rule.service,
  subject: subject.id,
  subjectName: subject.name,
  subjectKind: subject.kind,
  account: subject.account,
  frameworks: rule.frameworks,
})

function failingFinding(
  rule: Rule,
  { subject, failure, rating }: Failing,
  before: ReadonlyMap<string, Finding>,
  scan: Settlement['scan'],
): Finding {
  const facts = about(rule, subject)
  const earlier = before.get(facts.id)
  const failedBefore =
    earlier !== undefined && (earlier.status !== 'not-evaluated' || earlier.knownFailure === true)
  const reopened = earlier?.status === 'resolved' ? { reopenedAt: scan.startedAt } : reopening(earlier)
  return {
    ...facts,
    ...exceptedBefore(earlier),
    severity: rating.severity,
    severityRank: severityRank(rating.severity),
    ...(rating.raised !== null && { raised: rating.raised }),
    // Whether it still is excepted is told by the exceptions (exceptions.ts).
    status: earlier?.exception === undefined ? 'fail' : 'excepted',
    firstSeen: failedBefore ? earlier.firstSeen : scan.startedAt,
    lastSeen: scan.startedAt,
    detail: failure.detail ?? rule.title,
    ...(failure.path && { path: failure.path }),
    ...reopened,
  }
}

const reopening = (earlier: Finding | undefined): Pick<Finding, 'reopenedAt' | 'reopenedBecause'> => ({
  ...(earlier?.reopenedAt !== undefined && { reopenedAt: earlier.reopenedAt }),
  ...(earlier?.reopenedBecause !== undefined && { reopenedBecause: earlier.reopenedBecause }),
})

const exceptedBefore = (
  earlier: Finding | undefined,
): Pick<Finding, 'exception' | 'premises' | 'lapsed'> => ({
  ...(earlier?.exception !== undefined && { exception: earlier.exception }),
  ...(earlier?.premises !== undefined && { premises: earlier.premises }),
  ...(earlier?.lapsed !== undefined && { lapsed: earlier.lapsed }),
})

/** A finding of the scan before that does not fail now: resolved only when that is known. */
function noLongerFailing(finding: Finding, outcome: Outcome, scan: Settlement['scan']): readonly Finding[] {
  if (finding.status === 'resolved') return isRecent(finding, scan) ? [finding] : []
  if (finding.status === 'not-evaluated' && finding.knownFailure !== true) return []
  const { resolvedAt: _at, resolvedIn: _in, ...still } = finding
  const reason = outcome.open.get(finding.subject)
  if (reason !== undefined) {
    const detail = `It failed when it was last evaluated, on ${finding.lastSeen}. Now it cannot be: ${reason}.`
    return [{ ...still, status: 'not-evaluated', knownFailure: true, detail }]
  }
  const {
    knownFailure: _known,
    exception: _exception,
    premises: _premises,
    lapsed: _lapsed,
    ...closed
  } = still
  const detail = outcome.subjects.has(finding.subject) ? 'It no longer fails.' : 'The resource is gone.'
  return [{ ...closed, status: 'resolved', resolvedAt: scan.startedAt, resolvedIn: scan.id, detail }]
}

const isRecent = (finding: Finding, scan: Settlement['scan']): boolean =>
  (finding.resolvedAt ?? finding.lastSeen) >= resolvedUntil(scan)

/** One finding for each account in which the rule was not, or not wholly, evaluated. */
function openAccounts(
  { rule, results }: Outcome,
  before: ReadonlyMap<string, Finding>,
  scan: Settlement['scan'],
): readonly Finding[] {
  return results
    .filter((result) => result.reason !== null)
    .map((result) => {
      const { account } = result
      const facts = about(rule, {
        id: account,
        name: account,
        kind: accountKind(rule.provider, account),
        account,
      })
      const earlier = before.get(facts.id)
      return {
        ...facts,
        status: 'not-evaluated',
        firstSeen: earlier?.status === 'not-evaluated' ? earlier.firstSeen : scan.startedAt,
        lastSeen: scan.startedAt,
        detail: `Not evaluated: ${result.reason}.${concerned(result.notEvaluated)}`,
      }
    })
}

const concerned = (resources: number): string =>
  resources > 1 ? ` This concerns ${resources} resources that are known.` : ''
