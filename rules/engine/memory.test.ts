import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { resultsOfRules } from '../../queries/posture-records.ts'
import { runQuery } from '../../queries/query.ts'
import { evaluateRules } from './evaluate.ts'
import { keepEvaluation } from './keep-evaluation.ts'
import { type GraphLiteral, literalSnapshot } from './literal.ts'
import { evaluatedRecord } from './memory.ts'
import type { Finding, Rule, RuleResult } from './rule.ts'
import { type Changes, isTouched, narrowedQuery } from './rule-reach.ts'
import { findingsOf, readFindings } from './stored-findings.ts'
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

const READ = [anEntry(), anEntry({ service: 'iam' })]
const DENIED = [anEntry({ state: 'DENIED', reason: 's3:ListAllMyBuckets' }), anEntry({ service: 'iam' })]
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

const byRule = (one: RuleResult, other: RuleResult): number =>
  one.rule === other.rule ? 0 : one.rule < other.rule ? -1 : 1
const byId = (one: Finding, other: Finding): number => (one.id < other.id ? -1 : 1)

/** One scan as the pipeline makes it; `asked` counts the rows that rules' queries gave. */
async function scan(
  store: GraphStore,
  graph: GraphLiteral,
  day: number,
  rules: readonly Rule[],
  coverage: readonly CoverageEntry[] = READ,
) {
  const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString()
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
  await keepEvaluation(store, published.scan, remembering)
  await store.completeScan(published.scan)
  await store.put('Setting', evaluatedRecord(request, remembering.unanswered))
  const stored = await findingsOf(store, published.scan)
  const posture = await runQuery(store, resultsOfRules, { sequence: published.scan.sequence })
  return { whole, remembering, stored, posture: posture.flatMap(({ results }) => results), texts }
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

const NO_EXCEPTION = {
  finding: null,
  rule: null,
  resource: null,
  tag: null,
  account: null,
  reason: 'agreed',
  author: 'ann',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  revokedBy: null,
  premise: [],
}

/** What happens between one scan and the next. */
const step = fc.record({
  /** null: nothing differs. */
  graph: fc.option(literal, { freq: 2 }),
  days: fc.constantFrom(1, 60),
  isRead: fc.boolean(),
  edited: fc.option(fc.constantFrom(...RULES), { freq: 5 }),
  /** By what the exception that is made then covers. */
  exception: fc.constantFrom<(Partial<typeof NO_EXCEPTION> | { rule: string } | { resource: string }) | null>(
    null,
    null,
    { rule: PLAIN.id },
    { resource: 'a' },
  ),
  revokes: fc.boolean(),
  /** A rule that the catalogue has no more. */
  dropped: fc.option(fc.constantFrom(...RULES), { freq: 5 }),
})

test('an evaluation that remembers the scan before says what one of everything says', async () => {
  await fc.assert(
    fc.asyncProperty(literal, fc.array(step, { minLength: 1, maxLength: 5 }), (first, steps) =>
      withStore(async (store) => {
        let [graph, day, rules] = [first, 1, RULES]
        await scan(store, graph, day, rules)
        for (const [at, { days, isRead, edited, exception, revokes, dropped, ...next }] of steps.entries()) {
          graph = next.graph ?? graph
          day += days
          rules = rules.map((rule) => (rule === edited ? { ...rule, severity: 'low' } : rule))
          rules = rules.filter(({ id }) => id !== dropped?.id)
          const record = { ...NO_EXCEPTION, id: 'exception', ...exception }
          if (exception !== null) await store.put('Exception', record)
          else if (revokes && at > 0)
            await store.put('Exception', {
              ...record,
              revokedAt: '2026-01-02T00:00:00.000Z',
              revokedBy: 'bob',
            })
          const coverage = isRead ? READ : DENIED
          const { whole, remembering, stored, posture } = await scan(store, graph, day, rules, coverage)
          expect(remembering.results).toEqual(whole.results)
          expect([...posture].sort(byRule)).toEqual([...whole.results].sort(byRule))
          expect([...stored].sort(byId)).toEqual([...whole.findings].sort(byId))
        }
      }),
    ),
    { numRuns: 40 },
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
      'not',
      'not',
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

const NOTHING: Changes = { nodes: new Map(), kinds: new Map(), relationships: new Map() }

test.each<[string, Partial<Changes>, boolean]>([
  ['a node of its kinds that came', { kinds: new Map([['AwsIamUser', 'all']]) }, true],
  ['a node of another kind', { kinds: new Map([['AwsIamRole', 'all']]) }, false],
  ['a relationship of its types that came', { relationships: new Map([['CAN_READ', 'all']]) }, true],
  ['a relationship of another type', { relationships: new Map([['CAN_WRITE', 'all']]) }, false],
  ['a property that it reads', { kinds: new Map([['AwsIamUser', new Set(['id'])]]) }, true],
  ['a property that it does not read', { kinds: new Map([['AwsIamUser', new Set(['tags'])]]) }, false],
  [
    'a property of a relationship that it does not read',
    { relationships: new Map([['CAN_READ', new Set(['likelihood'])]]) },
    false,
  ],
])('%s: does the query see it?', (_, some, seen) => {
  expect(isTouched(REACHED.query, { ...NOTHING, ...some })).toBe(seen)
})

test('a node that is asked for without a label may be any', () => {
  const query = "MATCH (u:AwsIamUser)-[:CAN_READ]->(x) WHERE x.sensitivity = 'high' RETURN u.id AS subject"
  expect(isTouched(query, { ...NOTHING, kinds: new Map([['AwsKmsKey', new Set(['sensitivity'])]]) })).toBe(
    true,
  )
  expect(isTouched(query, { ...NOTHING, kinds: new Map([['AwsKmsKey', new Set(['tags'])]]) })).toBe(false)
})

test.each([
  "WHERE properties(b)['tags'] IS NULL",
  'WHERE any(key IN keys(b) WHERE b[key] IS NULL)',
  "WHERE b['ta' + 'gs'] IS NULL",
  'WHERE b[$name] IS NULL',
  "WHERE b['tags'] IS NULL",
  'WHERE b.`tags` IS NULL',
])('%s reads the tags', (where) => {
  const query = `MATCH (b:AwsS3Bucket) ${where} RETURN b.id AS subject`
  expect(isTouched(query, { ...NOTHING, kinds: new Map([['AwsS3Bucket', new Set(['tags'])]]) })).toBe(true)
})

test.each(["WHERE b.encryption IN ['none']", "WHERE b.list[0] = 'none'"])('%s does not', (where) => {
  const query = `MATCH (b:AwsS3Bucket) ${where} RETURN b.id AS subject, [b.id] AS path`
  expect(isTouched(query, { ...NOTHING, kinds: new Map([['AwsS3Bucket', new Set(['tags'])]]) })).toBe(false)
})
