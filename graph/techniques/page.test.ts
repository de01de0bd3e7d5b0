import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packageFile } from '../package-root.ts'
import { techniquesPage } from './page.ts'

test('docs/techniques.md is what the declarations say (npm run generate)', () => {
  expect(readFileSync(packageFile('docs', 'techniques.md'), 'utf8')).toBe(techniquesPage())
})
