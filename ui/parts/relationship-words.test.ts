import { expect, test } from 'vitest'
import { incomingWords, outgoingWords } from './relationship-words.ts'

test('a verb that names the kind is not followed by it', () => {
  expect(outgoingWords('has instance profile', 'Instance profile')).toBe('has instance profile')
})

test('a verb that names the kind in short gives way to its title', () => {
  expect(outgoingWords('has policy', 'IAM policy')).toBe('has IAM policy')
})

test('any other verb is followed by the kind', () => {
  expect(outgoingWords('may assume', 'IAM role')).toBe('may assume IAM role')
})

test('from the other end the resource is this', () => {
  expect(incomingWords('may assume', 'IAM role')).toBe('IAM role may assume this')
})
