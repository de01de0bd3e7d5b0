import { expect, test } from 'vitest'
import { toChangeInput } from './change-input.ts'

const sent = (edit: unknown): unknown => JSON.parse(JSON.stringify(toChangeInput(edit) ?? null))

test('a change goes out as it came, an index of a statement stays a number', () => {
  const edit = { change: 'remove-trust', role: 'arn:aws:iam::111111111111:role/web', statement: 0 }
  expect(sent(edit)).toEqual(edit)
})

test('a value of null is sent, for it differs from no value', () => {
  const edit = { change: 'set', resource: 'bucket', property: 'policy', value: null }
  expect(sent(edit)).toEqual(edit)
})

test('what is no change is not sent', () => {
  expect([sent('delete'), sent(null), sent({ resource: 'bucket' })]).toEqual([null, null, null])
})
