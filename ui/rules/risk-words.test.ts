import { expect, test } from 'vitest'
import { riskWords } from './risk-words.ts'

test.each([
  [{ removed: null, share: null, unknown: ['why'] }, 'Not known.'],
  [{ removed: 0, share: 0, unknown: [] }, 'No attack path depends on it.'],
  [{ removed: 0, share: 0, unknown: ['why'] }, 'No attack path depends on it, as far as it is known.'],
  [{ removed: 2, share: 0.25, unknown: [] }, 'Takes 25.0 % of all attack-path risk away.'],
  [{ removed: 0.01, share: 0.0001, unknown: [] }, 'Takes less than 0.1 % of all attack-path risk away.'],
])('%j', (risk, said) => {
  expect(riskWords(risk)).toBe(said)
})
