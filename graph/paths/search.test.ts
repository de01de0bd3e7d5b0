import { describe, expect, test } from 'vitest'
import type { AttackEdge } from '../attack.ts'
import { toRelationship } from '../attack.ts'
import { type NodeRecord, relationshipId, type Snapshot } from '../snapshot/records.ts'
import { searchPaths } from './search.ts'
import { UnknownNodeError } from './unknown-node.ts'

const ACCOUNT = '111122223333'
const NOW = '2026-11-20T00:00:00Z'

const node = (id: string, kind: string, props: NodeRecord['props'] = {}): NodeRecord => ({ id, kind, props })

const edge = (from: string, kind: string, to: string, more: Partial<AttackEdge> = {}): AttackEdge => ({
  from,
  kind,
  to,
  technique: null,
  attack: [],
  likelihood: 0.9,
  conditions: [],
  evidence: [],
  provenance: null,
  ...more,
})

function snapshotOf(nodes: readonly NodeRecord[], edges: readonly AttackEdge[]): Snapshot {
  return {
    nodes: new Map(nodes.map((record) => [record.id, record])),
    relationships: new Map(
      edges.map(toRelationship).map((relationship) => [relationshipId(relationship), relationship]),
    ),
    coverage: [],
  }
}

const ESTATE = [
  node('Internet', 'Internet'),
  node(ACCOUNT, 'AwsAccount', { name: 'prod' }),
  node('web', 'AwsEc2Instance', { name: 'web' }),
  node('web-role', 'AwsIamRole', { name: 'web-role' }),
  node('admin-role', 'AwsIamRole', { name: 'admin-role' }),
  node('bucket', 'AwsS3Bucket', { name: 'bucket', sensitivity: 'high' }),
]

const TO_ADMIN = [
  edge('Internet', 'CAN_REACH', 'web', { likelihood: 0.5 }),
  edge('web', 'RUNS_AS', 'web-role'),
  edge('web-role', 'CAN_ASSUME', 'admin-role'),
  edge('admin-role', 'ADMIN_OF', ACCOUNT),
]

describe('searchPaths', () => {
  test('finds the way from the Internet to an administrator, and ends at the account', () => {
    const [path] = searchPaths(snapshotOf(ESTATE, TO_ADMIN), { now: NOW })
    expect(path?.target).toBe(ACCOUNT)
    expect(path?.steps.map((step) => step.kind)).toEqual(['CAN_REACH', 'RUNS_AS', 'CAN_ASSUME'])
    expect(path?.likelihood).toBeCloseTo(0.5 * 0.9 * 0.9)
    expect(path?.severity).toBe('critical')
    expect(path?.title).toBe(
      'Anyone on the Internet can become administrator of prod (111122223333) in 3 steps',
    )
  })

  test('no path without an administrator at its end', () => {
    expect(searchPaths(snapshotOf(ESTATE, TO_ADMIN.slice(0, 3)), { now: NOW })).toEqual([])
  })

  test('an identity that is already administrator has a path without steps', () => {
    const [path] = searchPaths(snapshotOf(ESTATE, TO_ADMIN), {
      now: NOW,
      from: 'admin-role',
      to: `admin:${ACCOUNT}`,
    })
    expect(path?.steps).toEqual([])
    expect(path?.title).toBe('IAM role admin-role already is administrator of prod (111122223333)')
  })

  test('an edge with an unmet condition is not walked', () => {
    const unmet = { key: 'agent-runs', state: 'unmet', detail: 'no agent' } as const
    const edges = [
      edge('web-role', 'CAN_ASSUME', 'admin-role', { conditions: [unmet] }),
      ...TO_ADMIN.slice(3),
    ]
    expect(searchPaths(snapshotOf(ESTATE, edges), { now: NOW, from: 'web-role' })).toEqual([])
  })

  test('an unknown condition stays on the path, and assuming it met raises the likelihood', () => {
    const unknown = { key: 'aws:MultiFactorAuthPresent', state: 'unknown', detail: 'needs MFA' } as const
    const edges = [
      edge('web-role', 'CAN_ASSUME', 'admin-role', { conditions: [unknown], likelihood: 0.45 }),
      ...TO_ADMIN.slice(3),
    ]
    const search = (assume: string[]) =>
      searchPaths(snapshotOf(ESTATE, edges), { now: NOW, from: 'web-role', assume })[0]
    expect(search([])?.steps[0]?.conditions).toEqual([unknown])
    expect(search([])?.likelihood).toBeCloseTo(0.45)
    expect(search(['aws:MultiFactorAuthPresent'])?.likelihood).toBeCloseTo(0.9)
    expect(search(['aws:MultiFactorAuthPresent'])?.steps[0]?.conditions[0]?.state).toBe('met')
  })

  test('an access class is folded into the hop that leaves it', () => {
    const snapshot = snapshotOf(
      [...ESTATE, node('class', 'AccessClass')],
      [edge('class', 'CAN_READ', 'bucket', { evidence: [{ type: 'policy', id: 'p', detail: 'Allow' }] })],
    )
    const member = { from: 'web-role', kind: 'IN_ACCESS_CLASS', to: 'class', props: {} }
    const relationships = new Map([...snapshot.relationships, [relationshipId(member), member]])
    const [path] = searchPaths({ ...snapshot, relationships }, { now: NOW, from: 'web-role', to: 'bucket' })
    expect(path?.steps).toHaveLength(1)
    expect(path?.steps[0]).toMatchObject({ from: 'web-role', kind: 'CAN_READ', to: 'bucket' })
  })

  test('a detour over a node that the shorter way also reaches is left out, another way is kept', () => {
    const roles = ['a', 'b', 'c'].map((id) => node(id, 'AwsIamRole'))
    const edges = [
      edge('web-role', 'CAN_ASSUME', 'a'),
      edge('a', 'CAN_ASSUME', 'admin-role'),
      edge('web-role', 'CAN_ASSUME', 'b'),
      edge('b', 'CAN_ASSUME', 'a'),
      edge('web-role', 'CAN_ASSUME', 'c'),
      edge('c', 'CAN_ASSUME', 'admin-role'),
      ...TO_ADMIN.slice(3),
    ]
    const paths = searchPaths(snapshotOf([...ESTATE, ...roles], edges), { now: NOW, from: 'web-role' })
    expect(paths.map((path) => path.steps.map((step) => step.to)).sort()).toEqual([
      ['a', 'admin-role'],
      ['c', 'admin-role'],
    ])
  })

  test('names what does not exist', () => {
    const search = () => searchPaths(snapshotOf(ESTATE, TO_ADMIN), { now: NOW, from: 'nobody' })
    expect(search).toThrow(UnknownNodeError)
    expect(search).toThrow('nobody')
  })

  test('a user without MFA is a start, one with MFA is not', () => {
    const user = (mfaEnabled: boolean) =>
      snapshotOf(
        [...ESTATE, node('user', 'AwsIamUser', { consoleAccess: true, mfaEnabled })],
        [edge('user', 'CAN_ASSUME', 'admin-role'), ...TO_ADMIN.slice(3)],
      )
    expect(searchPaths(user(false), { now: NOW })).toHaveLength(1)
    expect(searchPaths(user(true), { now: NOW })).toHaveLength(0)
  })
})
