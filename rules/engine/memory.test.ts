import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { type Evaluation, evaluateRules } from './evaluate.ts'
import { type GraphLiteral, literalSnapshot } from './literal.ts'
import { evaluatedRecord } from './memory.ts'
import type { Rule } from './rule.ts'
import { isTouched, narrowedQuery } from './rule-reach.ts'
import { readFindings, storedFinding } from './stored-findings.ts'
import { anEntry, aRule } from './testkit.ts'

const PLAIN = aRule()
const TAGGED = aRule({
  id: 'aws-tagged',
  query: `MATCH (b:AwsS3Bucket) UNWIND b.tags AS tag WITH b, tag WHERE tag STARTS WITH 'public'
    RETURN b.id AS subject, 'Tagged ' + tag AS detail`,
})
const REACHED = aRule({
  id: 'aws-reached',
  query: 'MATCH (u:AwsIamUser)-[:CAN_READ]->(b:AwsS3Bucket) RETURN b.id AS subject, [u.id, b.id] AS path',
})
const OLD = aRule({
  id: 'aws-old',
  parameters: { maximumAgeDays: 2 },
  query: 'MATCH (b:AwsS3Bucket) WHERE b.createdAt < $maximumAgeDaysAgo RETURN b.id AS subject',
})
const COMING = aRule({
  id: 'aws-coming',
  parameters: { noticeDays: 1 },
  query: 'MATCH (b:AwsS3Bucket) WHERE b.createdAt < $noticeDaysAhead RETURN b.id AS subject',
})
const CLASSED = aRule({
  id: 'aws-classed',
  subject: 'Data',
  query: "MATCH (b:Data) WHERE b.encryption = 'none' RETURN b.id AS subject",
})
const RULES: readonly Rule[] = [PLAIN, TAGGED, REACHED, OLD, COMING, CLASSED]

const coverage = [anEntry(), anEntry({ service: 'iam' })]
const NAMES = ['a', 'b', 'c', 'd']

const bucket = fc.record(
  {
    kind: fc.constant('AwsS3Bucket'),
    encryption: fc.constantFrom('none', 'AES256'),
    tags: fc.subarray(['public=yes', 'public=no', 'team=core']),
    createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
  },
  { requiredKeys: ['kind', 'encryption'] },
)
const literal: fc.Arbitrary<GraphLiteral> = fc
  .record({
    buckets: fc.dictionary(fc.constantFrom(...NAMES), bucket),
    readers: fc.subarray(NAMES),
  })
  .map(({ buckets, readers }) => ({
    nodes: { ...buckets, user: { kind: 'AwsIamUser' } },
    relationships: readers.flatMap((id): GraphLiteral['relationships'][number][] =>
      Object.hasOwn(buckets, id) ? [['user', 'CAN_READ', id]] : [],
    ),
  }))

/** One scan as the pipeline makes it; `asked` counts the rows that rules' queries gave. */
async function scan(store: GraphStore, graph: GraphLiteral, day: number, rules: readonly Rule[]) {
  const startedAt = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
  const published = await store.publish({
    scan: { id: `day-${day}`, startedAt, source: 'test' },
    snapshot: literalSnapshot(graph, coverage),
    token: await store.writeToken(),
  })
  const request = { rules, coverage, scan: published.scan }
  const texts: string[] = []
  const watched: Pick<GraphStore, 'read'> = {
    read: (cypher, params, options) => {
      texts.push(cypher)
      return store.read(cypher, params, options)
    },
  }
  const previous = await readFindings(store, published.scan.sequence)
  const whole = await evaluateRules({ ...request, store, previous })
  const remembering = await evaluateRules({ ...request, store: watched })
  await store.keep(
    published.scan,
    'Finding',
    remembering.findings.map((finding) => storedFinding(finding, published.scan)),
  )
  await store.completeScan(published.scan)
  await store.put('Setting', evaluatedRecord(published.scan, rules))
  return { whole, remembering, texts }
}

const asked = (texts: readonly string[], rule: Rule): 'whole' | 'narrowed' | 'not' => {
  if (texts.includes(rule.query)) return 'whole'
  return texts.some((text) => text.endsWith(rule.query)) ? 'narrowed' : 'not'
}

async function withStore<T>(work: (store: GraphStore) => Promise<T>): Promise<T> {
  const store = await openStore('memory:')
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

test('an evaluation that remembers the scan before says what one of everything says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(literal, { minLength: 2, maxLength: 4 }), (graphs) =>
      withStore(async (store) => {
        for (const [at, graph] of graphs.entries()) {
          const { whole, remembering } = await scan(store, graph, at + 1, RULES)
          expect<Evaluation>(remembering).toEqual(whole)
        }
      }),
    ),
    { numRuns: 25 },
  )
})

const before: GraphLiteral = {
  nodes: {
    plain: { kind: 'AwsS3Bucket', encryption: 'none' },
    safe: { kind: 'AwsS3Bucket', encryption: 'AES256' },
    user: { kind: 'AwsIamUser' },
  },
  relationships: [['user', 'CAN_READ', 'plain']],
}

test('after a change of one bucket that bucket is asked for, and rules about time ask for all', async () => {
  await withStore(async (store) => {
    const first = await scan(store, before, 1, RULES)
    expect(RULES.map((rule) => asked(first.texts, rule))).toEqual(RULES.map(() => 'whole'))
    const nodes = { ...before.nodes, safe: { kind: 'AwsS3Bucket', encryption: 'none' } }
    const second = await scan(store, { ...before, nodes }, 2, RULES)
    expect(RULES.map((rule) => asked(second.texts, rule))).toEqual([
      'narrowed',
      'narrowed',
      'whole',
      'whole',
      'whole',
      'narrowed',
    ])
    expect(second.remembering.findings.map(({ rule, subject }) => [rule, subject])).toContainEqual([
      'aws-test',
      'safe',
    ])
    const third = await scan(store, { ...before, nodes }, 3, RULES)
    expect(RULES.map((rule) => asked(third.texts, rule))).toEqual([
      'not',
      'not',
      'not',
      'whole',
      'whole',
      'not',
    ])
  })
})

test('a rule that was edited since is asked whole', async () => {
  await withStore(async (store) => {
    await scan(store, before, 1, [PLAIN])
    const edited = { ...PLAIN, query: `${PLAIN.query} ORDER BY subject` }
    expect(asked((await scan(store, before, 2, [edited])).texts, edited)).toBe('whole')
  })
})

test.each([
  ['a neighbour', 'MATCH (b:AwsS3Bucket)-[:LOGS_TO]->(log:AwsS3Bucket) RETURN b.id AS subject'],
  [
    'a second pattern',
    'MATCH (b:AwsS3Bucket) MATCH (a:AwsAccount) WHERE a.id = b.account RETURN b.id AS subject',
  ],
  ['an aggregate', 'MATCH (b:AwsS3Bucket) WITH max(b.id) AS last RETURN last AS subject'],
  [
    'a subquery',
    'MATCH (b:AwsS3Bucket) WHERE NOT EXISTS { MATCH (b)-[:LOGS_TO]->(x) } RETURN b.id AS subject',
  ],
  ['a limit', 'MATCH (b:AwsS3Bucket) RETURN b.id AS subject LIMIT 3'],
  ['another kind', 'MATCH (b:Data) RETURN b.id AS subject'],
])('a query with %s is never narrowed', (_, query) => {
  expect(narrowedQuery(aRule({ query }))).toBeNull()
})

test.each([
  ['a node of its kinds', { nodes: new Map([['x', 'AwsIamUser']]), kinds: new Set(['AwsIamUser']) }, true],
  [
    'a node of another kind',
    { nodes: new Map([['x', 'AwsIamRole']]), kinds: new Set(['AwsIamRole']) },
    false,
  ],
  ['a relationship of its types', { relationships: new Set(['CAN_READ']) }, true],
  ['a relationship of another type', { relationships: new Set(['CAN_WRITE']) }, false],
])('%s: does the query see it?', (_, some, seen) => {
  const nothing = {
    nodes: new Map<string, string>(),
    kinds: new Set<string>(),
    relationships: new Set<string>(),
  }
  expect(isTouched(REACHED.query, { ...nothing, ...some })).toBe(seen)
})

test('a node that is asked for without a label may be any', () => {
  const query = "MATCH (u:AwsIamUser)-[:CAN_READ]->(x) WHERE x.sensitivity = 'high' RETURN u.id AS subject"
  const changes = {
    nodes: new Map([['k', 'AwsKmsKey']]),
    kinds: new Set(['AwsKmsKey']),
    relationships: new Set<string>(),
  }
  expect(isTouched(query, changes)).toBe(true)
})
