import { expect, test } from 'vitest'
import { headline, outcomeInWords, typeInWords } from './words.ts'

const held = (opensPaths: number, protectsCount = 0, verified = true) => ({
  opensPaths,
  protectsCount,
  verified,
})

test('a control that was not tried is not said to hold nothing back', () => {
  expect(outcomeInWords(held(0, 0, false))).toContain('Not tried')
})

test('what one control alone protects is counted', () => {
  expect(outcomeInWords(held(3, 1))).toBe(
    '3 attack paths would open, and 1 target would have no protection left.',
  )
})

test('a control behind another one opens nothing', () => {
  expect(outcomeInWords(held(0))).toContain('Nothing opens')
})

test('the headline counts the controls that stand alone', () => {
  expect(headline([held(2), held(0)])).toBe(
    '2 guardrails, 1 of which is all that stands in the way of a path',
  )
})

test('types are told in words', () => {
  expect([typeInWords('service-control-policy'), typeInWords('imdsv1')]).toEqual([
    'Service control policy',
    'IMDSv2 required',
  ])
})
