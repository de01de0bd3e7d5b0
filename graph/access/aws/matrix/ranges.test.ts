import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allOf, has, intersect, NOTHING, overlap, rangesOf, sizeOf, subtract, union } from './ranges.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)
const SIZE = 24

const positions = fc
  .uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }), { maxLength: SIZE })
  .map((list) => list.sort((a, b) => a - b))
const pairs = fc.tuple(positions, positions)

/** What is disjoint, rising and does not touch is made of its positions in one way only: equal sets are equal lists. */
const check = <T>(of: fc.Arbitrary<T>, claim: (value: T) => void) =>
  fc.assert(fc.property(of, claim), { numRuns: RUNS })

test('runs hold the positions that they are made of, and no other', () => {
  check(positions, (list) => {
    const ranges = rangesOf(list)
    expect(Array.from({ length: SIZE }, (_, at) => at).filter((at) => has(ranges, at))).toEqual(list)
    expect(sizeOf(ranges)).toBe(list.length)
  })
})

test('union, intersection and difference are those of the sets, without runs that touch', () => {
  check(pairs, ([left, right]) => {
    const [one, other] = [rangesOf(left), rangesOf(right)]
    const both = left.filter((at) => right.includes(at))
    expect(union(one, other)).toEqual(rangesOf([...new Set([...left, ...right])].sort((a, b) => a - b)))
    expect(intersect(one, other)).toEqual(rangesOf(both))
    expect(subtract(one, other)).toEqual(rangesOf(left.filter((at) => !right.includes(at))))
    expect(overlap(one, other)).toBe(both.length > 0)
  })
})

test.each([
  ['positions that follow each other', [0, 1, 2], [0, 3]],
  ['a gap', [0, 2, 3], [0, 1, 2, 4]],
  ['none', [], []],
])('%s are told as runs', (_, list, expected) => {
  expect(rangesOf(list)).toEqual(expected)
})

test('all of nothing is nothing', () => {
  expect(allOf(0)).toBe(NOTHING)
  expect(allOf(2)).toEqual([0, 2])
})

test('runs that touch become one', () => {
  expect(union([0, 2], [2, 4])).toEqual([0, 4])
  expect(union([0, 1, 4, 5], [1, 4])).toEqual([0, 5])
  expect(union([0, 1, 4, 5], [2, 3])).toEqual([0, 1, 2, 3, 4, 5])
})

test('an end is left out', () => {
  expect(overlap([0, 2], [2, 4])).toBe(false)
  expect(overlap([0, 3], [2, 4])).toBe(true)
  expect(intersect([0, 2, 5, 6], [2, 5])).toEqual([])
  expect(has([0, 2], 2)).toBe(false)
})

test.each([
  ['the middle', [0, 6], [2, 4], [0, 2, 4, 6]],
  ['both ends', [0, 6], [0, 1, 5, 9], [1, 5]],
  ['all', [1, 3, 5, 6], [0, 9], []],
  ['what lies between', [0, 2, 4, 6], [2, 4], [0, 2, 4, 6]],
  ['several of one run', [0, 9], [1, 2, 4, 5], [0, 1, 2, 4, 5, 9]],
])('%s taken away', (_, from, taken, expected) => {
  expect(subtract(from, taken)).toEqual(expected)
})

test('what changes nothing gives the very same list: callers compare by identity', () => {
  const [some, more] = [rangesOf([1, 2]), rangesOf([0, 1, 2, 3])]
  expect(union(some, more)).toBe(more)
  expect(union(more, some)).toBe(more)
  expect(union(some, NOTHING)).toBe(some)
  expect(intersect(some, more)).toBe(some)
  expect(intersect(more, some)).toBe(some)
  expect(subtract(some, [4, 6])).toBe(some)
})
