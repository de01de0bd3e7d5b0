import fc from 'fast-check'
import { expect, test } from 'vitest'
import { and, MAYBE, NO, not, or, type Tri, YES } from '../../tri.ts'
import { rangesOf } from './ranges.ts'
import { at, both, either, everywhere, NOWHERE, type Region, weakened, without } from './region.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)

/** A truth for each of six positions; every other list has no MAYBE. */
const truths = fc.oneof(
  fc.array(fc.constantFrom<Tri>(YES, NO, MAYBE), { minLength: 6, maxLength: 6 }),
  fc.array(fc.constantFrom<Tri>(YES, NO), { minLength: 6, maxLength: 6 }),
  fc.constant<Tri[]>(Array.from({ length: 6 }, () => NO)),
)

function regionOf(list: readonly Tri[]): Region {
  const where = (is: (one: Tri) => boolean) => rangesOf([...list.keys()].filter((at) => is(list[at] ?? NO)))
  const must = where((one) => one === YES)
  return { must, may: list.includes(MAYBE) ? where((one) => one !== NO) : must }
}

const told = (region: Region) => Array.from({ length: 6 }, (_, position) => at(region, position))

test.each([
  ['either', either, or],
  ['both', both, and],
  ['without', without, (one: Tri, denied: Tri) => and(one, not(denied))],
] as const)('%s is three-valued truth at each position', (_, combine, expected) => {
  fc.assert(
    fc.property(truths, truths, (left, right) => {
      expect(told(combine(regionOf(left), regionOf(right)))).toEqual(
        left.map((one, position) => expected(one, right[position] ?? NO)),
      )
    }),
    { numRuns: RUNS },
  )
})

test('what holds everywhere and nowhere', () => {
  expect(told(everywhere(6))).toEqual(Array.from({ length: 6 }, () => YES))
  expect(told(NOWHERE)).toEqual(Array.from({ length: 6 }, () => NO))
})

test.each([
  [YES, [YES, MAYBE, NO]],
  [MAYBE, [MAYBE, MAYBE, NO]],
  [NO, [NO, NO, NO]],
] as const)('what applies only so far (%s) holds no further', (applies, expected) => {
  expect(told(weakened(regionOf([YES, MAYBE, NO]), applies)).slice(0, 3)).toEqual(expected)
})

test('what is sure of both stays one list, so that it is worked out once', () => {
  for (const combine of [either, both]) {
    const found = combine(regionOf([YES, NO, YES]), regionOf([YES, YES, NO]))
    expect(found.may).toBe(found.must)
  }
})

test('where one of two says nothing, the other stays the very object, so that it is worked out once', () => {
  const some = regionOf([YES, MAYBE, NO])
  const nothing = regionOf([NO])
  expect(either(some, nothing)).toBe(some)
  expect(either(nothing, some)).toBe(some)
  expect(both(some, some)).toBe(some)
  expect(both(some, nothing)).toBe(nothing)
  expect(both(nothing, some)).toBe(nothing)
  expect(without(some, nothing)).toBe(some)
  expect(without(nothing, some)).toBe(nothing)
})
