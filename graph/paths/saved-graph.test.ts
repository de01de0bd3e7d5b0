import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { type AttackEdge, toRelationship } from '../attack.ts'
import { type NodeRecord, relationshipId, type Snapshot } from '../snapshot/records.ts'
import { finish } from '../turns.ts'
import { buildAttackGraph } from './graph.ts'
import { decodeGraph, encodeGraph } from './saved-graph.ts'
import { searching } from './search.ts'

const NODES: readonly NodeRecord[] = [
  { id: 'Internet', kind: 'Internet', props: {} },
  { id: 'web', kind: 'AwsEc2Instance', props: { name: 'web ünï' } },
  { id: 'role', kind: 'AwsIamRole', props: { account: '1', trustPolicy: { Statement: [] } } },
  { id: '1', kind: 'AwsAccount', props: { name: 'prod' } },
  { id: 'bucket', kind: 'AwsS3Bucket', props: { sensitivity: 'high', tags: ['data=pii'] } },
]
const edge = (from: string, kind: string, to: string): AttackEdge => ({
  from,
  kind,
  to,
  technique: null,
  attack: [],
  likelihood: 0.5,
  conditions: [{ key: 'aws:SourceIp', state: 'unknown', detail: 'the office' }],
  evidence: [{ type: 'policy', id: 'p', statement: 0, detail: 'Allow' }],
  provenance: null,
})
const relationships = [
  edge('Internet', 'CAN_REACH', 'web'),
  edge('web', 'RUNS_AS', 'role'),
  edge('role', 'CAN_READ', 'bucket'),
  edge('role', 'ADMIN_OF', '1'),
].map(toRelationship)
const snapshot: Snapshot = {
  nodes: new Map(NODES.map((node) => [node.id, node])),
  relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
  coverage: [],
}
const graph = buildAttackGraph(snapshot)
const bytes = () => new Uint8Array(Buffer.concat(encodeGraph(graph, 'scan-1')))

const pathsOf = (one: typeof graph) =>
  finish(searching({ graph: one, plain: one }, { now: '2026-11-20T00:00:00Z' }))

describe('a saved graph', () => {
  test('gives the paths of the one it was made of', () => {
    const read = decodeGraph(bytes(), 'scan-1')
    expect(read === null ? null : pathsOf(read)).toEqual(pathsOf(graph))
  })

  test('of another scan is not taken', () => {
    expect(decodeGraph(bytes(), 'scan-2')).toBeNull()
  })

  test('is not taken when one byte is another', () => {
    const damaged = bytes()
    damaged[damaged.length - 20] = (damaged[damaged.length - 20] ?? 0) ^ 1
    expect(decodeGraph(damaged, 'scan-1')).toBeNull()
  })

  test('is not taken when it is cut off or is none', async () => {
    expect(decodeGraph(bytes().slice(0, 100), 'scan-1')).toBeNull()
    expect(decodeGraph(new Uint8Array(await readFile(import.meta.filename)), 'scan-1')).toBeNull()
  })
})
