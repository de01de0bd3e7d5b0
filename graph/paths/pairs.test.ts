import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttackEdge, type Condition, toRelationship } from '../attack.ts'
import { type NodeRecord, relationshipId, type Snapshot } from '../snapshot/records.ts'
import { assumptionNames, isOpenUnder } from './pairs.testkit.ts'
import type { AttackPath } from './path.ts'
import { searchPaths } from './search.ts'

const NOW = '2026-11-20T00:00:00Z'
const ROLES = 3
const USERS = 3
const BUCKETS = 4
const ACCOUNT = '111122223333'

const weak = { consoleAccess: true, mfaEnabled: false, account: ACCOUNT }
const NODES: readonly NodeRecord[] = [
  { id: 'Internet', kind: 'Internet', props: {} },
  { id: ACCOUNT, kind: 'AwsAccount', props: {} },
  ...names('user', USERS).map((id) => ({ id, kind: 'AwsIamUser', props: weak })),
  ...names('role', ROLES).map((id) => ({ id, kind: 'AwsIamRole', props: { account: ACCOUNT } })),
  ...names('bucket', BUCKETS).map((id) => ({ id, kind: 'AwsS3Bucket', props: { sensitivity: 'high' } })),
]

function names(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${kind}-${at}`)
}

const CONDITIONS: readonly (readonly Condition[])[] = [
  [],
  [],
  [{ key: 'aws:MultiFactorAuthPresent', state: 'unmet', detail: 'needs MFA' }],
  [{ key: 'aws:SourceIp', state: 'unknown', detail: 'from the office' }],
]

const KINDS = ['CAN_REACH', 'CAN_ASSUME', 'CAN_ASSUME', 'HOLDS_CREDENTIAL', 'CAN_READ', 'ADMIN_OF']
const ids = NODES.map(({ id }) => id).filter((id) => id !== ACCOUNT)

const draws = fc.uniqueArray(
  fc.record({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids),
    kind: fc.constantFrom(...KINDS),
    conditions: fc.constantFrom(...CONDITIONS),
    likelihood: fc.constantFrom(0.95, 0.5, 0.2),
  }),
  { maxLength: 24, selector: ({ from, to, kind }) => `${from} ${kind} ${kind === 'ADMIN_OF' ? '' : to}` },
)

const assumptions = fc.subarray([
  'mfa',
  'corporate-network',
  'exploited-vulnerabilities',
  'identity:role-0',
  'identity:user-1',
])

function snapshotOf(list: readonly Pick<AttackEdge, 'from' | 'to' | 'kind' | 'conditions' | 'likelihood'>[]) {
  const relationships = list.map((draw) =>
    toRelationship({
      ...draw,
      to: draw.kind === 'ADMIN_OF' ? ACCOUNT : draw.to,
      technique: null,
      attack: [],
      evidence: [],
      provenance: null,
    }),
  )
  return {
    nodes: new Map(NODES.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  }
}

/** Every start and target with a way between them, by walking everything that is open. */
function reachablePairs(snapshot: Snapshot, assume: readonly string[]): Set<string> {
  const open = [...snapshot.relationships.values()].filter((one) => isOpenUnder(one, assume))
  const pairs = new Set<string>()
  const assumed = assumptionNames(assume).identities
  for (const entry of ['Internet', ...names('user', USERS), ...assumed]) {
    const held = new Set([entry])
    for (const id of held)
      for (const { from, kind, to } of open) if (from === id && kind !== 'ADMIN_OF') held.add(to)
    for (const { from, kind } of open)
      if (kind === 'ADMIN_OF' && held.has(from)) pairs.add(`${entry} ${ACCOUNT}`)
    for (const id of held) if (id.startsWith('bucket')) pairs.add(`${entry} ${id}`)
  }
  return pairs
}

const told = (paths: readonly AttackPath[]): Set<string> =>
  new Set(paths.flatMap(({ entry, alike, target }) => [entry, ...alike].map((id) => `${id} ${target}`)))

test('every start and target with a way between them is told, under every assumption', () => {
  fc.assert(
    fc.property(draws, assumptions, (list, assume) => {
      const snapshot = snapshotOf(list)
      expect(told(searchPaths(snapshot, { now: NOW, assume }))).toEqual(reachablePairs(snapshot, assume))
    }),
    { numRuns: 3000 },
  )
})

test('an assumption never hides a start and target that were told without it', () => {
  fc.assert(
    fc.property(draws, assumptions, assumptions, (list, some, more) => {
      const snapshot = snapshotOf(list)
      const before = told(searchPaths(snapshot, { now: NOW, assume: some }))
      const after = told(searchPaths(snapshot, { now: NOW, assume: [...some, ...more] }))
      expect([...before].filter((pair) => !after.has(pair))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('a path that is told without assumptions is told with them', () => {
  fc.assert(
    fc.property(draws, assumptions, (list, assume) => {
      const snapshot = snapshotOf(list)
      const before = searchPaths(snapshot, { now: NOW }).map(({ id }) => id)
      const after = new Set(searchPaths(snapshot, { now: NOW, assume }).map(({ id }) => id))
      expect(before.filter((id) => !after.has(id))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

test('the same paths are told in the same order however the estate was read', () => {
  fc.assert(
    fc.property(draws, assumptions, fc.nat(), (list, assume, seed) => {
      const snapshot = snapshotOf(list)
      const shuffled = {
        ...snapshot,
        nodes: new Map(shuffle([...snapshot.nodes], seed)),
        relationships: new Map(shuffle([...snapshot.relationships], seed)),
      }
      expect(searchPaths(shuffled, { now: NOW, assume })).toEqual(searchPaths(snapshot, { now: NOW, assume }))
    }),
    { numRuns: 3000 },
  )
})

/** Another order for every seed. */
function shuffle<T>(list: readonly T[], seed: number): T[] {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state
  }
  return list
    .map((item) => ({ item, place: next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

test('a short way that only an assumption finds does not hide the longer one as a detour', () => {
  const snapshot = snapshotOf([
    edge('Internet', 'CAN_REACH', 'bucket-1', 0.95),
    edge('bucket-1', 'CAN_REACH', 'user-0', 0.95),
    edge('user-0', 'CAN_REACH', 'bucket-0', 0.95),
    edge('bucket-1', 'CAN_REACH', 'bucket-0', 0.2),
  ])
  const ids = (assume: readonly string[]) => searchPaths(snapshot, { now: NOW, assume }).map(({ id }) => id)
  expect(ids(['exploited-vulnerabilities'])).toEqual(expect.arrayContaining(ids([])))
})

test('forty ways to one bucket do not hide another bucket', () => {
  const roles = names('way', 60).map((id) => ({ id, kind: 'AwsIamRole', props: {} }))
  const snapshot = snapshotOf([
    ...roles.flatMap(({ id }) => [
      edge('Internet', 'CAN_REACH', id, 0.9),
      edge(id, 'CAN_READ', 'bucket-0', 0.9),
    ]),
    edge('Internet', 'CAN_READ', 'bucket-1', 0.2),
  ])
  const nodes = new Map([...snapshot.nodes, ...roles.map((role) => [role.id, role] as const)])
  const targets = searchPaths({ ...snapshot, nodes }, { now: NOW }).map(({ target }) => target)
  expect(new Set(targets)).toEqual(new Set(['bucket-0', 'bucket-1']))
})

const edge = (from: string, kind: string, to: string, likelihood: number) => ({
  from,
  kind,
  to,
  likelihood,
  conditions: [],
})
