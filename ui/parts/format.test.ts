import { expect, test } from 'vitest'
import { cutMiddle, duration, enumWords, likelihood, plural, relativeTime } from './format.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')

test('a time in the past is told in the largest whole unit', () => {
  expect(relativeTime('2026-11-18T11:00:00Z', NOON)).toBe('3 days ago')
})

test('a time within the last minute is just now', () => {
  expect(relativeTime('2026-11-21T11:59:30Z', NOON)).toBe('just now')
})

test('text that is not a time is shown as it is', () => {
  expect(relativeTime('yesterday-ish', NOON)).toBe('yesterday-ish')
})

test('an age is rounded down', () => expect(duration(3 * 86_400 + 4_000)).toBe('3 days'))

test('one is singular', () => expect(plural(1, 'path')).toBe('1 path'))

test('thousands are grouped', () => expect(plural(2041, 'path')).toBe('2,041 paths'))

test('a tiny likelihood is never shown as zero', () => expect(likelihood(0.0004)).toBe('< 0.01'))

test('a long id loses its middle, not its tail', () => {
  expect(cutMiddle('arn:aws:iam::111111111111:role/service-role/web', 24)).toMatch(
    /^arn:aws:i.*….*role\/web$/,
  )
})

test('a cut id has exactly the limit in characters', () => {
  expect(Array.from(cutMiddle('é'.repeat(80), 30))).toHaveLength(30)
})

test('a short id stays whole', () => expect(cutMiddle('bucket', 24)).toBe('bucket'))

test('an enum value becomes words', () => expect(enumWords('NOT_EVALUATED')).toBe('Not evaluated'))
