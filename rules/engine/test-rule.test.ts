import { expect, test } from 'vitest'
import { openStore } from '../../graph/store/open.ts'
import type { Rule } from './rule.ts'
import { testRules } from './test-rule.ts'
import { aRule } from './testkit.ts'

const problemsOf = async (rule: Rule) =>
  (await testRules([rule], () => openStore('memory:'))).map(({ problems }) => problems)

test('tests that hold have no problems', async () => {
  expect(await problemsOf(aRule())).toEqual([[], []])
})

test('a query that finds nothing, and one that finds too much, are told', async () => {
  const nothing = aRule({ query: 'MATCH (b:AwsS3Bucket) WHERE false RETURN b.id AS subject' })
  expect(await problemsOf(nothing)).toEqual([['plain is not failing, which the test expects'], []])
  const all = aRule({ query: 'MATCH (b:AwsS3Bucket) RETURN b.id AS subject' })
  expect(await problemsOf(all)).toEqual([[], ['safe is failing, which the test does not expect']])
})

test('a resource that is left open by surprise is told', async () => {
  const rule = aRule({ requires: ['logging'] })
  expect(await problemsOf(rule)).toEqual([[], ['safe is not evaluated, which the test does not expect']])
})

test('a test without anything to evaluate is told', async () => {
  const rule = aRule({ population: 'MATCH (b:AwsS3Bucket) WHERE false RETURN b.id AS subject' })
  expect(await problemsOf(rule)).toEqual([[], ['the test has nothing that the rule evaluates']])
})

test('a query that does not run is told', async () => {
  const [first] = await problemsOf(aRule({ query: 'MATCH (b:AwsS3Bucket RETURN b' }))
  expect(first?.join()).toContain('its query failed')
})

test('a store that holds an estate is left as it is', async () => {
  const store = await openStore('memory:')
  const scan = { id: 's', startedAt: '2026-01-01T00:00:00Z', source: 'an estate' }
  const snapshot = { nodes: new Map(), relationships: new Map(), coverage: [] }
  await store.publish({ scan, snapshot, token: await store.writeToken() })
  await expect(testRules([aRule()], async () => store)).rejects.toThrow('holds an estate')
})
