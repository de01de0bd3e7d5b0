import { expect, test } from 'vitest'
import type { Framework } from './frameworks.ts'
import { evaluateFramework } from './requirements.ts'
import type { RuleResult } from './rule.ts'
import { aRule } from './testkit.ts'

const framework: Framework = {
  id: 'frame',
  title: 'Frame',
  version: '1',
  publisher: 'us',
  reference: 'https://example.com/frame',
  coverage: 'all of it',
  sections: { '1': 'One' },
  requirements: {
    '1.1': { title: 'encrypt', controls: ['encryption'] },
    '1.2': { title: 'train people', controls: [] },
    '1.3': { title: 'log', controls: ['logging'] },
  },
}
const controls = new Map(
  ['encryption', 'logging'].map((id) => [id, { id, title: id, description: id }] as const),
)
const rules = [
  aRule({ id: 'a', control: 'encryption' }),
  aRule({ id: 'b', control: 'encryption', provider: 'azure' }),
]
const result = (given: Partial<RuleResult>): RuleResult => ({
  rule: 'a',
  account: '1',
  severity: 'high',
  pass: 0,
  fail: 0,
  notEvaluated: 0,
  excepted: 0,
  reason: null,
  ...given,
})
const evaluate = (...results: readonly RuleResult[]) =>
  evaluateFramework(framework, { controls, rules }, results)
const statusOf = (...results: readonly RuleResult[]) => evaluate(...results).requirements[0]?.status

test('a requirement without a rule is manual, whatever passes elsewhere', () => {
  const { requirements, counts } = evaluate(result({ pass: 3 }))
  expect(requirements.map(({ id, status }) => [id, status])).toEqual([
    ['1.1', 'pass'],
    ['1.2', 'manual'],
    ['1.3', 'manual'],
  ])
  expect(counts).toMatchObject({ pass: 1, manual: 2, fail: 0 })
})

test('one failure fails it', () => {
  expect(statusOf(result({ pass: 9 }), result({ account: '2', fail: 1 }))).toBe('fail')
})

test('what could not be evaluated keeps it from passing, with the reason', () => {
  const { requirements } = evaluate(
    result({ pass: 9 }),
    result({ account: '2', notEvaluated: 1, reason: 'denied' }),
  )
  expect(requirements[0]?.status).toBe('not-evaluated')
  expect(requirements[0]?.controls[0]?.rules[0]?.reasons).toEqual(['denied'])
})

test('what passes by an exception only says so', () => {
  expect(statusOf(result({ pass: 9, excepted: 1 }))).toBe('excepted')
})

test('nothing to check is no pass', () => {
  expect(statusOf(result({}))).toBe('not-applicable')
})

test('nothing read at all is not evaluated; a cloud that nobody uses does not stand in the way', () => {
  expect(statusOf()).toBe('not-evaluated')
  expect(statusOf(result({ pass: 1 }))).toBe('pass')
})

test('it drills down from requirement to control to rule, and scores what its rules evaluated', () => {
  const { requirements, posture } = evaluate(result({ pass: 1, fail: 1 }), result({ rule: 'other', fail: 5 }))
  expect(requirements[0]?.controls).toMatchObject([
    { id: 'encryption', failing: 1, rules: [{ rule: { id: 'a' }, failing: 1 }, { rule: { id: 'b' } }] },
  ])
  expect(posture).toMatchObject({ score: 50, failing: 1, passing: 1 })
})
