import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergePartitions } from './merge.ts'
import type { CollectedPartition } from './records.ts'
import { type CoverageState, collectedBy, type Props, partitionKey, type Snapshot } from './records.ts'

const THEN = '2026-11-01T00:00:00.000Z'
const NOW = '2026-11-02T00:00:00.000Z'
const arn = (name: string) => `arn:aws:iam::111111111111:role/${name}`

/** A partition of roles, and of the policies that they have. */
function partition(
  service: string,
  state: CoverageState,
  roles: { readonly [name: string]: Props },
  has: readonly (readonly [role: string, policy: string])[] = [],
  at = THEN,
): CollectedPartition {
  const id = { provider: 'aws', account: '111111111111', region: 'global', service }
  const key = partitionKey(id)
  return {
    coverage: { ...id, state, reason: state === 'OK' ? null : 'why', at, missing: [] },
    nodes: Object.entries(roles).map(([name, props]) => ({
      id: arn(name),
      kind: 'AwsIamRole',
      props: { name, ...props },
      partition: key,
    })),
    relationships: has.map(([from, to]) => ({
      from: arn(from),
      kind: 'HAS_POLICY',
      to: `arn:aws:iam::aws:policy/${to}`,
      props: {},
      partition: key,
    })),
  }
}

const first = (...partitions: CollectedPartition[]) => mergePartitions(null, partitions, THEN)
const props = (snapshot: Snapshot, name: string) => snapshot.nodes.get(arn(name))?.props

test('an OK partition deletes what it no longer lists', () => {
  const before = first(partition('iam', 'OK', { a: {}, b: {} }))
  const after = mergePartitions(before, [partition('iam', 'OK', { a: {} })], NOW)
  expect([...after.nodes.keys()]).toEqual([arn('a')])
})

test('a denied partition deletes nothing', () => {
  const before = first(partition('iam', 'OK', { a: {}, b: {} }, [['a', 'X']]))
  const after = mergePartitions(before, [partition('iam', 'DENIED', {})], NOW)
  expect([...after.nodes.keys()]).toEqual([...before.nodes.keys()])
  expect(after.relationships.size).toBe(1)
})

test('what a denied partition did not list is stale since its last reading', () => {
  const before = first(partition('iam', 'OK', { a: {} }))
  const after = mergePartitions(before, [partition('iam', 'DENIED', {}, [], NOW)], NOW)
  expect(props(after, 'a')).toMatchObject({ stale: true, staleSince: THEN })
})

test('a second denial keeps the time of the last reading', () => {
  const before = first(partition('iam', 'OK', { a: {} }))
  const once = mergePartitions(before, [partition('iam', 'DENIED', {}, [], NOW)], NOW)
  const twice = mergePartitions(once, [partition('iam', 'DENIED', {}, [], '2026-11-03T00:00:00.000Z')], NOW)
  expect(props(twice, 'a')).toMatchObject({ staleSince: THEN })
})

test('what a denied partition did list is not stale', () => {
  const before = first(partition('iam', 'OK', { a: {} }))
  const after = mergePartitions(before, [partition('iam', 'DENIED', { a: {} })], NOW)
  expect(props(after, 'a')).not.toHaveProperty('stale')
})

test('an OK reading ends staleness', () => {
  const before = first(partition('iam', 'OK', { a: {} }))
  const denied = mergePartitions(before, [partition('iam', 'DENIED', {})], NOW)
  const after = mergePartitions(denied, [partition('iam', 'OK', { a: {} })], NOW)
  expect(props(after, 'a')).toEqual({ name: 'a' })
})

test('a property that a denied partition left out keeps its value', () => {
  const before = first(partition('iam', 'OK', { a: { path: '/x/', maxSessionDuration: 1 } }))
  const after = mergePartitions(before, [partition('iam', 'DENIED', { a: { maxSessionDuration: 2 } })], NOW)
  expect(props(after, 'a')).toMatchObject({ path: '/x/', maxSessionDuration: 2 })
})

test('a null says that there is none, and ends the value', () => {
  const before = first(partition('iam', 'OK', { a: { lastUsedAt: THEN } }))
  const after = mergePartitions(before, [partition('iam', 'DENIED', { a: { lastUsedAt: null } })], NOW)
  expect(props(after, 'a')).toMatchObject({ lastUsedAt: null })
})

test('a partition that was not asked for stays as it was', () => {
  const before = first(partition('iam', 'OK', { a: {} }), partition('s3', 'OK', { b: {} }))
  const after = mergePartitions(before, [partition('iam', 'OK', {})], NOW)
  expect([...after.nodes.values()]).toEqual([before.nodes.get(arn('b'))])
})

test('a node that two partitions tell of lives while one of them does', () => {
  const before = first(
    partition('iam', 'OK', { a: { path: '/' } }),
    partition('s3', 'OK', { a: { uniqueId: 'A' } }),
  )
  const after = mergePartitions(before, [partition('iam', 'OK', {}), partition('s3', 'DENIED', {})], NOW)
  expect(after.nodes.get(arn('a'))?.partition).toBe('aws/111111111111/global/s3')
})

test('a node that two partitions tell of has the properties of both', () => {
  const both = first(
    partition('iam', 'OK', { a: { path: '/' } }),
    partition('s3', 'OK', { a: { uniqueId: 'A' } }),
  )
  expect(props(both, 'a')).toMatchObject({ path: '/', uniqueId: 'A' })
})

test('attack edges, derived nodes and derived properties do not live on', () => {
  const before = first(partition('iam', 'OK', { a: {} }))
  const derived: Snapshot = {
    ...before,
    nodes: new Map([
      [
        arn('a'),
        {
          id: arn('a'),
          kind: 'AwsIamRole',
          props: { name: 'a', isAdmin: true, exposure: 'internal' },
          partition: 'aws/111111111111/global/iam',
        },
      ],
      ['class', { id: 'class', kind: 'AccessClass', props: {} }],
    ]),
    relationships: new Map([
      [
        'edge',
        {
          from: arn('a'),
          kind: 'CAN_ASSUME',
          to: arn('a'),
          props: {},
          partition: 'aws/111111111111/global/iam',
        },
      ],
    ]),
  }
  const after = mergePartitions(derived, [], NOW)
  expect([...after.nodes.values()].map((node) => node.props)).toEqual([{ name: 'a' }])
  expect(after.relationships.size).toBe(0)
})

test('an end that nobody collected becomes a stub of the kind that its ARN tells', () => {
  const { nodes } = first(partition('iam', 'OK', { a: {} }, [['a', 'ReadOnlyAccess']]))
  expect(nodes.get('arn:aws:iam::aws:policy/ReadOnlyAccess')).toMatchObject({
    kind: 'AwsIamPolicy',
    props: { stub: true, name: 'ReadOnlyAccess' },
  })
})

test('a relationship to what has no kind is left out, and the coverage says so', () => {
  const iam = partition('iam', 'OK', { a: {} })
  const odd = {
    from: arn('a'),
    kind: 'HAS_POLICY',
    to: 'something',
    props: {},
    partition: partitionKey(iam.coverage),
  }
  const { relationships, coverage } = first({ ...iam, relationships: [odd] })
  expect(relationships.size).toBe(0)
  expect(coverage[0]?.missing).toEqual([
    { call: 'HAS_POLICY something', state: 'UNPARSEABLE', resource: arn('a') },
  ])
})

test('a stub goes when the real thing comes', () => {
  const before = first(partition('iam', 'OK', { a: {} }, [['a', 'X']]))
  const managed = {
    ...partition('s3', 'OK', {}),
    nodes: [
      {
        id: 'arn:aws:iam::aws:policy/X',
        kind: 'AwsIamPolicy',
        props: { name: 'X' },
        partition: 'aws/111111111111/global/s3',
      },
    ],
  }
  const after = mergePartitions(before, [managed], NOW)
  expect(after.nodes.get('arn:aws:iam::aws:policy/X')?.props).toEqual({ name: 'X' })
})

const SERVICES = ['iam', 's3', 'ec2']
const anyRoles = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.record({ path: fc.constantFrom('/', '/x/') }, { requiredKeys: [] }),
  { noNullPrototype: true },
)
const anyHas = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('P', 'Q')), { maxLength: 4 })
const anyRun = fc
  .uniqueArray(
    fc.record({
      service: fc.constantFrom(...SERVICES),
      state: fc.constantFrom<CoverageState>('OK', 'DENIED', 'THROTTLED', 'TRUNCATED'),
      roles: anyRoles,
      has: anyHas,
    }),
    { selector: (one) => one.service },
  )
  .map((run) => run.map(({ service, state, roles, has }) => partition(service, state, roles, has)))
const anyPast = fc.array(anyRun, { maxLength: 3 })

const after = (runs: readonly (readonly CollectedPartition[])[]): Snapshot =>
  runs.reduce<Snapshot>((previous, run) => mergePartitions(previous, run, NOW), first())

test('only an OK partition deletes', () => {
  fc.assert(
    fc.property(anyPast, anyRun, (past, run) => {
      const before = after(past)
      const now = mergePartitions(before, run, NOW)
      const ok = new Set(
        run.filter(({ coverage }) => coverage.state === 'OK').map(({ coverage }) => partitionKey(coverage)),
      )
      for (const kept of ['nodes', 'relationships'] as const) {
        const gone = [...before[kept]].filter(
          ([id, record]) => record.partition !== undefined && !now[kept].has(id),
        )
        expect(gone.filter(([, record]) => collectedBy(record).some((key) => !ok.has(key)))).toEqual([])
      }
    }),
  )
})

test('an OK partition holds what it listed and nothing else', () => {
  fc.assert(
    fc.property(anyPast, anyRun, (past, run) => {
      const now = mergePartitions(after(past), run, NOW)
      for (const { coverage, nodes } of run.filter((one) => one.coverage.state === 'OK')) {
        const held = [...now.nodes.values()].filter((node) =>
          collectedBy(node).includes(partitionKey(coverage)),
        )
        expect(held.map((node) => node.id).sort()).toEqual(nodes.map((node) => node.id).sort())
      }
    }),
  )
})

test('merging the same run twice is merging it once', () => {
  fc.assert(
    fc.property(anyPast, anyRun, (past, run) => {
      const once = mergePartitions(after(past), run, NOW)
      const twice = mergePartitions(once, run, NOW)
      expect(new Map([...twice.nodes].sort())).toEqual(new Map([...once.nodes].sort()))
      expect([...twice.relationships.keys()].sort()).toEqual([...once.relationships.keys()].sort())
      expect(twice.coverage).toEqual(once.coverage)
    }),
  )
})

test('every end of every relationship is there', () => {
  fc.assert(
    fc.property(anyPast, (past) => {
      const { nodes, relationships } = after(past)
      const ends = [...relationships.values()].flatMap(({ from, to }) => [from, to])
      expect(ends.filter((end) => !nodes.has(end))).toEqual([])
    }),
  )
})
