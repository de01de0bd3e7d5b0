import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HUB_NODE_KINDS } from '../../graph/schema/index.ts'
import { canonicalJson } from '../../graph/snapshot/hash.ts'
import type { NodeRecord, RelationshipRecord, Snapshot } from '../../graph/snapshot/records.ts'
import { relationshipId } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { estate, INSTANCE, PROD, VAULT, WEB_ROLE } from '../testkit.ts'
import { snapshotResources } from './past.ts'
import { createReader } from './reader.ts'
import type { ResourceFilter, ResourceSource, Way } from './source.ts'
import { storedResources } from './stored.ts'

/** Names that sort differently by UTF-16 unit, by code point and by language. */
const AWKWARD = ['Zebra', 'apple', 'Äpfel', 'ﬃ', '😀', 'ab', 'aB', 'a b', '~']

const extra: NodeRecord[] = AWKWARD.map((name, at) => ({
  id: `arn:aws:s3:::awkward-${at}`,
  kind: 'AwsS3Bucket',
  props: { name, tags: [`note=${name}`] },
}))
const links: RelationshipRecord[] = extra.map(({ id }) => ({
  from: id,
  kind: 'LOGS_TO',
  to: VAULT,
  props: {},
}))
const snapshot: Snapshot = estate({ nodes: extra, relationships: links })

let store: GraphStore
let stored: ResourceSource
const past = snapshotResources(snapshot)

beforeAll(async () => {
  store = await openStore('memory:')
  const scan = { id: 's1', startedAt: '2026-11-20T12:00:00Z', source: 'test' }
  await store.publish({ scan, snapshot, token: await store.writeToken() })
  stored = storedResources(createReader(store, Date.now() + 120_000))
})
afterAll(() => store.close())

const both = async <T>(ask: (source: ResourceSource) => Promise<T>): Promise<T> => {
  const expected = await ask(past)
  expect(await ask(stored)).toEqual(expected)
  return expected
}

const ids = [...snapshot.nodes.keys()].filter(
  (id) => !HUB_NODE_KINDS.includes(snapshot.nodes.get(id)?.kind ?? ''),
)
const filters = fc.record<ResourceFilter>(
  {
    search: fc.constantFrom('logs', 'VAULT', 'ä', 'ÄPF', ':', 'nothing', INSTANCE),
    kinds: fc.subarray(['AwsS3Bucket', 'AwsIamUser', 'AwsIamRole', 'AccessClass']),
    accounts: fc.subarray([PROD, '222222222222', '9']),
    classes: fc.subarray(['Data', 'Identity', 'Account', 'Policy']),
    tags: fc.array(
      fc.record(
        {
          key: fc.constantFrom('team', 'index', 'note', 'ind'),
          value: fc.constantFrom('core', '7', '😀', ''),
        },
        { requiredKeys: ['key'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)

test('a scan in memory lists what the store lists, whatever the filter', async () => {
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 30 }), async (filter, limit) => {
      const page = await both((source) => source.page(filter, null, limit))
      await both((source) => source.count(filter))
      const last = page.at(-1)
      if (last === undefined) return
      await both((source) => source.page(filter, { name: last.name, id: last.node.id }, limit))
    }),
    { numRuns: 60 },
  )
})

test('a scan in memory gives the neighbours that the store gives, page after page', async () => {
  const ways: readonly Way[] = ['out', 'in']
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ids),
      fc.constantFrom(...ways),
      fc.integer({ min: 1, max: 5 }),
      async (id, way, limit) => {
        const page = await both((source) => source.neighbours(id, way, {}, null, limit))
        const last = page.at(-1)
        if (last === undefined) return
        const { name, node, relationship } = last
        const key = { kind: relationship.kind, name, id: node.id, rid: relationship.rid }
        await both((source) => source.neighbours(id, way, {}, key, limit))
      },
    ),
    { numRuns: 60 },
  )
  await both((source) => source.neighbours(WEB_ROLE, 'out', { kinds: ['HAS_POLICY'] }, null, 9))
  await both((source) => source.neighbours(VAULT, 'in', { neighbourKinds: ['AwsIamUser'] }, null, 99))
})

test('counts, kinds, accounts, the canvas and the palette agree too', async () => {
  const sorted = (rows: readonly object[]) => rows.map((row) => canonicalJson({ ...row })).sort()
  for (const way of ['out', 'in'] as const) await both(async (source) => sorted(await source.tally(ids, way)))
  await both((source) => source.kinds())
  await both((source) => source.accounts())
  await both(async (source) => sorted(await source.between(ids, 1_000)))
  await both(async (source) => [...(await source.byId([VAULT, 'nope', PROD])).entries()])
  for (const text of ['vault', 'LOGS', VAULT, 'ä', 'nothing']) await both((source) => source.search(text, 7))
})

test('an edge through an access class has its members as sources', async () => {
  const page = await both((source) => source.neighbours(VAULT, 'in', { kinds: ['CAN_READ'] }, null, 10))
  expect(page.map(({ name }) => name)).toEqual(['ann', 'bob', 'cem'])
  expect([...snapshot.relationships.keys()]).toContain(
    relationshipId({ from: 'access-class:readers', kind: 'CAN_READ', to: VAULT, key: '' }),
  )
})
