import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateEstate } from '../bench/estate.ts'
import { deriveSnapshot } from '../graph/derive.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { evaluateRules } from './engine/evaluate.ts'
import { explainRules } from './engine/explain.ts'
import { loadRules } from './engine/load.ts'
import { testRule } from './engine/test-rule.ts'
import { anEntry, aRule } from './engine/testkit.ts'

const rules = await loadRules()
let store: GraphStore

beforeAll(async () => {
  store = await openStore(process.env.NEO4J_URI ?? '', {
    neo4j: { username: process.env.NEO4J_USERNAME ?? 'neo4j', password: process.env.NEO4J_PASSWORD ?? '' },
  })
})
afterAll(() => store.close())

describe.each(rules)('$id', (rule) => {
  test('finds what its tests say, and nothing else', async () => {
    const results = await testRule(rule, store)
    expect(results.filter((result) => result.problems.length > 0)).toEqual([])
  })
})

test('the database plans every query of the catalogue, and refuses a function that it does not have', async () => {
  expect(await explainRules(rules, store)).toEqual([])
  const odd = aRule({ query: 'MATCH (b:AwsS3Bucket) WHERE frobnicate(b.name) RETURN b.id AS subject' })
  expect(await explainRules([odd], store)).toMatchObject([
    { rule: 'aws-test', field: 'query', message: expect.stringContaining('frobnicate') },
  ])
})

test('a rule that takes too long is ended, and not evaluated', async () => {
  const nodes = Array.from({ length: 2_000 }, (_, at) => `b${at}`)
  const snapshot = {
    nodes: new Map(nodes.map((id) => [id, { id, kind: 'AwsS3Bucket', props: { account: '111111111111' } }])),
    relationships: new Map(),
    coverage: [],
  }
  const scan = { id: 'slow', startedAt: '2026-01-01T00:00:00Z', source: 'test' }
  const published = await store.publish({ scan, snapshot, token: await store.writeToken() })
  // Eight thousand million combinations, which no join can spare.
  const query = `MATCH (a:AwsS3Bucket), (b:AwsS3Bucket), (c:AwsS3Bucket)
    WHERE size(a.id + b.id + c.id) < 3 RETURN a.id AS subject`
  const evaluation = await evaluateRules({
    store,
    rules: [aRule({ query })],
    coverage: [anEntry()],
    scan: published.scan,
    previous: [],
    timeout: 500,
  })
  expect(evaluation.findings.map(({ status }) => status)).toEqual(['not-evaluated'])
  expect(evaluation.results).toMatchObject([{ pass: 0, fail: 0, notEvaluated: 2_000 }])
})

test('both stores give the same findings for a generated estate', async () => {
  const { snapshot } = deriveSnapshot(generateEstate(1_000))
  const evaluateIn = async (target: GraphStore) => {
    const scan = { id: 'estate', startedAt: '2026-01-01T00:00:00Z', source: 'test' }
    const published = await target.publish({ scan, snapshot, token: await target.writeToken() })
    const { coverage } = snapshot
    return evaluateRules({ store: target, rules, coverage, scan: published.scan, previous: [] })
  }
  const embedded = await openStore('memory:')
  const [inNeo4j, inMemory] = [await evaluateIn(store), await evaluateIn(embedded)]
  await embedded.close()
  expect(inMemory.findings.length).toBeGreaterThan(0)
  expect(inNeo4j).toEqual(inMemory)
})
