import fc from 'fast-check'
import { expect, test } from 'vitest'
import { knownValues, parseSearch, stringifySearch, textParam, toggled } from './search-params.ts'

test('a repeated name is a list, a single one is text', () => {
  expect(parseSearch('?severity=HIGH&severity=LOW&q=web')).toEqual({ severity: ['HIGH', 'LOW'], q: 'web' })
})

test('an empty value leaves the address', () => {
  expect(stringifySearch({ q: '', severity: undefined, kind: [] })).toBe('')
})

test('an ARN stays readable in the address', () => {
  expect(stringifySearch({ target: 'arn:aws:iam::111111111111:role/web' })).toBe(
    '?target=arn:aws:iam::111111111111:role/web',
  )
})

test('any text comes back from the address as it went in', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(text, text, text, (q, one, two) => {
      expect(parseSearch(stringifySearch({ q, kind: [one, two] }))).toEqual({ q, kind: [one, two] })
    }),
  )
})

test('a severity that does not exist is left out', () => {
  expect(knownValues(['HIGH', 'LOW'], ['LOW', 'AWFUL'])).toEqual(['LOW'])
})

test('a name given twice where one value is meant takes the first', () => {
  expect(textParam(['a', 'b'])).toBe('a')
})

test('toggling the last value removes the filter', () => {
  expect(toggled(['HIGH'], 'HIGH')).toBeUndefined()
})
