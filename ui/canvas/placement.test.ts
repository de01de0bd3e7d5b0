import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Point, placeAround } from './placement.ts'

const nearest = (points: readonly Point[], others: readonly Point[]) =>
  Math.min(
    ...points.flatMap((a) => others.filter((b) => a !== b).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
    Number.POSITIVE_INFINITY,
  )
const point = fc.record({ x: fc.integer({ min: -800, max: 800 }), y: fc.integer({ min: -800, max: 800 }) })

test('new nodes get the number of places asked for', () => {
  expect(placeAround({ x: 0, y: 0 }, 70, [])).toHaveLength(70)
})

test('no place lies on what stands there already', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), (occupied) => {
      expect(nearest(placeAround({ x: 0, y: 0 }, 20, occupied), occupied)).toBeGreaterThan(90)
    }),
  )
})

test('new nodes do not lie on each other', () => {
  const places = placeAround({ x: 5, y: 5 }, 60, [])
  expect(nearest(places, places)).toBeGreaterThan(90)
})

test('two thousand nodes are placed without comparing all pairs', () => {
  const start = performance.now()
  placeAround({ x: 0, y: 0 }, 2_000, [])
  expect(performance.now() - start).toBeLessThan(500)
})
