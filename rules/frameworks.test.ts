import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { packageFile } from '../graph/package-root.ts'
import { loadControls } from './engine/controls.ts'
import { loadFrameworks } from './engine/frameworks.ts'
import { loadRules } from './engine/load.ts'
import { mappingOf } from './engine/mapping.ts'

const frameworks = await loadFrameworks()
const controls = await loadControls()
const rules = await loadRules()

describe.each([...frameworks.values()])('$id', (framework) => {
  test('has no requirement and no section twice', async () => {
    const file = packageFile('rules', 'frameworks', `${framework.id}.yaml`)
    expect(parseDocument(await readFile(file, 'utf8'), { uniqueKeys: true }).errors).toEqual([])
  })

  test('asks for controls that there are, each once', () => {
    const wrong = Object.entries(framework.requirements).filter(
      ([, { controls: asked }]) =>
        new Set(asked).size < asked.length || asked.some((control) => !controls.has(control)),
    )
    expect(wrong).toEqual([])
  })

  test('has something in every section', () => {
    const inUse = mappingOf(framework, controls, rules).map(({ section }) => section.id)
    const empty = Object.keys(framework.sections).filter((id) => !inUse.some((used) => used.startsWith(id)))
    expect(empty).toEqual([])
  })
})

test.each([
  ['cis-aws-3.0', 62],
  ['cis-aws-5.0', 63],
  ['cis-aws-7.0', 70],
  ['cis-azure-3.0', 159],
  ['cis-azure-5.0', 155],
  ['cis-gcp-4.0', 84],
  ['cis-gcp-5.0', 93],
  ['iso-27001-2022', 93],
  ['nist-csf-2.0', 106],
  ['soc2', 61],
])('%s is listed whole: %d requirements', (id, count) => {
  expect(Object.keys(frameworks.get(id)?.requirements ?? {})).toHaveLength(count)
})

test('every technique that a rule names is one of MITRE ATT&CK as listed', () => {
  const listed = frameworks.get('mitre-attack')?.requirements ?? {}
  const named = new Set(rules.flatMap((rule) => rule.attack))
  expect([...named].filter((technique) => !Object.hasOwn(listed, technique))).toEqual([])
})

test('every framework is met by some rule', () => {
  const unmet = [...frameworks.values()].filter((framework) =>
    mappingOf(framework, controls, rules).every(({ manual }) => manual),
  )
  expect(unmet.map(({ id }) => id)).toEqual([])
})

test('every control is asked for by some framework', () => {
  const asked = new Set(
    [...frameworks.values()].flatMap(({ requirements }) =>
      Object.values(requirements).flatMap((requirement) => requirement.controls),
    ),
  )
  expect([...controls.keys()].filter((control) => !asked.has(control))).toEqual([])
})
