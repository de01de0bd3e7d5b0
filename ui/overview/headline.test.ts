import { expect, test } from 'vitest'
import { headline } from './headline.ts'

const state = (critical: number, high: number, low: number, read = 4, failing = 0) => ({
  attackPaths: {
    totalCount: critical + high + low,
    severityCounts: [
      { severity: 'CRITICAL' as const, count: critical },
      { severity: 'HIGH' as const, count: high },
    ],
  },
  coverageSummary: { total: 4, states: [{ state: 'OK' as const, count: read }] },
  posture: { failing },
})

test('critical paths come first', () => {
  expect(headline(state(1, 3, 0))).toBe('1 critical attack path and 3 high ones are open')
})

test('without a critical path the sentence says so', () => {
  expect(headline(state(0, 2, 0))).toBe('2 attack paths of high severity are open, none critical')
})

test('no path while something could not be read is not called safe', () => {
  expect(headline(state(0, 0, 0, 3))).toBe('No attack path found, but 1 of 4 partitions could not be read')
})

test('no path and everything read is called open to none', () => {
  expect(headline(state(0, 0, 0))).toBe('No attack path is open and no check fails')
})
