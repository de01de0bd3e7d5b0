import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../graph/snapshot/hash.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import { createEstates } from './estates.ts'

const node = fc.record<NodeRecord>({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  kind: fc.constantFrom('AwsS3Bucket', 'ExternalPrincipal'),
  props: fc.record(
    {
      name: fc.constantFrom('x', 'y', ''),
      tags: fc.constantFrom([], ['k=v']),
      sensitivity: fc.constantFrom('low', null),
    },
    { requiredKeys: [] },
  ),
})
const relationship = fc.record<RelationshipRecord>({
  from: fc.constantFrom('a', 'b', 'c', 'd'),
  kind: fc.constantFrom('LOGS_TO', 'CONTAINS'),
  to: fc.constantFrom('a', 'b', 'c', 'd'),
  props: fc.constant({}),
})
const attackEdge = fc
  .record({
    from: fc.constantFrom('a', 'b'),
    to: fc.constantFrom('c', 'd'),
    technique: fc.constantFrom('t1', 't2'),
    likelihood: fc.constantFrom(0.5, 0.9),
  })
  .map(
    ({ from, to, technique, likelihood }): RelationshipRecord => ({
      from,
      kind: 'CAN_ASSUME',
      to,
      key: technique,
      props: { technique, likelihood, conditions: [{ key: 'k', state: 'unknown', detail: '' }] },
    }),
  )

const snapshots = fc
  .record({
    nodes: fc.array(node, { maxLength: 4 }),
    relationships: fc.array(fc.oneof(relationship, attackEdge), { maxLength: 6 }),
  })
  .map(({ nodes, relationships }): Snapshot => {
    const byId = new Map(nodes.map((record) => [record.id, record]))
    const held = relationships.filter(({ from, to }) => byId.has(from) && byId.has(to))
    return {
      nodes: byId,
      relationships: new Map(held.map((one) => [relationshipId(one), one])),
      coverage: [],
    }
  })

const contentOf = (snapshot: Snapshot) => ({
  nodes: [...snapshot.nodes.values()].map((one) => canonicalJson({ ...one })).sort(),
  relationships: [...snapshot.relationships.values()].map((one) => canonicalJson({ ...one })).sort(),
})

test('undoing the change log gives back every earlier scan', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(snapshots, { minLength: 2, maxLength: 4 }), async (history) => {
      const store = await openStore('memory:')
      const scans = []
      for (const [at, snapshot] of history.entries()) {
        const scan = { id: `s${at}`, startedAt: '2026-11-20T12:00:00Z', source: 'test' }
        scans.push((await store.publish({ scan, snapshot, token: await store.writeToken() })).scan)
      }
      const estates = createEstates(store)
      for (const [at, scan] of scans.entries()) {
        const rebuilt = await estates.snapshot(scan)
        expect(contentOf(rebuilt)).toEqual(contentOf(history[at] ?? rebuilt))
      }
      await store.close()
    }),
    { numRuns: 40 },
  )
})
