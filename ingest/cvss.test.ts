import { expect, test } from 'vitest'
import { newestVector, readCvss } from './cvss.ts'

test.each([
  [
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    { attackVector: 'network', privileges: 'none', interaction: 'none', impact: 'total' },
  ],
  [
    'CVSS:3.1/AV:L/AC:L/PR:L/UI:R/S:U/C:H/I:N/A:H',
    { attackVector: 'local', privileges: 'low', interaction: 'required', impact: 'partial' },
  ],
  [
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:H/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    { attackVector: 'network', privileges: 'high', interaction: 'required', impact: 'total' },
  ],
])('%s says how it is used', (vector, metrics) => {
  expect(readCvss(vector)).toEqual(metrics)
})

test('a vector of version 2 leaves open what it has no word for', () => {
  expect(readCvss('AV:N/AC:L/Au:N/C:P/I:P/A:P')).toEqual({ attackVector: 'network', privileges: 'none' })
})

test('what is no vector says nothing', () => {
  expect(readCvss('')).toEqual({})
})

test('of several vectors the newest counts', () => {
  expect(newestVector(['AV:N/Au:N', 'CVSS:3.1/AV:L', 'CVSS:3.0/AV:N'])).toBe('CVSS:3.1/AV:L')
})
