import { describe, expect, test } from 'vitest'
import { AWS_PRIVILEGES } from './aws/index.ts'
import { minimalPairs } from './minimal-pairs.testkit.ts'
import { derivePrivilegesIn } from './techniques.testkit.ts'

describe.each(AWS_PRIVILEGES)('$id', (technique) => {
  test.each(minimalPairs(technique))('is gone with $name', ({ literal }) => {
    expect(derivePrivilegesIn([technique], literal).edges).toEqual([])
  })
})

test('there are at least 600 pairs', () => {
  expect(AWS_PRIVILEGES.flatMap(minimalPairs).length).toBeGreaterThanOrEqual(600)
})
