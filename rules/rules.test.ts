import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { loadRules } from './engine/load.ts'
import { testRule } from './engine/test-rule.ts'

const rules = await loadRules()
let store: GraphStore

beforeAll(async () => {
  store = await openStore('memory:')
})
afterAll(() => store.close())

describe.each(rules)('$id', (rule) => {
  test('finds what its tests say, and nothing else', async () => {
    const results = await testRule(rule, store)
    expect(results.filter((result) => result.problems.length > 0)).toEqual([])
  })
})
