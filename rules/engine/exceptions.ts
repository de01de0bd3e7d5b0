import { compileGlob, matchGlob } from '../../graph/access/aws/glob.ts'
import type { ExceptionRecord } from '../../queries/exceptions.ts'
import { brokenFacts, type Facts, factsOf, type World } from './premise.ts'
import type { Finding, RuleResult } from './rule.ts'

interface Application {
  readonly exceptions: readonly ExceptionRecord[]
  readonly world: World
  /** The time that expiry is held against, ISO 8601. */
  readonly at: string
}

/** Said anew when an exception is edited: what it lost before, it covers again. */
export const exceptionKey = ({ id, updatedAt }: Pick<ExceptionRecord, 'id' | 'updatedAt'>): string =>
  `${id}@${updatedAt}`

/** Why an exception holds no more; null while it does. */
export function endOf(exception: ExceptionRecord, at: string): string | null {
  if (exception.revokedAt !== null)
    return `the exception was revoked by ${exception.revokedBy ?? 'someone'} on ${exception.revokedAt}`
  if (exception.expiresAt !== null && exception.expiresAt <= at)
    return `the exception expired on ${exception.expiresAt}`
  return null
}

/** Whether an exception is about the finding, as far as that can be told without looking at the resource. */
export const isAbout = (exception: ExceptionRecord, finding: Finding): boolean =>
  (exception.finding === null || exception.finding === finding.id) &&
  (exception.rule === null || exception.rule === finding.rule) &&
  (exception.account === null || exception.account === finding.account) &&
  (exception.resource === null || matchGlob(compileGlob(exception.resource), finding.subject))

const hasTag = (exception: ExceptionRecord, finding: Finding, world: World): boolean => {
  if (exception.tag === null) return true
  const tags = world.propertiesOf(finding.subject)?.tags
  if (!Array.isArray(tags)) return false
  const wanted = exception.tag
  return tags.some((tag) => tag === wanted || (typeof tag === 'string' && tag.startsWith(`${wanted}=`)))
}

/**
 * Sets what fails to excepted where an exception covers it. A finding keeps the facts it was excepted under; when one
 * of them is no longer so, that exception no longer covers it, and the finding is open again and says why.
 */
export const exceptFindings = (findings: readonly Finding[], given: Application): readonly Finding[] =>
  findings.map((finding) =>
    finding.status === 'fail' || finding.status === 'excepted' ? exceptFinding(finding, given) : finding,
  )

function exceptFinding(finding: Finding, { exceptions, world, at }: Application): Finding {
  const { exception: held, premises: known = {}, lapsed = [], ...rest } = finding
  const covering = exceptions.filter((one) => isAbout(one, finding) && hasTag(one, finding, world))
  const valid = covering.filter((one) => endOf(one, at) === null && !lapsed.includes(exceptionKey(one)))
  const premises: { [key: string]: Facts } = {}
  const broken = new Map<string, string>()
  for (const one of valid) {
    const key = exceptionKey(one)
    const now = factsOf(finding, one.premise, world)
    const differences = brokenFacts(known[key] ?? now, now)
    if (differences.length === 0) premises[key] = known[key] ?? now
    else broken.set(key, `the exception rested on what is no longer so: ${differences.join('; ')}`)
  }
  const nowLapsed = [...lapsed, ...broken.keys()]
  const memory = nowLapsed.length === 0 ? {} : { lapsed: nowLapsed }
  const holding = valid.find((one) => premises[exceptionKey(one)] !== undefined)
  if (holding !== undefined) {
    const { reopenedBecause: _because, ...open } = rest
    return { ...open, ...memory, status: 'excepted', exception: holding.id, premises }
  }
  if (finding.status !== 'excepted') return { ...rest, ...memory, status: 'fail' }
  const because = [...broken.values()][0] ?? whyNotCovered(exceptions, held, at)
  return { ...rest, ...memory, status: 'fail', reopenedAt: at, reopenedBecause: because }
}

function whyNotCovered(exceptions: readonly ExceptionRecord[], held: string | undefined, at: string): string {
  const exception = exceptions.find(({ id }) => id === held)
  if (exception === undefined) return 'the exception is gone'
  return endOf(exception, at) ?? 'the exception no longer covers it'
}

/** The results with what is excepted counted apart from what fails. */
export function exceptResults(
  results: readonly RuleResult[],
  findings: readonly Finding[],
): readonly RuleResult[] {
  const excepted = new Map<string, number>()
  for (const finding of findings) {
    if (finding.status !== 'excepted') continue
    const key = resultKey(finding)
    excepted.set(key, (excepted.get(key) ?? 0) + 1)
  }
  return results.map((result) => {
    const count = excepted.get(resultKey(result)) ?? 0
    return { ...result, fail: result.fail + result.excepted - count, excepted: count }
  })
}

const resultKey = ({ rule, account, severity }: Pick<RuleResult, 'rule' | 'account' | 'severity'>): string =>
  `${rule} ${account} ${severity}`
