import { expect, test } from 'vitest'
import { parsePolicy } from '../parse.ts'
import { blocksOf, countOf, includes, listActions, lowest, numbersIn } from './action-set.ts'

const NAMES = Array.from({ length: 70 }, (_, at) => `test:Action${at}`)
const list = listActions([...NAMES, 'TEST:action0'])
const { common, besides, union } = list.sets
const set = (...numbers: number[]) => list.sets.of(numbers)

function statementOf(text: { readonly [key: string]: unknown }) {
  const parsed = parsePolicy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Resource: '*', ...text }],
  })
  const statement = parsed.ok ? parsed.policy.statements[0] : undefined
  if (statement === undefined) throw new Error('no statement')
  return statement
}
const of = (text: { readonly [key: string]: unknown }) => [...numbersIn(list.of(statementOf(text)))]

test('names ignore case and are listed once', () => {
  expect(list.names).toHaveLength(70)
  expect(list.numberOf('TEST:ACTION69')).toBe(69)
  expect(list.numberOf('test:other')).toBeUndefined()
  expect([...numbersIn(list.all)]).toEqual(NAMES.map((_, at) => at))
})

test('sets hold numbers across words', () => {
  const some = set(0, 31, 32, 63, 64, 69)
  expect([...numbersIn(some)]).toEqual([0, 31, 32, 63, 64, 69])
  expect(countOf(some)).toBe(6)
  expect(countOf(set())).toBe(0)
  expect(includes(some, 63)).toBe(true)
  expect(includes(some, 62)).toBe(false)
})

test.each([[0], [5], [31], [32], [33], [63], [64], [69]])('the lowest of those from %s on', (number) => {
  expect(lowest(set(number, 69))).toBe(number)
  expect(list.nameIn(set(number, 69))).toBe(`test:action${number}`)
})

test('a statement is about what its actions match, a NotAction about all else', () => {
  expect(of({ Action: 'test:ACTION7' })).toEqual([7])
  expect(of({ Action: ['test:action1?', 'test:action3'] })).toEqual([
    3, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ])
  expect(of({ Action: 'other:*' })).toEqual([])
  expect(
    of({ NotAction: ['test:action?', 'test:action1?', 'test:action2?', 'test:action3?', 'test:action4?'] }),
  ).toEqual(Array.from({ length: 20 }, (_, at) => 50 + at))
  expect(of({ NotAction: '*' })).toEqual([])
})

test('one list of actions has the very same set, and another as NotAction', () => {
  const statement = statementOf({ Action: 'test:action1' })
  const not = { ...statement, notAction: true }
  expect(list.of(statement)).toBe(list.of({ ...statement }))
  expect(countOf(list.of(not))).toBe(69)
  expect(list.of(not)).toBe(list.of({ ...not }))
})

test('what two sets have in common, what one alone has, and both together', () => {
  const [one, other] = [set(1, 40, 65), set(40, 65, 66)]
  expect(common(one, other)).toEqual(set(40, 65))
  expect(besides(one, other)).toEqual(set(1))
  expect(union(one, other)).toEqual(set(1, 40, 65, 66))
  expect(common(set(1), set(33))).toBeNull()
  expect(besides(set(33), one)).toEqual(set(33))
  expect(besides(set(40), one)).toBeNull()
  expect(one).toEqual(set(1, 40, 65))
})

test('equal sets are one object, however they came about', () => {
  const one = set(1, 40, 65)
  expect(set(65, 1, 40)).toBe(one)
  expect(common(set(1, 2, 40, 65), set(1, 40, 65, 66))).toBe(one)
  expect(besides(set(1, 2, 40, 65), set(2, 3))).toBe(one)
  expect(union(set(1), set(40, 65))).toBe(one)
  expect(set(1, 40, 66)).not.toBe(one)
})

test('blocks are split where a set divides them, and only there', () => {
  const blocks = blocksOf(set(1, 2, 40, 65), [set(2, 40), set(40), set(3), set(1, 2, 40, 65)], list.sets)
  expect(blocks.map((block) => [...numbersIn(block)]).sort()).toEqual([[1, 65], [2], [40]])
})
