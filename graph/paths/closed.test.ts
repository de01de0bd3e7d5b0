import { expect, test } from 'vitest'
import type { RelationshipRecord, Snapshot } from '../snapshot/records.ts'
import { additionsTo } from './closed.ts'
import { buildAttackGraph } from './graph.ts'

const edge = (from: string, to: string, kind = 'CAN_READ'): RelationshipRecord => ({
  ...{ from, kind, to, key: '' },
  props: { likelihood: 1, conditions: [] },
})

function walked(edges: readonly RelationshipRecord[], entries: readonly string[]) {
  const ids = ['a', 'b', 'c']
  const snapshot: Snapshot = {
    nodes: new Map(ids.map((id) => [id, { id, kind: 'AwsS3Bucket', props: {} }])),
    relationships: new Map(edges.map((one) => [`${one.from} ${one.kind} ${one.to}`, one])),
    coverage: [],
  }
  return { graph: buildAttackGraph(snapshot), entries: new Set(entries) }
}

const adds = additionsTo(walked([edge('a', 'b'), edge('b', 'c', 'ADMIN_OF')], ['a', 'b']))

test.each([
  ['the same', [edge('a', 'b'), edge('b', 'c', 'ADMIN_OF')], ['a', 'b'], false],
  ['less of everything', [], ['a'], false],
  ['another edge', [edge('a', 'b'), edge('a', 'c')], ['a'], true],
  ['an edge of another kind', [edge('a', 'b', 'CAN_WRITE')], ['a'], true],
  ['another administrator', [edge('a', 'c', 'ADMIN_OF')], ['a'], true],
  ['another entry', [edge('a', 'b')], ['a', 'c'], true],
] as const)('an estate that has %s', (_what, edges, entries, expected) => {
  expect(adds(walked(edges, entries))).toBe(expected)
})
