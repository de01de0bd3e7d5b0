import { groupBy } from '../../graph/group-by.ts'
import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import type { RuleResult } from './rule.ts'
import { SEVERITY_WEIGHT } from './severity.ts'

/** Evaluated resources of one type (a rule) and severity. */
export interface Tally {
  readonly type: string
  readonly severity: Severity
  readonly pass: number
  readonly fail: number
}

/** The most that a scope scores while anything in it fails. */
export const IMPERFECT = 99.9

/**
 * The posture score, 0 to 100: the share of passed weight, where every type counts the same however many resources it
 * has. Null when nothing was evaluated. docs/design.md section 8 has the formula.
 */
export function postureScore(tallies: readonly Tally[]): number | null {
  const counted = new Map<string, number>()
  for (const { type, pass, fail } of tallies) counted.set(type, (counted.get(type) ?? 0) + pass + fail)
  let passed = 0
  let failed = 0
  for (const { type, severity, pass, fail } of tallies) {
    const share = SEVERITY_WEIGHT[severity] / Math.max(1, counted.get(type) ?? 0)
    passed += share * pass
    failed += share * fail
  }
  if (passed + failed === 0) return null
  const score = (100 * passed) / (passed + failed)
  return tallies.some((tally) => tally.fail > 0) ? Math.min(score, IMPERFECT) : 100
}

/** How well a scope does: what the results in it add up to. */
export interface Posture {
  readonly score: number | null
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
  /** Failing resources by severity. */
  readonly severities: { readonly [severity in Severity]: number }
}

/** The posture of any scope, from the results that belong to it. */
export function postureOf(results: readonly RuleResult[]): Posture {
  const sum = (count: (result: RuleResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0)
  const failingOf = (severity: Severity): number =>
    sum((result) => (result.severity === severity ? result.fail : 0))
  const [critical, high, medium, low, info] = SEVERITIES
  return {
    score: postureScore(results.map((result) => ({ ...result, type: result.rule }))),
    failing: sum((result) => result.fail),
    passing: sum((result) => result.pass),
    notEvaluated: sum((result) => result.notEvaluated),
    excepted: sum((result) => result.excepted),
    severities: {
      critical: failingOf(critical),
      high: failingOf(high),
      medium: failingOf(medium),
      low: failingOf(low),
      info: failingOf(info),
    },
  }
}

/** What is stored of a rule: from the results of all rules the posture of any scope is told. */
export interface RulePosture extends Posture {
  /** postureId */
  readonly id: string
  readonly results: readonly RuleResult[]
}

export const postureId = (rule: string): string => `rule:${rule}`

/** What `store.keep(scan, 'Posture', …)` takes: one record for each rule. */
export const postureRecords = (results: readonly RuleResult[]): readonly RulePosture[] =>
  [...groupBy(results, ({ rule }) => postureId(rule))].map(([id, own]) => ({
    id,
    ...postureOf(own),
    results: own,
  }))
