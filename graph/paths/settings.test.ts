import { describe, expect, test } from 'vitest'
import { type AttackEdge, toRelationship } from '../attack.ts'
import { type NodeRecord, relationshipId, type Snapshot } from '../snapshot/records.ts'
import { NO_ASSUMPTIONS, parseAssumptions } from './assumptions.ts'
import { isOpen, likelihoodOf } from './graph.ts'
import { type SearchOptions, searchPaths } from './search.ts'
import { withCrownJewels } from './settings.ts'

const NODES: readonly NodeRecord[] = [
  { id: 'Internet', kind: 'Internet', props: {} },
  { id: 'web', kind: 'AwsEc2Instance', props: {} },
  { id: 'role', kind: 'AwsIamRole', props: { account: '111122223333' } },
  {
    id: 'contracts',
    kind: 'AwsS3Bucket',
    props: { account: '111122223333', tags: ['tier=gold'], sensitivity: 'low' },
  },
]

const edge = (from: string, kind: string, to: string, more: Partial<AttackEdge> = {}): AttackEdge => ({
  from,
  kind,
  to,
  technique: null,
  attack: [],
  likelihood: 0.5,
  conditions: [],
  evidence: [],
  provenance: null,
  ...more,
})
const MFA = { key: 'aws:MultiFactorAuthPresent', state: 'unmet', detail: 'needs MFA' } as const

const snapshot: Snapshot = {
  nodes: new Map(NODES.map((node) => [node.id, node])),
  relationships: new Map(
    [
      edge('Internet', 'CAN_REACH', 'web'),
      edge('web', 'RUNS_AS', 'role'),
      edge('role', 'CAN_READ', 'contracts', { conditions: [MFA] }),
    ]
      .map(toRelationship)
      .map((one) => [relationshipId(one), one]),
  ),
  coverage: [],
}

const search = (options: Partial<SearchOptions>, jewel: object | null = { id: 'contracts' }) =>
  searchPaths(
    withCrownJewels(snapshot, {
      crownJewels: jewel === null ? [] : [{ ...jewel, impact: 'critical' }],
    }),
    { now: '2026-11-20T00:00:00Z', ...options },
  )

describe('crown jewels', () => {
  test.each([
    [{ id: 'contracts' }, 1],
    [{ kind: 'AwsS3Bucket' }, 1],
    [{ account: '111122223333' }, 1],
    [{ tag: 'tier=gold' }, 1],
    [{ tag: 'tier' }, 1],
    [{ tag: 'ti' }, 0],
    [{ tag: 'tier=silver' }, 0],
    [{ id: 'contracts', kind: 'AwsIamRole' }, 0],
    [null, 0],
  ])('%j makes the bucket a target: %i', (jewel, count) => {
    expect(search({ assume: ['mfa'] }, jewel).filter(({ target }) => target === 'contracts')).toHaveLength(
      count,
    )
  })

  test('the impact is the one that was declared', () => {
    expect(search({ assume: ['mfa'] })[0]?.impact).toBe('critical')
  })
})

describe('assumptions', () => {
  test('a condition that is not met ends the way, mfa opens it', () => {
    expect(search({})).toEqual([])
    expect(search({ assume: ['mfa'] })).toHaveLength(1)
  })

  test('another switch does not open it', () => {
    expect(search({ assume: ['corporate-network'] })).toEqual([])
  })

  test('the case of a condition key does not matter', () => {
    expect(parseAssumptions(['AWS:multifactorauthpresent']).has('aws:MultiFactorAuthPresent')).toBe(true)
  })

  test('with exploited-vulnerabilities, reaching is holding', () => {
    const [plain] = search({ assume: ['mfa'] })
    const [exploited] = search({ assume: ['mfa', 'exploited-vulnerabilities'] })
    expect(plain?.likelihood).toBeCloseTo(0.125)
    expect(exploited?.likelihood).toBeCloseTo(0.25)
  })

  test('with exploited-vulnerabilities, a known vulnerability is used for certain', () => {
    const exploits = {
      from: 'Internet',
      kind: 'EXPLOITS',
      to: 'role',
      props: { likelihood: 0.2, conditions: [] },
    }
    expect(likelihoodOf(exploits, NO_ASSUMPTIONS)).toBe(0.2)
    expect(likelihoodOf(exploits, parseAssumptions(['exploited-vulnerabilities']))).toBe(1)
    const login = [{ key: 'login-on-target', state: 'unmet', detail: '' }]
    expect(
      isOpen({ ...exploits, props: { conditions: login } }, parseAssumptions(['exploited-vulnerabilities'])),
    ).toBe(false)
  })

  test('an identity that the attacker has is a further start', () => {
    const entries = search({ assume: ['mfa', 'identity:role'] }).map(({ entry }) => entry)
    expect(entries.toSorted()).toEqual(['Internet', 'role'])
  })
})

test('a declared entry point is a start with the likelihood that was given', () => {
  const declared = search({ assume: ['mfa'], entryPoints: [{ id: 'role', likelihood: 0.4 }] })
  expect(declared.find(({ entry }) => entry === 'role')?.likelihood).toBeCloseTo(0.2)
})
