import { refuseUnplannable } from '../rules/engine/custom.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { Context } from './context.ts'

/** The rules, once the store took the queries of one's own. @throws RuleFileError before anything is read or evaluated. */
export async function plannedRules(context: Context): Promise<readonly Rule[]> {
  const rules = await context.rules()
  await refuseUnplannable(rules, await context.store())
  return rules
}
