import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  defaultExpansions,
  type Expansion,
  firstShown,
  formatExpansion,
  parseExpansion,
  withExpansion,
} from './expansion.ts'

const buckets: Expansion = {
  origin: 'arn:aws:iam::111111111111:role/web',
  relationship: 'CAN_READ',
  direction: 'OUT',
  neighbourKind: 'S3Bucket',
  shown: 3,
}
const count = (count: number, over: object = {}) => ({
  relationship: 'CAN_READ',
  direction: 'OUT' as const,
  neighbourKind: 'S3Bucket',
  class: 'ACCESS' as const,
  count,
  ...over,
})

test('any expansion comes back from the address as it went in', () => {
  const name = fc.string({ minLength: 1 })
  const expansions = fc.record({
    origin: name,
    relationship: name,
    direction: fc.constantFrom('IN' as const, 'OUT' as const),
    neighbourKind: name,
    shown: fc.nat(2_000),
  })
  fc.assert(
    fc.property(expansions, (expansion) => {
      expect(parseExpansion(formatExpansion(expansion))).toEqual(expansion)
    }),
  )
})

test('text that is no expansion is left out', () =>
  expect(parseExpansion('a|CAN_READ|SIDEWAYS|S3Bucket|3')).toBeUndefined())

test('twelve neighbours of a kind are shown', () => expect(firstShown(12)).toBe(12))

test('thirteen neighbours of a kind come as a group', () => expect(firstShown(13)).toBe(0))

test('opening a group again replaces what it showed', () => {
  expect(withExpansion([buckets], { ...buckets, shown: 24 })).toEqual([{ ...buckets, shown: 24 }])
})

test('neighbours of another kind are added', () => {
  expect(withExpansion([buckets], { ...buckets, neighbourKind: 'Secret' })).toHaveLength(2)
})

test('attack edges are shown before facts', () => {
  const counts = [count(2, { class: 'FACT', relationship: 'MEMBER_OF' }), count(2)]
  expect(defaultExpansions('a', counts).map(({ relationship }) => relationship)).toEqual([
    'CAN_READ',
    'MEMBER_OF',
  ])
})

test('what is shown unasked stays within the limit', () => {
  const counts = Array.from({ length: 9 }, (_, index) => count(10, { neighbourKind: `Kind${index}` }))
  const shown = defaultExpansions('a', counts, 50).reduce((sum, expansion) => sum + expansion.shown, 1)
  expect(shown).toBeLessThanOrEqual(50)
})
