import { describe, expect, test } from 'vitest'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import {
  ACCOUNT,
  type Assigned,
  derive,
  drawn,
  type Given,
  MG,
  OPEN,
  open,
  READ,
  SUB,
  storage,
} from './derive.testkit.ts'

describe('an edge', () => {
  test('tells the assignment that gives it, and that deleting it is the fix', () => {
    const named = [SUB, 'AzureSubscription', { name: 'production' }] as const
    expect(derive({ assignments: [['ada', 'Reader', SUB]], nodes: [open, named] }).edges).toEqual([
      {
        from: 'ada',
        kind: 'CAN_READ',
        to: ACCOUNT,
        technique: 'az-storage-read-data-role',
        attack: ['T1530'],
        likelihood: ALLOWED,
        conditions: [],
        evidence: [
          {
            type: 'role-assignment',
            id: 'assignment/0',
            statement: 0,
            detail: `Reader at production grants data:${READ}`,
          },
        ],
        provenance: {
          id: 'assignment/0',
          type: 'role-assignment',
          edit: { change: 'delete', resource: 'assignment/0' },
        },
      },
    ])
  })

  test('is less likely with each condition that is open', () => {
    const edges = derive({
      assignments: [['ada', 'Reader', SUB, { eligible: true }]],
      nodes: [[ACCOUNT, 'AzureStorageAccount', { ...OPEN, defaultAction: 'Deny' }]],
    }).edges
    expect(edges).toMatchObject([
      {
        likelihood: ALLOWED * UNKNOWN_CONDITION ** 2,
        conditions: [
          { key: 'pim-activation', state: 'unknown', detail: expect.stringContaining('eligible') },
          { key: 'network-path', state: 'unknown', detail: "the service's firewall lets the attacker in" },
        ],
      },
    ])
  })

  test('goes to no resource that was only heard of, nor outside of the scope', () => {
    const stub = [ACCOUNT, 'AzureStorageAccount', { ...OPEN, stub: true }] as const
    expect(drawn({ assignments: [['ada', 'Reader', SUB]], nodes: [stub] })).toEqual([])
    expect(drawn({ assignments: [['ada', 'Reader', `${SUB}/resourcegroups/other`]], nodes: [open] })).toEqual(
      [],
    )
  })

  test('of two ways at one scope tells the one with the fewest conditions', () => {
    const [edge] = derive({
      assignments: [
        ['ada', 'Reader', SUB, { condition: 'a StringEquals b' }],
        ['ada', 'Reader', SUB],
      ],
      nodes: [open],
    }).edges
    expect(edge).toMatchObject({ conditions: [], provenance: { id: 'assignment/1' } })
  })
})

describe('several assignments together', () => {
  const subscription = [SUB, 'AzureSubscription'] as const
  const administrators = (assignments: readonly Assigned[], more: Omit<Given, 'assignments'> = {}) =>
    derive({
      assignments,
      nodes: [subscription, ...(more.nodes ?? [])],
      related: more.related ?? [],
    }).edges.filter(({ kind }) => kind === 'ADMIN_OF')

  test('make an administrator, and each is told', () => {
    const [edge] = administrators([
      ['ada', 'Access', SUB],
      ['ada', 'Machines', SUB],
    ])
    expect(edge).toMatchObject({
      from: 'ada',
      to: SUB,
      technique: 'az-rbac-admin-of-scope',
      evidence: [{ id: 'assignment/0' }, { id: 'assignment/1' }],
      provenance: { id: 'assignment/0' },
    })
    expect(administrators([['ada', 'Access', SUB]])).toEqual([])
  })

  test('count at the lower of their scopes, and not beside each other', () => {
    const related = [[MG, 'CONTAINS', SUB]] as const
    const nodes = [[MG, 'AzureManagementGroup']] as const
    const targets = (one: string, other: string) =>
      administrators(
        [
          ['ada', 'Access', one],
          ['ada', 'Machines', other],
        ],
        { nodes, related },
      ).map(({ to }) => to)
    expect(targets(MG, SUB)).toEqual([SUB])
    expect(targets(SUB, MG)).toEqual([SUB])
    expect(targets(MG, MG).sort()).toEqual([MG, SUB])
    expect(targets(SUB, '/subscriptions/other')).toEqual([])
  })

  test('may be one of the principal and one of a group; what a group has alone is drawn from the group', () => {
    const related = [['ada', 'MEMBER_OF', 'team']] as const
    const group = [['team', 'EntraGroup']] as const
    const joint = administrators(
      [
        ['ada', 'Access', SUB],
        ['team', 'Machines', SUB],
      ],
      { related, nodes: group },
    )
    expect(joint.map(({ from }) => from)).toEqual(['ada'])
    const alone = administrators(
      [
        ['team', 'Owner', SUB],
        ['ada', 'Reader', SUB],
      ],
      { related, nodes: group },
    )
    expect(alone.map(({ from }) => from)).toEqual(['team'])
  })

  test.each<[string, readonly Assigned[], readonly string[]]>([
    ['needs fewer of them', [['ada', 'Owner', SUB]], ['assignment/2']],
    [
      'has fewer conditions, though it needs more of them',
      [['ada', 'Owner', SUB, { condition: 'a StringEquals b' }]],
      ['assignment/0', 'assignment/1'],
    ],
  ])('are told by the way that %s', (_, more, expected) => {
    const [edge] = administrators([['ada', 'Access', SUB], ['ada', 'Machines', SUB], ...more])
    expect(edge?.evidence.map(({ id }) => id)).toEqual(expected)
  })

  test('have the conditions of all of them, each once', () => {
    const condition = 'a StringEquals b'
    const [edge] = administrators([
      ['ada', 'Access', SUB, { condition }],
      ['ada', 'Machines', SUB, { condition }],
    ])
    expect(edge?.conditions).toEqual([{ key: 'abac-condition', state: 'unknown', detail: condition }])
  })
})

test('more targets than a dozen are one set', () => {
  const accounts = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => [storage(`a${String(at).padStart(2, '0')}`), 'AzureStorageAccount', OPEN] as const,
    )
  const assignments = [['ada', 'Reader', SUB]] as const
  const nodes = [[SUB, 'AzureSubscription', { name: 'Shop' }]] as const
  expect(derive({ assignments, nodes: [...nodes, ...accounts(12)] }).edges).toHaveLength(12)
  const many = derive({
    assignments: [...assignments, ['bob', 'Reader', SUB]],
    nodes: [...nodes, ...accounts(13)],
  })
  const set = `${SUB}#target-set/az-storage-read-data-role/0`
  expect(many.edges.map(({ from, to }) => [from, to])).toEqual([
    ['ada', set],
    ['bob', set],
  ])
  expect(many.nodes).toContainEqual({
    id: set,
    kind: 'TargetSet',
    props: { name: '13 targets in Shop', provider: 'azure', members: 13 },
  })
  const included = (many.facts ?? []).filter(({ kind }) => kind === 'INCLUDES')
  expect(included).toHaveLength(13)
  expect(included).toContainEqual({
    from: set,
    kind: 'INCLUDES',
    to: storage('a07'),
    props: { evidence: [] },
  })
})

test('members of a group are of its class', () => {
  const { facts } = derive({
    assignments: [['team', 'Reader', '/subscriptions/other']],
    nodes: [['team', 'EntraGroup']],
    related: [['ada', 'MEMBER_OF', 'team']],
  })
  expect(facts).toContainEqual({
    from: 'ada',
    kind: 'IN_ACCESS_CLASS',
    to: 'team',
    props: {
      evidence: [{ type: 'membership', id: 'team', detail: 'a member of the group' }],
      provenance: null,
    },
  })
})

test('without assignments, vaults and open containers nothing is derived', () => {
  const nothing = derive({ nodes: [['team', 'EntraGroup']], related: [['ada', 'MEMBER_OF', 'team']] })
  expect(nothing).toEqual({ edges: [], nodes: [], properties: new Map(), blocked: [] })
})
