import { groupBy } from '../../graph/group-by.ts'
import type { Rule, RuleResult } from './rule.ts'

/** What of the results a posture is about; an absent part does not restrict. */
export interface PostureScope {
  readonly accounts?: ReadonlySet<string> | undefined
  readonly framework?: string | undefined
  /** `<provider>/<service>`, such as `aws/s3`. */
  readonly service?: string | undefined
}

type Classified = Pick<Rule, 'id' | 'provider' | 'service' | 'frameworks'>

/** The framework of `<framework>:<requirement>`. */
export const frameworkOf = (requirement: string): string => requirement.split(':')[0] ?? requirement

export const frameworksOf = ({ frameworks }: Pick<Rule, 'frameworks'>): readonly string[] => [
  ...new Set(frameworks.map(frameworkOf)),
]

export const serviceOf = ({ provider, service }: Pick<Rule, 'provider' | 'service'>): string =>
  `${provider}/${service}`

/** Whether a result belongs to the scope. A rule that the catalogue no longer has belongs to no service or framework. */
export function isWithin(
  { accounts, framework, service }: PostureScope,
  rules: ReadonlyMap<string, Classified>,
): (result: Pick<RuleResult, 'rule' | 'account'>) => boolean {
  return (result) => {
    if (accounts !== undefined && !accounts.has(result.account)) return false
    if (framework === undefined && service === undefined) return true
    const rule = rules.get(result.rule)
    if (rule === undefined) return false
    return (
      (framework === undefined || frameworksOf(rule).includes(framework)) &&
      (service === undefined || serviceOf(rule) === service)
    )
  }
}

/** What one rule's turn did to a score: how much higher it is now than it would be had the rule stayed as it was. */
export interface ScoreMove {
  readonly rule: string
  readonly effect: number
}

/** Every rule whose results differ, the one that moved the score most first. */
export function scoreMoves(
  before: readonly RuleResult[],
  now: readonly RuleResult[],
  scoreOf: (results: readonly RuleResult[]) => number | null,
): readonly ScoreMove[] {
  const earlier = groupBy(before, ({ rule }) => rule)
  const later = groupBy(now, ({ rule }) => rule)
  const score = scoreOf(now) ?? 0
  const moves: ScoreMove[] = []
  for (const rule of new Set([...earlier.keys(), ...later.keys()])) {
    const had = earlier.get(rule) ?? []
    if (sameCounts(had, later.get(rule) ?? [])) continue
    const without = [...now.filter((result) => result.rule !== rule), ...had]
    moves.push({ rule, effect: score - (scoreOf(without) ?? 0) })
  }
  return moves.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.rule < b.rule ? -1 : 1))
}

const countsOf = (results: readonly RuleResult[]): string =>
  results
    .map(({ account, severity, pass, fail, notEvaluated, excepted }) =>
      [account, severity, pass, fail, notEvaluated, excepted].join(' '),
    )
    .sort()
    .join('\n')

const sameCounts = (one: readonly RuleResult[], other: readonly RuleResult[]): boolean =>
  countsOf(one) === countsOf(other)
