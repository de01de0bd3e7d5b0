import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AttackEdge, toRelationship } from '../attack.ts'
import { type NodeRecord, relationshipId, type Snapshot } from '../snapshot/records.ts'
import { finish } from '../turns.ts'
import { assess } from './assessment.ts'
import { choosing } from './choice.ts'
import { findFixes, readProvenance } from './fixes.ts'
import { sourceOf } from './sources.ts'

const NOW = '2026-11-20T00:00:00Z'
const ACCOUNT = '111122223333'
const NODES = 6

const role = (index: number): string => (index === 0 ? 'Internet' : `role-${index}`)

const NODE_RECORDS: readonly NodeRecord[] = [
  { id: 'Internet', kind: 'Internet', props: {} },
  { id: ACCOUNT, kind: 'AwsAccount', props: {} },
  { id: 'bucket', kind: 'AwsS3Bucket', props: { sensitivity: 'high' } },
  ...Array.from({ length: NODES - 1 }, (_, at) => ({
    id: role(at + 1),
    kind: 'AwsIamRole',
    props: { account: '444455556666' },
  })),
]

interface Draw {
  readonly from: number
  readonly to: number
  readonly statement: number
  readonly likelihood: number
  readonly kind: 'CAN_ASSUME' | 'ADMIN_OF' | 'CAN_READ'
}

const draws = fc.uniqueArray(
  fc.record({
    from: fc.nat(NODES - 1),
    to: fc.nat(NODES - 1),
    statement: fc.nat(4),
    likelihood: fc.constantFrom(0.95, 0.5, 0.2),
    kind: fc.constantFrom('CAN_ASSUME', 'CAN_ASSUME', 'CAN_ASSUME', 'ADMIN_OF', 'CAN_READ'),
  }),
  { maxLength: 14, selector: ({ from, to, kind }) => `${from} ${kind} ${kind === 'CAN_ASSUME' ? to : ''}` },
)

const TARGETS = { ADMIN_OF: ACCOUNT, CAN_READ: 'bucket' } as const

function snapshotOf(list: readonly Draw[]): Snapshot {
  const relationships = list.map(({ from, to, statement, likelihood, kind }) => {
    const edge: AttackEdge = {
      from: role(from),
      kind,
      to: kind === 'CAN_ASSUME' ? role(to) : TARGETS[kind],
      technique: null,
      attack: [],
      likelihood,
      conditions: [],
      evidence: [],
      provenance: {
        id: 'policy',
        type: 'policy',
        edit: { change: 'remove-statement', policy: 'policy', statement },
      },
    }
    return toRelationship(edge)
  })
  return {
    nodes: new Map(NODE_RECORDS.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  }
}

function without(snapshot: Snapshot, keys: readonly string[]): Snapshot {
  const kept = [...snapshot.relationships].filter(([, relationship]) => {
    const provenance = readProvenance(relationship)
    return provenance === null || !keys.includes(sourceOf(provenance, snapshot).key)
  })
  return { ...snapshot, relationships: new Map(kept) }
}

/** Risk that a fresh search finds without the edges of fixes. */
const riskWithout = (snapshot: Snapshot, keys: readonly string[]): number =>
  assess(without(snapshot, keys), { now: NOW }).risk

describe('fixes', () => {
  test('what a fix removes is what a search without its edges no longer finds', () => {
    fc.assert(
      fc.property(draws, (list) => {
        const snapshot = snapshotOf(list)
        const before = assess(snapshot, { now: NOW })
        const fixes = findFixes(before)
        for (const { fix, alone } of finish(choosing(before, fixes, fixes.length))) {
          const after = assess(without(snapshot, [fix.key]), { now: NOW })
          expect(alone).toBeCloseTo(before.risk - after.risk, 9)
          const broken = before.paths.filter((path) => !after.isWalkable(path)).map(({ id }) => id)
          expect(fix.paths.map(({ id }) => id).sort()).toEqual(broken.sort())
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('each fix that is chosen removes the most of what those before it left', () => {
    fc.assert(
      fc.property(draws, (list) => {
        const snapshot = snapshotOf(list)
        const before = assess(snapshot, { now: NOW })
        const candidates = findFixes(before)
        const chosen = finish(choosing(before, candidates, candidates.length))
        const made: string[] = []
        for (const { fix, additional } of chosen) {
          const left = riskWithout(snapshot, made)
          const gains = candidates
            .filter(({ key }) => !made.includes(key))
            .map(({ key }) => left - riskWithout(snapshot, [...made, key]))
          expect(additional).toBeCloseTo(Math.max(...gains), 9)
          expect(additional).toBeCloseTo(left - riskWithout(snapshot, [...made, fix.key]), 9)
          made.push(fix.key)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('what was not searched for is told as an upper bound', () => {
    fc.assert(
      fc.property(draws, (list) => {
        const snapshot = snapshotOf(list)
        const before = assess(snapshot, { now: NOW })
        for (const { fix, alone, searched } of finish(choosing(before, findFixes(before), 1))) {
          const removed = before.risk - riskWithout(snapshot, [fix.key])
          if (searched) expect(alone).toBeCloseTo(removed, 9)
          else expect(alone).toBeGreaterThan(removed - 1e-9)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
