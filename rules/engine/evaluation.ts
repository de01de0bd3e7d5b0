import type { Finding, RuleResult } from './rule.ts'

/** What the rules say of a scan. */
export interface Evaluation {
  /** Everything but passes: failing, not evaluated, and what was resolved lately. */
  readonly findings: readonly Finding[]
  /** At least one for each rule and account. */
  readonly results: readonly RuleResult[]
  /** Ids of the rules that `findings` are of; null for all. Those of others are as in the scan before. */
  readonly among: readonly string[] | null
  /** Ids of rules that could not be run. */
  readonly unanswered: ReadonlySet<string>
}
