import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { packageFile } from '../graph/package-root.ts'
import { GCP_GROUPS } from '../graph/schema/accounts.ts'
import { COLLECTORS } from '../ingest/collectors.ts'
import { loadControls } from './engine/controls.ts'
import { loadFrameworks } from './engine/frameworks.ts'
import { lintRules } from './engine/lint.ts'
import { loadRules, ruleFiles } from './engine/load.ts'
import { ruleSchema } from './engine/rule-schema.ts'

const rules = await loadRules()
const files = await ruleFiles()
const frameworks = await loadFrameworks()
const controls = await loadControls()

test('no rule has a fault', async () => {
  expect(lintRules(rules, { frameworks, controls })).toEqual([])
})

test('the catalogue has its misconfigurations and its toxic combinations', () => {
  const count = (kind: string) => rules.filter((rule) => rule.kind === kind).length
  expect(count('misconfiguration')).toBeGreaterThanOrEqual(15)
  expect(count('toxic-combination')).toBeGreaterThanOrEqual(5)
})

test('every need is a service that is collected, or a call that is made: groups are told by the policies that name them', () => {
  const isCollected = (provider: string, need: string): boolean => {
    const [service, call] = need.split('/')
    const ofCloud = COLLECTORS.filter((one) => one.provider === provider)
    const own = ofCloud.filter((one) => one.service === service)
    const asked = need === `${GCP_GROUPS.service}/${GCP_GROUPS.call}` ? ofCloud : own
    return own.length > 0 && (call === undefined || asked.some(({ calls }) => Object.hasOwn(calls, call)))
  }
  const needs = rules.flatMap(({ provider, needs }) => needs.map((need) => [provider, need] as const))
  expect(needs.filter(([provider, need]) => !isCollected(provider, need))).toEqual([])
})

test('rule.schema.json is up to date: npx tsx tools/rule-schema.ts renews it', async () => {
  const committed = JSON.parse(await readFile(packageFile('rules', 'rule.schema.json'), 'utf8'))
  expect(committed).toEqual(ruleSchema())
})

describe.each(files.map((file) => [file.slice(packageFile('rules').length + 1), file] as const))(
  '%s',
  (_name, file) => {
    test('has at most 80 lines, and 12 more for each variant of a family', async () => {
      const source = await readFile(file, 'utf8')
      const variants = Object.keys(parse(source, { merge: true }).variants ?? {}).length
      expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(80 + 12 * variants)
    })

    test('is valid by the schema that editors use', async () => {
      const schema: object = JSON.parse(
        await readFile(join(packageFile('rules'), 'rule.schema.json'), 'utf8'),
      )
      const validate = new Ajv2020({ allowUnionTypes: true, strict: false, formats: { uri: true } }).compile(
        schema,
      )
      const valid = validate(parse(await readFile(file, 'utf8'), { merge: true }))
      expect(valid ? [] : validate.errors).toEqual([])
    })
  },
)

test('rules are plain data: what the build keeps of them is all of them', async () => {
  const rules = await loadRules()
  expect(JSON.parse(JSON.stringify(rules))).toEqual(rules)
})
