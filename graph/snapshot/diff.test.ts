import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySnapshot, snapshotOf } from './arbitrary.testkit.ts'
import { diffSnapshots } from './diff.ts'
import { canonicalJson, nodeHash, relationshipHandle } from './hash.ts'
import type { NodeRecord } from './records.ts'

const bucket = (props: NodeRecord['props']): NodeRecord => ({ id: 'b', kind: 'AwsS3Bucket', props })
const NOTHING = { added: [], changed: [], removed: [] }

test('the order of keys does not change the hash', () => {
  expect(nodeHash(bucket({ a: { x: 1, y: [2, { p: 3, q: 4 }] }, b: 5 }))).toBe(
    nodeHash(bucket({ b: 5, a: { y: [2, { q: 4, p: 3 }], x: 1 } })),
  )
})

test('the order of a list changes the hash', () => {
  expect(nodeHash(bucket({ tags: ['a', 'b'] }))).not.toBe(nodeHash(bucket({ tags: ['b', 'a'] })))
})

test('null and absent differ: one was looked at and is none, the other was not collected', () => {
  expect(nodeHash(bucket({ policy: null }))).not.toBe(nodeHash(bucket({})))
})

test('the partition is part of the content', () => {
  expect(nodeHash({ ...bucket({}), partition: 'p' })).not.toBe(nodeHash(bucket({})))
})

test('a change of kind is a change', () => {
  const stub = snapshotOf([{ id: 'b', kind: 'ExternalPrincipal', props: {} }])
  expect(diffSnapshots(stub, snapshotOf([bucket({})])).nodes).toEqual({ ...NOTHING, changed: ['b'] })
})

test('parallel relationships of one kind are told apart by their key', () => {
  const edge = { from: 'a', kind: 'CAN_ASSUME', to: 'b' }
  expect(relationshipHandle({ ...edge, key: 'iam-001' })).not.toBe(
    relationshipHandle({ ...edge, key: 'iam-002' }),
  )
})

test('a snapshot does not differ from itself', () => {
  fc.assert(
    fc.property(anySnapshot, (snapshot) => {
      expect(diffSnapshots(snapshot, snapshot)).toEqual({ nodes: NOTHING, relationships: NOTHING })
    }),
  )
})

test('what is added one way is removed the other way, and changes are the same', () => {
  fc.assert(
    fc.property(anySnapshot, anySnapshot, (before, after) => {
      const there = diffSnapshots(before, after).nodes
      const back = diffSnapshots(after, before).nodes
      expect(new Set(there.added)).toEqual(new Set(back.removed))
      expect(new Set(there.changed)).toEqual(new Set(back.changed))
    }),
  )
})

test('a node counts as changed exactly when its canonical text differs', () => {
  fc.assert(
    fc.property(anySnapshot, anySnapshot, (before, after) => {
      const said = (node: NodeRecord) => canonicalJson([node.kind, node.partition ?? null, node.props])
      const expected = [...after.nodes.values()].filter((node) => {
        const old = before.nodes.get(node.id)
        return old !== undefined && said(old) !== said(node)
      })
      expect(diffSnapshots(before, after).nodes.changed).toEqual(expected.map(({ id }) => id))
    }),
  )
})
