import { expect, test } from 'vitest'
import { distancesTo, UNREACHABLE } from './distances.ts'
import { rowsOf } from './graph.testkit.ts'
import { MAX_WEIGHT } from './rows.ts'

const chain = (length: number) =>
  rowsOf(
    length + 1,
    Array.from({ length }, (_, node) => ({ from: node, to: node + 1, weight: MAX_WEIGHT })),
  )

test('the dearest way that has a cost is found, and what costs more has no likelihood: it is not reached', () => {
  const distances = distancesTo([300], chain(300).backward)
  expect(distances[300 - 256]).toBe(256 * MAX_WEIGHT)
  expect(distances[300 - 257]).toBe(UNREACHABLE)
  expect(distances[0]).toBe(UNREACHABLE)
})
