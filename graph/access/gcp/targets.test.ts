import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { type ShortEstate, type ShortNode, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { createTargets } from './targets.ts'
import { defineGcpTechnique, type GcpTechnique, has, onTarget, type Prerequisite } from './technique.ts'

const asking = (status: string, says: string) =>
  defineGcpTechnique({
    id: `gcp-${status}`,
    title: says,
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: [],
    likelihood: 1,
    references: [],
    target: 'GcpInstance',
    needs: [onTarget('compute.instances.setMetadata')],
    prerequisites: [has('status', [status], says)],
    nearMisses: [],
  })

test('techniques that ask opposites of one property do not share their targets', () => {
  const facts = snapshotOf({
    nodes: {
      'organizations/1': { kind: 'GcpOrganization' },
      p: { kind: 'GcpProject', in: 'organizations/1' },
      up: { kind: 'GcpInstance', in: 'p', props: { status: 'RUNNING' } },
      down: { kind: 'GcpInstance', in: 'p', props: { status: 'TERMINATED' } },
    },
  })
  const targets = createTargets(estateOf(indexFacts(facts)), () => ({ sure: [], open: [] }))
  const ends = (status: string, says: string) =>
    targets.groupsBelow(asking(status, says), 'p').flatMap((group) => group.ends)
  expect(ends('RUNNING', 'the instance runs')).toEqual(['up'])
  expect(ends('TERMINATED', 'the instance is stopped')).toEqual(['down'])
})

describe('targets below a node', () => {
  const plain = (more: Partial<GcpTechnique> = {}): GcpTechnique => ({
    ...asking('x', 'y'),
    prerequisites: [],
    ...more,
  })
  const machines = (count: number, project: string, props: Props = {}): ShortEstate['nodes'] =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at): [string, ShortNode] => [
        `${project}-${at}`,
        { kind: 'GcpInstance', in: project, props },
      ]),
    )
  const targetsIn = (
    more: ShortEstate['nodes'],
    reach: Parameters<typeof createTargets>[1] = () => ({ sure: [], open: [] }),
  ) => {
    const nodes: ShortEstate['nodes'] = {
      'organizations/1': { kind: 'GcpOrganization' },
      p: { kind: 'GcpProject', in: 'organizations/1', props: { name: 'Shop' } },
      q: { kind: 'GcpProject', in: 'organizations/1' },
      ...more,
    }
    return createTargets(estateOf(indexFacts(snapshotOf({ nodes }))), reach)
  }
  const told = (targets: ReturnType<typeof createTargets>, node: string, technique = plain()) =>
    targets.groupsBelow(technique, node).map(({ ends, count }) => `${ends.join(' ')}: ${count}`)

  test('are named one by one up to twelve, and stand in a set beyond', () => {
    const few = targetsIn(machines(12, 'p'))
    expect(told(few, 'p')).toEqual([`${Object.keys(machines(12, 'p')).join(' ')}: 12`])
    expect([few.nodes, few.facts]).toEqual([[], []])
    const many = targetsIn(machines(13, 'p'))
    expect(told(many, 'p')).toEqual(['p#target-set/GcpInstance: 13'])
    expect(many.nodes).toEqual([
      {
        id: 'p#target-set/GcpInstance',
        kind: 'TargetSet',
        props: { name: 'every Instance in Shop', provider: 'gcp', members: 13, account: 'p' },
      },
    ])
    expect(many.facts).toHaveLength(13)
    expect(many.facts[0]).toEqual({
      from: 'p#target-set/GcpInstance',
      kind: 'INCLUDES',
      to: 'p-0',
      props: { evidence: [] },
    })
  })

  test('of a scope include the sets of scopes in it, and are counted through', () => {
    const targets = targetsIn({ ...machines(13, 'p'), ...machines(2, 'q') })
    expect(told(targets, 'organizations/1')).toEqual(['p#target-set/GcpInstance q-0 q-1: 15'])
    expect(targets.membersOf('p#target-set/GcpInstance')).toEqual(Object.keys(machines(13, 'p')))
    expect(targets.membersOf('q-0')).toEqual(['q-0'])
    expect(told(targets, 'organizations/1')).toHaveLength(1)
    expect(targets.nodes).toHaveLength(1)
  })

  test('of an organization with many sets are one set of theirs', () => {
    const names = Array.from({ length: 13 }, (_, at) => `r${at}`)
    const targets = targetsIn({
      ...Object.fromEntries(names.map((name) => [name, { kind: 'GcpProject', in: 'organizations/1' }])),
      ...Object.assign({}, ...names.map((name) => machines(1, name))),
    })
    const [set] = targets.groupsBelow(plain(), 'organizations/1')
    expect(set).toMatchObject({
      ends: ['organizations/1#target-set/GcpInstance'],
      count: 13,
      example: 'r0-0',
    })
    expect(targets.nodes[0]?.props).not.toHaveProperty('account')
  })

  test('are those of the kind, here and below', () => {
    const targets = targetsIn({
      ...machines(1, 'p'),
      ...machines(1, 'q'),
      bucket: { kind: 'GcpBucket', in: 'p' },
      dataset: { kind: 'GcpBigQueryDataset', in: 'p', relations: [['CONTAINS', 'table']] },
      table: { kind: 'GcpBigQueryTable' },
    })
    const below = (node: string, kind: string) => targets.allBelow(node, kind).map(({ id }) => id)
    expect(below('organizations/1', 'GcpInstance')).toEqual(['p-0', 'q-0'])
    expect(below('p', 'GcpInstance')).toEqual(['p-0'])
    expect(below('p-0', 'GcpInstance')).toEqual(['p-0'])
    expect(below('bucket', 'GcpInstance')).toEqual([])
    expect(below('organizations/1', 'GcpProject')).toEqual(['p', 'q'])
    expect(below('p', 'GcpProject')).toEqual(['p'])
    expect(below('dataset', 'GcpBigQueryTable')).toEqual(['table'])
    expect(below('dataset', 'GcpBigQueryDataset')).toEqual(['dataset'])
    expect(below('nowhere', 'GcpInstance')).toEqual([])
    const own = (scope: string) => targets.ownGroups(plain(), scope).flatMap(({ ends }) => ends)
    expect([own('organizations/1'), own('p')]).toEqual([[], ['p-0']])
  })

  const runs = (status: string, more: Partial<Prerequisite> = {}): Prerequisite => ({
    ...has('status', ['UP'], 'it runs', { control: true }),
    decide: ({ props }) => ({
      state: props.status === status ? 'met' : props.status === undefined ? 'unknown' : 'unmet',
    }),
    ...more,
  })
  const asked = (more: ShortEstate['nodes'], prerequisites: readonly Prerequisite[]) =>
    targetsIn(more)
      .groupsBelow(plain({ prerequisites }), 'p')
      .map(({ ends, conditions, stoppedBy }) => ({ ends, keys: conditions.map(({ key }) => key), stoppedBy }))

  test('are told apart by what is met, unknown and in the way', () => {
    const nodes = {
      ...machines(1, 'p', { status: 'UP' }),
      odd: { kind: 'GcpInstance', in: 'p' },
      down: { kind: 'GcpInstance', in: 'p', props: { status: 'DOWN' } },
      down2: { kind: 'GcpInstance', in: 'p', props: { status: 'DOWN' } },
    }
    expect(asked(nodes, [runs('UP')])).toEqual([
      { ends: ['p-0'], keys: [], stoppedBy: null },
      { ends: ['odd'], keys: ['status'], stoppedBy: null },
      {
        ends: ['down', 'down2'],
        keys: [],
        stoppedBy: { type: 'status', id: 'down', detail: 'not so: it runs' },
      },
    ])
    const { control: _, ...uncontrolled } = runs('UP')
    expect(asked(nodes, [uncontrolled]).map(({ ends }) => ends)).toEqual([['p-0'], ['odd']])
  })

  test('tell what says so, where that is not the target itself', () => {
    const by: Prerequisite = {
      ...runs('UP', { toldAs: 'organization-policy' }),
      decide: () => ({ state: 'unmet', by: 'organizations/1', detail: 'enforces it' }),
    }
    expect(asked(machines(1, 'p'), [by])).toMatchObject([
      { stoppedBy: { type: 'organization-policy', id: 'organizations/1', detail: 'enforces it' } },
    ])
    const open: Prerequisite = { ...by, decide: () => ({ state: 'unknown' }) }
    expect(asked(machines(1, 'p'), [open])).toMatchObject([
      { keys: ['organization-policy'], stoppedBy: null },
    ])
  })

  test('are what they refer to, or what that gets to, surely or perhaps', () => {
    const relations: ShortNode['relations'] = [['HAS_EXECUTION_ROLE', 'robot']]
    const nodes = {
      vm: { kind: 'GcpInstance', in: 'p', relations },
      robot: { kind: 'GcpServiceAccount', in: 'p' },
    }
    const two = { ...nodes, vm2: { kind: 'GcpInstance', in: 'p', relations } }
    const related = plain({ gives: { relation: 'HAS_EXECUTION_ROLE' } })
    expect(told(targetsIn(nodes), 'p', related)).toEqual(['robot: 1'])
    expect(told(targetsIn(two), 'p', related)).toEqual([expect.stringMatching(/^robot:/)])
    const reach = () => ({ sure: ['a'], open: ['b'] })
    for (const given of [nodes, two])
      expect(
        targetsIn(given, reach)
          .groupsBelow(plain({ gives: { reachBy: ['x'] } }), 'p')
          .map(({ ends, conditions }) => [ends, conditions.map(({ key, state }) => `${key} ${state}`)]),
      ).toEqual([
        [['a'], []],
        [['b'], ['account-reach unknown']],
      ])
    expect(told(targetsIn(nodes), 'p', plain({ gives: { reachBy: ['x'] } }))).toEqual([])
  })

  test('are named by what is asked of them where only some of many count', () => {
    const targets = targetsIn(machines(13, 'p', { status: 'UP' }))
    const [group] = targets.groupsBelow(plain({ prerequisites: [runs('UP')] }), 'p')
    expect(group?.ends[0]).toMatch(/^p#target-set\/GcpInstance\/[0-9a-f]{12}$/)
    expect(targets.nodes[0]?.props.name).toBe('13 Instance in Shop')
    const [some] = targets.groupsOf(plain(), targets.allBelow('p', 'GcpInstance'), 'p')
    expect(some?.ends[0]).toMatch(/^p#target-set\/GcpInstance\/[0-9a-f]{12}$/)
    expect(some?.ends[0]).not.toBe(group?.ends[0])
  })
})
