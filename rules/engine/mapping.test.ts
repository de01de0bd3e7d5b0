import { expect, test } from 'vitest'
import type { Control } from './controls.ts'
import type { Framework } from './frameworks.ts'
import { mappingOf, requirementsOf } from './mapping.ts'
import { aRule } from './testkit.ts'

const aFramework = (given: Partial<Framework> = {}): Framework => ({
  id: 'iso',
  title: 'ISO',
  version: '1',
  publisher: 'p',
  reference: 'https://example.com/',
  coverage: 'all',
  sections: { '1': 'One', '2': 'Two', '2.1': 'Two one' },
  requirements: { '1.1': { title: 'r', controls: [] } },
  ...given,
})
const requirement = (...controls: string[]) => ({ title: 'r', controls })
const controls: ReadonlyMap<string, Control> = new Map(
  ['backup', 'public-data'].map((id) => [id, { id, title: `title of ${id}`, description: 'd' }]),
)
const map = (framework: Framework, ...rules: Parameters<typeof aRule>[0][]) =>
  mappingOf(
    framework,
    controls,
    rules.map((rule) => aRule(rule)),
  )

test('a rule that names the requirement counts, below its own control', () => {
  const [mapped] = map(aFramework(), { control: 'backup', requirements: ['iso:1.1'] })
  expect(mapped).toMatchObject({
    id: '1.1',
    section: { id: '1', title: 'One' },
    controls: [{ id: 'backup', title: 'title of backup', rules: [{ id: 'aws-test' }] }],
    manual: false,
  })
})

test('the same id in another framework does not count', () => {
  const [mapped] = map(aFramework(), { requirements: ['iso2:1.1', 'is:o:1.1', 'iso:1.10', 'iso:1'] })
  expect(mapped).toMatchObject({ controls: [], manual: true })
})

test('every rule of a control that the requirement lists counts; another control that a rule brings has it alone', () => {
  const framework = aFramework({ requirements: { '1.1': requirement('backup') } })
  const [mapped] = map(
    framework,
    { id: 'a', control: 'backup' },
    { id: 'b', control: 'backup', requirements: ['iso:1.1'] },
    { id: 'c', control: 'public-data' },
    { id: 'd', control: 'public-data', requirements: ['iso:1.1'] },
  )
  expect(mapped?.controls.map(({ id, rules }) => [id, ...rules.map((rule) => rule.id)])).toEqual([
    ['backup', 'a', 'b'],
    ['public-data', 'd'],
  ])
})

test('a control without rules is listed, and does not keep the requirement from being manual', () => {
  const framework = aFramework({ requirements: { '1.1': requirement('public-data', 'backup') } })
  const without = map(framework, { control: 'backup' })
  expect(without).toMatchObject([
    { manual: false, controls: [{ id: 'public-data', rules: [] }, { id: 'backup' }] },
  ])
  expect(map(framework)).toMatchObject([{ manual: true, controls: [{ rules: [] }, { rules: [] }] }])
})

test('requirements come by section and number, each in its narrowest section', () => {
  const ids = ['2.10', '2.1.2', '2.1.10', '1.10', '1.2', '2.2']
  const framework = aFramework({ requirements: Object.fromEntries(ids.map((id) => [id, requirement()])) })
  expect(map(framework).map(({ id, section }) => `${id} in ${section.id}`)).toEqual([
    '1.2 in 1',
    '1.10 in 1',
    '2.1.2 in 2.1',
    '2.1.10 in 2.1',
    '2.2 in 2',
    '2.10 in 2',
  ])
})

test('sections stand as the framework has them, whatever their letters', () => {
  const framework = aFramework({
    sections: { GV: 'Govern', DE: 'Detect' },
    requirements: { 'DE.AE-02': requirement(), 'GV.OC-01': requirement() },
  })
  expect(map(framework).map(({ id }) => id)).toEqual(['GV.OC-01', 'DE.AE-02'])
})

const attack = aFramework({
  id: 'attack',
  mappedBy: 'attack',
  sections: { TA0001: 'Initial access' },
  requirements: Object.fromEntries(
    ['T1078', 'T1078.004', 'T1078.001', 'T107'].map((id) => [id, { ...requirement(), section: 'TA0001' }]),
  ),
})

test('a technique is met by rules about it or a technique under it', () => {
  const rule = aRule({ attack: ['T1078.004'] })
  expect(requirementsOf(rule, new Map([['attack', attack]]))).toEqual(['attack:T1078', 'attack:T1078.004'])
  expect(requirementsOf(aRule({ attack: ['T1078'] }), new Map([['attack', attack]]))).toEqual([
    'attack:T1078',
  ])
})

test('techniques count in no framework but that of techniques', () => {
  const { mappedBy: _mappedBy, ...other } = attack
  expect(requirementsOf(aRule({ attack: ['T1078'] }), new Map([['attack', other]]))).toEqual([])
})

test('what a rule bears on is what it names and what asks for its control, each once', () => {
  const framework = aFramework({
    requirements: { '1.1': requirement('backup'), '1.2': requirement(), '1.3': requirement('public-data') },
  })
  const rule = aRule({ control: 'backup', requirements: ['iso:1.1', 'iso:1.2'] })
  expect(requirementsOf(rule, new Map([['iso', framework]]))).toEqual(['iso:1.1', 'iso:1.2'])
})
