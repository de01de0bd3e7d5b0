import { expect, test } from 'vitest'
import { explorerTypesAreCurrent } from './ui-types.ts'

test('the explorer is typed by the schema as it is: else run node --import tsx tools/ui-types.ts', () => {
  expect(explorerTypesAreCurrent()).toBe(true)
})
