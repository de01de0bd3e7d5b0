import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyChanges } from '../graph/paths/changes/index.ts'
import { NODE_KINDS } from '../graph/schema/index.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { evaluateRules } from './engine/evaluate.ts'
import { literalSnapshot } from './engine/literal.ts'
import { loadRules } from './engine/load.ts'
import { mendingChanges } from './engine/mend.ts'
import type { Rule } from './engine/rule.ts'
import { readEverything, TEST_NOW } from './engine/test-rule.ts'

let store: GraphStore
beforeAll(async () => {
  store = await openStore('memory:')
})
afterAll(() => store.close())

/** What is derived does not follow from the facts of a test's literal graph: nothing derives it there. */
function readsDerived({ kind, query, subject }: Rule): boolean {
  if (kind === 'toxic-combination') return true
  const properties = Object.entries(NODE_KINDS.get(subject)?.properties ?? {})
  return properties.some(([name, { derived }]) => derived === true && query.includes(`.${name}`))
}

const rules = (await loadRules()).filter(
  (rule) => rule.mend.length > 0 && rule.mend.every((part) => 'change' in part) && !readsDerived(rule),
)

describe.each(rules)('$id', (rule) => {
  test('what its mend changes makes a failing resource pass', async () => {
    for (const example of rule.tests.filter(({ finds }) => finds.length > 0)) {
      const coverage = readEverything(rule, example)
      const facts = literalSnapshot(example, coverage)
      const snapshot = applyChanges(facts, mendingChanges(rule, example.finds, facts))
      const token = await store.writeToken()
      const { scan } = await store.publish({
        scan: { id: `mend-${token}`, startedAt: TEST_NOW, source: rule.id },
        snapshot,
        token,
      })
      const { findings } = await evaluateRules({ store, rules: [rule], coverage, scan, previous: [] })
      expect(findings.filter(({ status }) => status === 'fail')).toEqual([])
    }
  })
})
