import { expect, test } from 'vitest'
import { describeEdit } from './edit.ts'

test('removing a statement names the statement', () => {
  expect(describeEdit({ change: 'remove-statement', policy: 'p', statement: 1 })).toBe(
    'Remove statement 1 of this policy',
  )
})

test('a change of an unknown form is not described', () => {
  expect(describeEdit({ change: 'toString' })).toBeUndefined()
})

test('a value that is no object is not described', () => expect(describeEdit('delete')).toBeUndefined())
