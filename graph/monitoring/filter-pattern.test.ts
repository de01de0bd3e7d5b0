import { describe, expect, test } from 'vitest'
import { parseFilterPattern } from './filter-pattern.ts'

const event = {
  eventName: 'DeleteTrail',
  errorCode: 'Client.UnauthorizedOperation',
  count: 5,
  flag: true,
  nothing: null,
  userIdentity: { type: 'Root' },
  resources: [{ arn: 'a' }, { arn: 'b' }],
}
const matches = (pattern: string) => parseFilterPattern(pattern)?.matches(event) ?? null

describe('a pattern over JSON', () => {
  test.each([
    ['{ $.eventName = "DeleteTrail" }', true],
    ['{ $.eventName = DeleteTrail }', true],
    ['{ $.eventName = "deletetrail" }', false],
    ['{$.eventName="Delete*"}', true],
    ['{ $.errorCode = "*UnauthorizedOperation" }', true],
    ['{ $.errorCode = "Unauthorized*" }', false],
    ['{ $.eventName != "DeleteTrail" }', false],
    ['{ $.missing != "x" }', false],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.eventName EXISTS }', true],
    ['{ $.nothing IS NULL }', true],
    ['{ $.flag IS TRUE }', true],
    ['{ $.count >= 5 && $.count < 6 }', true],
    ['{ $.count > 5 }', false],
    ['{ $.resources[1].arn = "b" }', true],
    ['{ $[\'userIdentity\'].type = "Root" }', true],
    ['{ ($.eventName = "A") || ($.eventName = "DeleteTrail") }', true],
    ['{ ($.eventName = "A") && ($.eventName = "DeleteTrail") }', false],
    ['{ $.eventName = "A" && $.count = 5 || $.count = 5 }', true],
    ['{ $.count = 5 || $.eventName = "A" && $.count = 6 }', true],
    ['{ ($.count = 5 || $.eventName = "A") && $.count = 6 }', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern)).toBe(expected)
  })
})

describe('a pattern over text', () => {
  test.each([
    ['', true],
    ['DeleteTrail Root', true],
    ['DeleteTrail Nobody', false],
    ['?Nobody ?Root', true],
    ['?Nobody ?None', false],
    ['DeleteTrail -Root', false],
    ['"Client.Unauthorized" Root', true],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern)).toBe(expected)
  })
})

test.each([
  '{',
  '{ $.a }',
  '{ $.a = }',
  '{ a = 1 }',
  '{ ($.a = 1 }',
  '{ $.a = %x% }',
  '[ip, user]',
  '{ $.a < x }',
])('what %s matches is not known', (pattern) => {
  expect(parseFilterPattern(pattern)).toBeNull()
})

test('a pattern of many stars is answered at once', () => {
  const stars = `{ $.eventName = "${'*a'.repeat(400)}" }`
  expect(parseFilterPattern(stars)?.matches({ eventName: 'a'.repeat(20_000) })).toBe(true)
  expect(
    parseFilterPattern(`{ $.eventName = "${'*a'.repeat(400)}b" }`)?.matches({
      eventName: 'a'.repeat(20_000),
    }),
  ).toBe(false)
})
