import { expect, test } from 'vitest'
import { headline, signed } from './words.ts'

test.each([
  [{ score: null, previous: 80, failing: 0, notEvaluated: 9 }, 'No score: nothing was evaluated here'],
  [{ score: 71.25, previous: null, failing: 1, notEvaluated: 0 }, '71.3 of 100: 1 check fails'],
  [
    { score: 70, previous: 70.01, failing: 2, notEvaluated: 0 },
    '70.0 of 100, as in the scan before: 2 checks fail',
  ],
  [
    { score: 70, previous: 80, failing: 2, notEvaluated: 3 },
    '70.0 of 100, down 10.0 since the scan before: 2 checks fail, and 3 checks could not be evaluated',
  ],
])('%j says: %s', (standing, sentence) => {
  expect(headline(standing)).toBe(sentence)
})

test.each([
  [1.24, '+1.2'],
  [-0.3, '−0.3'],
  [-0.01, '−< 0.1'],
])('an effect of %d reads %s', (effect, text) => {
  expect(signed(effect)).toBe(text)
})
