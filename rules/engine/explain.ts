import { QueryRefusedError } from '../../graph/store/errors.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import type { RuleProblem } from './lint.ts'
import { parametersOf } from './parameters.ts'
import type { Rule } from './rule.ts'

/** What the store says against the queries of the rules: it plans them, and runs none. */
export async function explainRules(
  rules: readonly Rule[],
  store: Pick<GraphStore, 'read'>,
): Promise<readonly RuleProblem[]> {
  const problems: RuleProblem[] = []
  for (const rule of rules) {
    const params = parametersOf(rule, new Date().toISOString())
    for (const field of ['population', 'query'] as const) {
      try {
        await store.read(`EXPLAIN ${rule[field]}`, params)
      } catch (error) {
        if (!(error instanceof QueryRefusedError)) throw error
        problems.push({ rule: rule.id, field, message: error.message })
      }
    }
  }
  return problems
}
