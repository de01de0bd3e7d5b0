import { expect, test } from 'vitest'
import { nextOrder, parseOrder } from './order.ts'

const WORST_FIRST = { field: 'SEVERITY', direction: 'DESC' } as const

test('nothing said is worst first', () => expect(parseOrder(undefined)).toEqual(WORST_FIRST))

test('an unknown field is worst first', () => expect(parseOrder('-COLOUR')).toEqual(WORST_FIRST))

test('a minus is descending', () => expect(parseOrder('-RULE')).toEqual({ field: 'RULE', direction: 'DESC' }))

test('a name is sorted from A first', () => expect(nextOrder(WORST_FIRST, 'RULE')).toBe('RULE'))

test('the same column again turns the order', () => {
  expect(nextOrder({ field: 'RULE', direction: 'ASC' }, 'RULE')).toBe('-RULE')
})

test('the order that nothing says leaves the address', () => {
  expect(nextOrder({ field: 'SEVERITY', direction: 'ASC' }, 'SEVERITY')).toBeUndefined()
})
