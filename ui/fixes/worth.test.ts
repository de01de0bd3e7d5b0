import { expect, test } from 'vitest'
import { bestTogether, percent } from './worth.ts'

test('little risk is not shown as none', () => {
  expect([percent(0.004), percent(0), percent(0.234)]).toEqual(['< 1 %', '0 %', '23 %'])
})

test('what the best fixes add to each other is summed', () => {
  const fixes = [
    { fixId: 'a', additional: 2 },
    { fixId: 'b', additional: null },
    { fixId: 'c', additional: 1 },
  ]
  expect(bestTogether(fixes, 10)).toEqual({ ids: ['a', 'c'], share: 0.3 })
})

test('an estate without risk has nothing to remove', () => {
  expect(bestTogether([], 0).share).toBe(0)
})
