import { expect, test } from 'vitest'
import type { NodeRecord, RelationshipRecord, Snapshot } from '../snapshot/records.ts'
import { relationshipId } from '../snapshot/records.ts'
import { openStore } from './open.ts'

const snapshot = (nodes: NodeRecord[], relationships: RelationshipRecord[]): Snapshot => ({
  nodes: new Map(nodes.map((node) => [node.id, node])),
  relationships: new Map(relationships.map((r) => [relationshipId(r), r])),
  coverage: [],
})
const estate = snapshot(
  [
    { id: 'Internet', kind: 'Internet', props: {} },
    {
      id: 'b',
      kind: 'AwsS3Bucket',
      props: { name: 'b', policy: null, acl: [{ a: 1 }], tags: ['x=y'] },
      partition: 'p',
    },
  ],
  [
    {
      from: 'Internet',
      kind: 'CAN_READ',
      to: 'b',
      key: '',
      props: { technique: null, likelihood: 0.5, evidence: [{ type: 'x' }] },
    },
  ],
)

test('a snapshot comes back as it was published', async () => {
  const store = await openStore(process.env.NEO4J_URI ?? '', {
    neo4j: { username: 'neo4j', password: process.env.NEO4J_PASSWORD ?? '' },
  })
  const scan = { id: 's1', startedAt: 'now', source: 'test' }
  const result = await store.publish({ scan, snapshot: estate, token: await store.writeToken() })
  expect(result.nodes).toEqual({ added: 2, changed: 0, removed: 0 })
  expect(await store.loadSnapshot()).toEqual(estate)
  const again = await store.publish({
    scan: { ...scan, id: 's2' },
    snapshot: estate,
    token: await store.writeToken(),
  })
  expect(again.nodes).toEqual({ added: 0, changed: 0, removed: 0 })
  const third = await store.publish({
    scan: { ...scan, id: 's3' },
    snapshot: snapshot([{ id: 'b', kind: 'AwsS3Bucket', props: { name: 'c' } }], []),
    token: await store.writeToken(),
  })
  expect(third.nodes).toEqual({ added: 0, changed: 1, removed: 1 })
  expect(third.relationships).toEqual({ added: 0, changed: 0, removed: 1 })
  await store.close()
})
