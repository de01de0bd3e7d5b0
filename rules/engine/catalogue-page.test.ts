import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { cataloguePage } from './catalogue-page.ts'
import { loadControls } from './controls.ts'
import { loadFrameworks } from './frameworks.ts'
import { loadRules } from './load.ts'
import { aRule } from './testkit.ts'

test('rules/CATALOG.md is what the rules say (npm run generate)', async () => {
  const [rules, controls, frameworks] = await Promise.all([loadRules(), loadControls(), loadFrameworks()])
  const committed = await readFile(packageFile('rules', 'CATALOG.md'), 'utf8')
  expect(committed).toBe(cataloguePage({ rules, controls, frameworks }))
})

test('a rule is listed with the requirements that it names, by framework', () => {
  const rule = aRule({ title: 'a | b', requirements: ['cis:1.2', 'soc2:CC6.1', 'cis:1.10'] })
  const page = cataloguePage({ rules: [rule], controls: new Map(), frameworks: new Map() })
  expect(page).toContain(
    '| aws-test | a \\| b | high | aws s3 | encryption-at-rest | cis 1.2, 1.10; soc2 CC6.1 |',
  )
})

test('a requirement without a rule is counted as manual, not among those with rules', () => {
  const requirement = (...controls: string[]) => ({ title: 'r', controls })
  const framework = {
    id: 'iso',
    title: 'ISO',
    version: '2',
    publisher: 'p',
    reference: 'https://example.com/',
    coverage: 'All.',
    sections: { A: 'a' },
    requirements: {
      'A.1': requirement('encryption-at-rest'),
      'A.2': requirement(),
      'A.3': requirement('backup'),
    },
  }
  const controls = new Map([['backup', { id: 'backup', title: 'Back up', description: 'd' }]])
  const page = cataloguePage({ rules: [aRule()], controls, frameworks: new Map([['iso', framework]]) })
  expect(page).toContain('| iso | ISO | 2 | 3 | 1 | 2 | All. |')
  expect(page).toContain('| backup | Back up | 0 | iso A.3 |')
})
