import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import { frameworksOf, serviceOf } from './posture-scope.ts'
import type { Rule, RuleResult } from './rule.ts'
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

/** One scope's posture; `scope` is `all`, `account:<id>`, `service:<provider>/<name>`, `framework:<id>` or `rule:<id>`. */
export interface Posture {
  readonly id: string
  readonly score: number | null
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
  /** Failing resources by severity. */
  readonly severities: { readonly [severity in Severity]: number }
  /** Only of a rule: how it ended in each account. */
  readonly results?: readonly RuleResult[]
}

/** The posture of any scope, from the results that belong to it. */
export function postureOf(id: string, results: readonly RuleResult[]): Posture {
  const sum = (count: (result: RuleResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0)
  const failingOf = (severity: Severity): number =>
    sum((result) => (result.severity === severity ? result.fail : 0))
  const [critical, high, medium, low, info] = SEVERITIES
  return {
    id,
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

type Classified = Pick<Rule, 'id' | 'provider' | 'service' | 'requirements'>

/**
 * What `store.keep(scan, 'Posture', …)` takes: one record overall, and one for each account, service, framework and
 * rule. Those of rules hold the results, from which the posture of any other scope is told.
 */
export function postureRecords(
  results: readonly RuleResult[],
  rules: readonly Classified[],
): readonly Posture[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const scopesOf = (result: RuleResult): readonly string[] => {
    const rule = byId.get(result.rule)
    if (rule === undefined) return []
    return [`service:${serviceOf(rule)}`, ...frameworksOf(rule).map((id) => `framework:${id}`)]
  }
  return [
    postureOf('all', results),
    ...[...groupBy(results, (result) => [`account:${result.account}`, ...scopesOf(result)])]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([scope, own]) => postureOf(scope, own)),
    ...[...groupBy(results, (result) => [`rule:${result.rule}`])].map(([scope, own]) => ({
      ...postureOf(scope, own),
      results: own,
    })),
  ]
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
  }
  return groups
}
