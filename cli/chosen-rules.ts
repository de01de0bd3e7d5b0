import { loadRules } from '../rules/engine/load.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { UsageError } from './exit.ts'
import { suggest } from './suggest.ts'

/** The rules of these ids, or all of them. @throws UsageError for an id that does not exist. */
export async function chosenRules(ids: readonly string[]): Promise<readonly Rule[]> {
  const rules = await loadRules()
  if (ids.length === 0) return rules
  return ids.map((id) => {
    const found = rules.find((rule) => rule.id === id)
    if (found !== undefined) return found
    throw new UsageError(
      `no rule is called ${id}${suggest(
        id,
        rules.map((rule) => rule.id),
      )}`,
    )
  })
}
