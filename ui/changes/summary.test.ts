import { expect, test } from 'vitest'
import { changeSummary, propertyChanges, shortValue } from './summary.ts'

const change = (over: object) => ({
  type: 'CHANGED' as const,
  subjectType: 'node',
  kind: 'S3Bucket',
  properties: [],
  ...over,
})

test('a changed property is named', () => {
  const properties = [{ name: 'versioning', before: true, after: false }]
  expect(changeSummary(change({ properties }))).toBe('versioning changed')
})

test('a new relationship names its kind', () => {
  expect(
    changeSummary({ type: 'ADDED', subjectType: 'relationship', kind: 'CAN_READ', properties: [] }),
  ).toBe('CAN_READ appeared')
})

test('properties of another form are left out', () =>
  expect(propertyChanges([{ field: 'x' }, 'y', null])).toEqual([]))

test('a value that is not there is called none', () => expect(shortValue(null)).toBe('none'))

test('a long value is cut', () => expect(shortValue('x'.repeat(200))).toHaveLength(80))
