import { expect, test } from 'vitest'
import { type AttackEdge, toRelationship } from '../attack.ts'
import { relationshipId, type Snapshot } from '../snapshot/records.ts'
import { finish, inTurns } from '../turns.ts'
import { assessing } from './assessment.ts'
import { choosing } from './choice.ts'
import { findingChokePoints } from './choke-point-list.ts'
import { findFixes } from './fixes.ts'
import { graphsFor, searching, searchPaths } from './search.ts'

const NOW = '2026-11-20T00:00:00Z'
const ROLES = 400

const edge = (from: string, kind: string, to: string): AttackEdge => ({
  from,
  kind,
  to,
  technique: null,
  attack: [],
  likelihood: 0.9,
  conditions: [],
  evidence: [],
  provenance: {
    id: from,
    type: 'policy',
    edit: { change: 'remove-statement', policy: from, statement: 0 },
  },
})

/** Every role may assume every other one: 160,000 edges, and more loopless paths than there are atoms. */
function dense(): Snapshot {
  const roles = Array.from({ length: ROLES }, (_, at) => `role-${at}`)
  const edges = [
    edge('Internet', 'CAN_INVOKE', 'role-0'),
    ...roles.flatMap((from) => roles.flatMap((to) => (from === to ? [] : [edge(from, 'CAN_ASSUME', to)]))),
    edge(`role-${ROLES - 1}`, 'CAN_READ', 'bucket'),
  ]
  const nodes = [
    { id: 'Internet', kind: 'Internet', props: {} },
    { id: 'bucket', kind: 'AwsS3Bucket', props: { sensitivity: 'high' } },
    ...roles.map((id) => ({ id, kind: 'AwsIamRole', props: {} })),
  ]
  const relationships = edges.map(toRelationship)
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  }
}

const snapshot = dense()

test('a dense component does not hang the search, and the best way is found', () => {
  const [best] = searchPaths(snapshot, { now: NOW })
  expect(best?.steps.map(({ to }) => to)).toEqual(['role-0', `role-${ROLES - 1}`, 'bucket'])
})

test('nor does it hang fixes and choke points', () => {
  const assessment = finish(assessing(snapshot, { now: NOW }))
  const [first] = finish(choosing(assessment, findFixes(assessment), 3))
  expect(first?.alone).toBeCloseTo(assessment.risk)
  expect(finish(findingChokePoints(assessment)).map(({ id }) => id)).toContain(`role-${ROLES - 1}`)
})

test('a search ends when its signal says so, between two of its turns', async () => {
  const controller = new AbortController()
  const work = searching(graphsFor(snapshot), { now: NOW })
  controller.abort(new Error('enough'))
  await expect(inTurns(work, { signal: controller.signal })).rejects.toThrow('enough')
})

test('others have their turn while something long runs', async () => {
  const seen: number[] = []
  const work = function* () {
    for (let done = 0; done < 5; done++) {
      const until = performance.now() + 30
      while (performance.now() < until);
      yield { what: 'working', done, of: 5 }
    }
    return 'done'
  }
  const running = inTurns(work(), { onProgress: ({ done }) => seen.push(done) })
  let others = 0
  setImmediate(() => others++)
  await expect(running).resolves.toBe('done')
  expect([others, seen]).toEqual([1, [0, 1, 2, 3, 4]])
})
