import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type IntervalSet, includes, intersect, normalize, subtract, union } from './intervals.ts'

const UNIVERSE = Array.from({ length: 24 }, (_, value) => value)
const set = fc
  .array(fc.tuple(fc.nat(23), fc.nat(23)), { maxLength: 6 })
  .map((pairs) => normalize(pairs.map(([first, last]) => [first, last])))
const members = (of: IntervalSet): number[] => UNIVERSE.filter((value) => includes(of, value))

/** Sorted, disjoint, and with a gap between any two. */
const isNormal = (of: IntervalSet): boolean =>
  of.every(([first, last], index) => first <= last && first > (of[index - 1]?.[1] ?? -2) + 1)

const OPERATIONS = [
  ['union', union, (a: boolean, b: boolean) => a || b],
  ['intersect', intersect, (a: boolean, b: boolean) => a && b],
  ['subtract', subtract, (a: boolean, b: boolean) => a && !b],
] as const

describe.each(OPERATIONS)('%s', (_name, operation, expected) => {
  test('holds what member-by-member comparison says', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const values = UNIVERSE.filter((value) => expected(includes(a, value), includes(b, value)))
        expect(members(operation(a, b))).toEqual(values)
      }),
      { numRuns: 1_000 },
    )
  })
  test('keeps the sorted, disjoint form', () => {
    fc.assert(fc.property(set, set, (a, b) => isNormal(operation(a, b))))
  })
})
