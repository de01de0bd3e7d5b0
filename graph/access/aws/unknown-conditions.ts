import type { OpenCondition } from '../question.ts'
import { MAYBE } from '../tri.ts'
import { testCondition } from './conditions.ts'
import type { Context } from './context.ts'
import type { Hit } from './layers.ts'
import { isNotRead } from './not-collected.ts'
import type { ConditionTest } from './policy.ts'

/** What would have to be known to decide these statements; each key once. */
export function unknownConditions(hits: readonly Hit[], context: Context): readonly OpenCondition[] {
  const found = new Map<string, OpenCondition>()
  for (const { statement, applies } of hits) {
    if (applies !== MAYBE) continue
    for (const test of statement.conditions) {
      const key = `${statement.effect} ${test.operator} ${test.key}`
      if (found.has(key) || testCondition(test, context) !== MAYBE) continue
      found.set(key, { key: test.name, detail: describe(test, statement.effect) })
    }
    if (statement.conditions.length === 0) {
      found.set(`${statement.effect} other`, {
        key: 'policy-variable',
        detail: `whether the ${statement.effect} applies hangs on a value of the request that is not known`,
      })
    }
  }
  return [...found.values()]
}

function describe(test: ConditionTest, effect: 'Allow' | 'Deny'): string {
  const verb = effect === 'Allow' ? 'allowed' : 'denied'
  if (isNotRead(test.key))
    return `${verb} if ${test.values[0]?.text ?? 'a policy'}, which was not collected, says so`
  const values = test.values.map((value) => value.text)
  const shown = values.length > 3 ? `${values.slice(0, 3).join(', ')}, …` : values.join(', ')
  return `${verb} if ${test.operator} ${test.name}: ${shown}`
}
