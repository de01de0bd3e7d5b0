import { expect, test } from 'vitest'
import { coverageHeadline } from './states.ts'

test('what is not known stands in the first line', () => {
  expect(
    coverageHeadline(41, [
      { state: 'OK', count: 38 },
      { state: 'DENIED', count: 3 },
    ]),
  ).toBe('3 of 41 partitions could not be read in full')
})

test('everything read is said so', () => {
  expect(coverageHeadline(41, [{ state: 'OK', count: 41 }])).toBe('All 41 partitions were read in full')
})

test('an empty ledger is not called complete', () =>
  expect(coverageHeadline(0, [])).toBe('Nothing has been read yet'))
