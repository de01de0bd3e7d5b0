import { describe, expect, test } from 'vitest'
import type { Control } from './controls.ts'
import type { Framework } from './frameworks.ts'
import { lintRule } from './lint.ts'
import type { Rule } from './rule.ts'
import { aRule } from './testkit.ts'

const framework: Framework = {
  id: 'cis-aws-5.0',
  title: 'CIS',
  version: '5.0',
  publisher: 'CIS',
  reference: 'https://www.cisecurity.org/',
  coverage: 'x',
  sections: { '2': 'x' },
  requirements: { '2.1.4': { title: 'x', controls: [] } },
}
const control: Control = { id: aRule().control, title: 'x', description: 'x' }
const named = {
  frameworks: new Map([[framework.id, framework]]),
  controls: new Map([[control.id, control]]),
}
const lint = (given: Partial<Rule>) =>
  lintRule(aRule(given), named).map(({ field, message }) => `${field}: ${message}`)

const [finds, nearMiss] = aRule().tests

test('a rule without faults has none', () => {
  expect(lint({ requirements: ['cis-aws-5.0:2.1.4'], requires: ['encryption', 'name'] })).toEqual([])
})

test('a class of kinds is a subject: what some kind of it has can be required', () => {
  const member = { kind: 'AwsIamUser', isAdmin: false }
  const tests = aRule().tests.map((one) => ({ ...one, nodes: { ...one.nodes, member } }))
  expect(lint({ subject: 'Identity', requires: ['isAdmin'], tests })).toEqual([])
  expect(lint({ subject: 'Identity', requires: ['encryption'], tests })).toEqual([
    'requires: Identity has no property encryption',
  ])
})

describe('faults are named with their field', () => {
  const cases: readonly [Partial<Rule>, string][] = [
    [{ id: 'gcp-test' }, 'id: does not begin with aws-'],
    [{ subject: 'AwsBucket' }, 'subject: no node kind is called AwsBucket'],
    [{ requires: ['encrypted'] }, 'requires: AwsS3Bucket has no property encrypted'],
    [{ control: 'wishes' }, 'control: wishes is not in rules/controls.yaml'],
    [
      { requirements: ['cis-aws-5.0:9.9'] },
      'requirements: cis-aws-5.0:9.9 is in no file of rules/frameworks',
    ],
    [
      { requirements: ['cis-aws-9.0:2.1.4'] },
      'requirements: cis-aws-9.0:2.1.4 is in no file of rules/frameworks',
    ],
    [{ population: 'MATCH (b:AwsS3Bucket) RETURN b.id AS id' }, 'population: RETURN gives no subject'],
    [{ kind: 'toxic-combination' }, 'query: RETURN gives no path'],
    [{ tests: nearMiss ? [nearMiss] : [] }, 'tests: none finds anything'],
    [{ tests: finds ? [finds] : [] }, 'tests: none is a near miss that finds nothing'],
  ]
  test.each(cases)('%j', (given, problem) => {
    expect(lint(given)).toContain(problem)
  })
})

test('a test with an unknown kind, property, relationship or id is named', () => {
  const broken = {
    name: 'broken',
    nodes: { a: { kind: 'Nothing' }, b: { kind: 'AwsS3Bucket', colour: 'red' } },
    relationships: [['a', 'LIKES', 'c'] as const],
    finds: ['d'],
    notEvaluated: [],
  }
  expect(lint({ tests: [...aRule().tests, broken] })).toEqual([
    'tests: broken: no node kind is called Nothing',
    'tests: broken: AwsS3Bucket has no property colour',
    'tests: broken: no relationship kind is called LIKES',
    'tests: broken: c is not in its graph',
    'tests: broken: d is not in its graph',
  ])
})
