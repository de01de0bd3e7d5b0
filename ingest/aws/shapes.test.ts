import { expect, test } from 'vitest'
import { tagList, tagTexts, toSeconds } from './shapes.ts'

test.each([
  ['2026-11-21T03:54:10+00:00', '2026-11-21T03:54:10Z'],
  ['2026-11-21T03:54:10.000Z', '2026-11-21T03:54:10Z'],
  ['2026-11-21T03:54:10.123456+00:00', '2026-11-21T03:54:10Z'],
  ['2026-11-21T05:54:10+02:00', '2026-11-21T03:54:10Z'],
  ['2026-11-21T03:54:10.000+0000', '2026-11-21T03:54:10Z'],
  ['2026-11-21', '2026-11-21T00:00:00Z'],
  ['N/A', undefined],
  ['', undefined],
])('%s is %s', (text, time) => {
  expect(toSeconds(text)).toBe(time)
})

test('microseconds are rounded to milliseconds, as the SDK rounds them', () => {
  expect(toSeconds('2026-11-21T03:54:10.999600+00:00')).toBe('2026-11-21T03:54:11Z')
})

test('seconds since the epoch are a time too', () => {
  expect(toSeconds(1_795_233_250.5)).toBe('2026-11-21T03:54:10Z')
})

test('tags are sorted', () => {
  expect(
    tagTexts([
      { Key: 'b', Value: '1' },
      { Key: 'a', Value: undefined },
    ]),
  ).toEqual(['a=', 'b=1'])
})

test('no tags are known to be none', () => {
  expect(tagTexts(tagList.parse([]))).toEqual([])
})

test('an answer that does not tell of tags leaves them unknown', () => {
  expect(tagTexts(tagList.parse(undefined))).toBeUndefined()
})
