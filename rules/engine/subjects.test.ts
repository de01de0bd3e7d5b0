import { expect, test } from 'vitest'
import type { NodeRecord } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import { readSubjects, subjectsAmong } from './subjects.ts'

const account = '111111111111'
const NODES: readonly NodeRecord[] = [
  { id: account, kind: 'AwsAccount', props: { name: 'production' } },
  { id: 'bare', kind: 'AwsS3Bucket', props: {} },
  {
    id: 'open',
    kind: 'AwsS3Bucket',
    props: { account, name: 'open', exposure: 'internet', sensitivity: 'high' },
  },
  { id: 'old', kind: 'AwsS3Bucket', props: { account, region: 'eu-west-1', stale: true } },
  { id: 'named', kind: 'AwsS3Bucket', props: { account, stub: true } },
  { id: 'ada', kind: 'AwsIamUser', props: { account, exposure: 'internal' } },
]

test('nodes at hand are the subjects that the store would tell of', async () => {
  const store = await openStore('memory:', { command: 'test' })
  try {
    const nodes = new Map(NODES.map((node) => [node.id, node]))
    const snapshot = {
      nodes,
      relationships: new Map(),
      coverage: [],
    }
    const scan = { id: 'scan', startedAt: '2026-11-27T00:00:00.000Z', source: 'test' }
    await store.publish({ scan, snapshot, token: await store.writeToken() })
    const among = subjectsAmong(nodes)
    for (const label of ['AwsAccount', 'AwsS3Bucket', 'AwsIamUser', 'AwsIamRole', 'Identity']) {
      const stored = await readSubjects(store, label)
      expect([...among(label).values()]).toEqual([...stored.values()])
      for (const { id } of NODES) {
        expect(among(label).has(id)).toBe(stored.has(id))
        expect(among(label).get(id)).toEqual(stored.get(id))
      }
    }
    expect([...among('AwsS3Bucket').keys()]).toEqual(['bare', 'open', 'old'])
    expect([...among('Identity').values()]).toMatchObject([{ id: 'ada', kind: 'AwsIamUser' }])
    await expect(readSubjects(store, 'Nothing')).rejects.toThrow('neither a node kind nor a class')
  } finally {
    await store.close()
  }
})
