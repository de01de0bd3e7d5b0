import type { Severity } from '../../graph/paths/path.ts'
import type { Readiness } from './readiness.ts'
import type { Rule, RuleResult } from './rule.ts'

/** Counts of one rule in one account. */
export class Tally {
  readonly #rule: Pick<Rule, 'id' | 'severity'>
  readonly #account: string
  readonly #counts = new Map<Severity, { pass: number; fail: number }>()
  readonly #reasons = new Set<string>()
  #notEvaluated = 0

  constructor(rule: Pick<Rule, 'id' | 'severity'>, account: string) {
    this.#rule = rule
    this.#account = account
  }

  count(outcome: 'pass' | 'fail', severity: Severity): void {
    const counts = this.#counts.get(severity) ?? { pass: 0, fail: 0 }
    counts[outcome] += 1
    this.#counts.set(severity, counts)
  }

  leave(reason: string): void {
    this.#notEvaluated += 1
    this.#reasons.add(reason)
  }

  giveReason(reason: string): void {
    this.#reasons.add(reason)
    if (this.#notEvaluated === 0) this.#notEvaluated = 1
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0 && this.#notEvaluated === 0
  }

  /** One for each severity that its resources have; what was not evaluated goes with the rule's own. */
  results(): readonly RuleResult[] {
    const { id: rule, severity: own } = this.#rule
    const severities = new Set([own, ...this.#counts.keys()])
    return [...severities].map((severity) => ({
      rule,
      account: this.#account,
      severity,
      ...(this.#counts.get(severity) ?? { pass: 0, fail: 0 }),
      notEvaluated: severity === own ? this.#notEvaluated : 0,
      excepted: 0,
      reason: severity === own ? this.#reason() : null,
    }))
  }

  #reason(): string | null {
    return this.#reasons.size === 0 ? null : [...this.#reasons].sort().join('; ')
  }
}

/** Counts of one rule, by account. */
export class Tallies {
  readonly #rule: Pick<Rule, 'id' | 'severity'>
  readonly #byAccount = new Map<string, Tally>()

  constructor(rule: Pick<Rule, 'id' | 'severity'>) {
    this.#rule = rule
  }

  of(account: string): Tally {
    const known = this.#byAccount.get(account)
    if (known !== undefined) return known
    const tally = new Tally(this.#rule, account)
    this.#byAccount.set(account, tally)
    return tally
  }

  /** An account with gaps is never clean, even when nothing in it was seen. */
  close(account: string, readiness: Readiness): void {
    const tally = this.of(account)
    for (const reason of readiness.ofAccount(account)) tally.giveReason(reason)
    if (tally.isEmpty && readiness.isPartial(account))
      tally.giveReason('it was read in part only, and nothing was found')
    // Whom the rule asks of may follow from what lies elsewhere.
    if (tally.isEmpty && readiness.elsewhere !== null) tally.giveReason(readiness.elsewhere)
  }

  results(): readonly RuleResult[] {
    return [...this.#byAccount]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, tally]) => tally.results())
  }
}
