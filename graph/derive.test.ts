import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readInputs } from '../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../ingest/files/providers.ts'
import { collectAll } from '../ingest/run.ts'
import { type DerivedEstate, deriving } from './derive.ts'
import { packageFile } from './package-root.ts'
import { mergePartitions } from './snapshot/merge.ts'
import type { NodeRecord, Snapshot } from './snapshot/records.ts'
import { finish } from './turns.ts'

const NOW = '2026-11-27T00:00:00Z'
let facts: Snapshot
let before: DerivedEstate

beforeAll(async () => {
  const { jobs } = await readInputs([packageFile('ingest', 'sample')], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs, {})
  facts = mergePartitions(null, partitions, NOW)
  before = finish(deriving(facts))
})

/** How many steps were taken over. */
const takenOver = (after: DerivedEstate): number =>
  after.made.steps.filter((step) => before.made.steps.includes(step)).length

function withNode(change: (node: NodeRecord) => NodeRecord, kind: string): Snapshot {
  const node = [...facts.nodes.values()].find((one) => one.kind === kind)
  if (node === undefined) throw new Error(`the sample has no ${kind}`)
  return { ...facts, nodes: new Map(facts.nodes).set(node.id, change(node)) }
}

describe('an estate that differs from one that was derived', () => {
  test('in nothing is not derived again', () => {
    const again = finish(deriving({ ...facts }, {}, before.made))
    expect(takenOver(again)).toBe(before.made.steps.length)
    expect(again.snapshot).toEqual(before.snapshot)
  })
  test('in a network is not asked for access again', () => {
    const closed = withNode(
      (node) => ({ ...node, props: { ...node.props, ingress: [] } }),
      'AwsSecurityGroup',
    )
    const access = before.made.steps.filter(
      ({ reads }) => reads.nodeKinds.has('AwsIamRole') && !reads.earlier,
    )
    expect(access.length).toBeGreaterThan(0)
    expect(finish(deriving(closed, {}, before.made)).made.steps).toEqual(expect.arrayContaining(access))
  })
  test.each([
    ['gcp', 'GcpProject', 'iamPolicy'],
    ['azure', 'AzureRoleAssignment', 'roleDefinitionId'],
  ] as const)('in access of %s alone is not derived again in the other clouds', (cloud, kind, property) => {
    const bare = withNode((node) => ({ ...node, props: { ...node.props, [property]: null } }), kind)
    const after = finish(deriving(bare, {}, before.made))
    const again = before.made.steps.flatMap(({ step }, at) =>
      after.made.steps[at] === before.made.steps[at] ? [] : [step.cloud],
    )
    expect(new Set(again)).toEqual(new Set([cloud, null]))
  })
  test('in what no step makes anything of keeps every derivation', () => {
    const renamed = withNode((node) => ({ ...node, props: { ...node.props, alias: 'other' } }), 'AwsIamRole')
    const after = finish(deriving(renamed, {}, before.made))
    expect(after.made.steps.map(({ derivation }) => derivation)).toEqual(
      before.made.steps.map(({ derivation }) => derivation),
    )
  })
  test('in a policy is asked for access again', () => {
    const bare = withNode((node) => ({ ...node, props: { ...node.props, document: null } }), 'AwsIamPolicy')
    const after = finish(deriving(bare, {}, before.made))
    const access = before.made.steps.findIndex(({ reads }) => reads.nodeKinds.has('AwsIamPolicy'))
    expect(after.made.steps[access]).not.toBe(before.made.steps[access])
  })
})

/** One edit of the facts, of any kind: what is told of it must not depend on what it is. */
const edits = fc.record({
  what: fc.constantFrom('drop node', 'drop property', 'take property', 'drop relationship', 'copy node'),
  at: fc.nat(),
  other: fc.nat(),
})
type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never

function edited(from: Snapshot, { what, at, other }: Edit): Snapshot {
  const nodes = new Map(from.nodes)
  const relationships = new Map(from.relationships)
  const node = pick([...nodes.values()], at)
  const like = pick(
    [...nodes.values()].filter(({ kind }) => kind === node.kind),
    other,
  )
  const name = pick(Object.keys({ ...node.props, ...like.props }), other)
  const { [name]: _dropped, ...rest } = node.props
  if (what === 'drop relationship') relationships.delete(pick([...relationships.keys()], at))
  else if (what === 'copy node') nodes.set(`${node.id}-copy`, { ...node, id: `${node.id}-copy` })
  else if (what === 'drop property') nodes.set(node.id, { ...node, props: rest })
  else if (what === 'take property')
    nodes.set(node.id, { ...node, props: { ...rest, [name]: like.props[name] ?? null } })
  else {
    nodes.delete(node.id)
    for (const [id, { from: start, to }] of relationships)
      if (start === node.id || to === node.id) relationships.delete(id)
  }
  return { ...from, nodes, relationships }
}

function pick<T>(list: readonly T[], at: number): T {
  const item = list[at % list.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

test('whatever is edited, what is taken over and what is derived again are the whole together, and nothing ends nowhere', () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 3 }), (list) => {
      const changed = list.reduce(edited, facts)
      const whole = finish(deriving(changed))
      const partly = finish(deriving(changed, {}, before.made))
      expect(partly.snapshot).toEqual(whole.snapshot)
      expect(partly.blocked).toEqual(whole.blocked)
      const { nodes, relationships } = whole.snapshot
      const ends = [...relationships.values()].flatMap(({ from, to }) => [from, to])
      expect(ends.filter((end) => !nodes.has(end))).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)
