import { describe, expect, test } from 'vitest'
import { derive, type Given, RG, SUB } from './derive.testkit.ts'

describe('what is told of assignments and who holds them', () => {
  const given: Given = {
    assignments: [
      ['ada', 'Reader', SUB],
      ['ada', 'Owner', SUB],
      ['bob', 'Owner', SUB, { eligible: true }],
      ['guest', 'Owner', '/'],
      ['cid', 'Owner', RG],
    ],
    nodes: [
      [SUB, 'AzureSubscription'],
      ['/subscriptions/ss', 'AzureSubscription'],
      ['guest', 'EntraUser', { userType: 'Guest' }],
      ['ada', 'EntraUser', { userType: 'Member' }],
    ],
  }
  const properties = () => derive(given).properties

  test('roles by principal, those that must be activated left out', () => {
    expect(properties().get('ada')).toEqual({ azureRoles: [`Owner@${SUB}`, `Reader@${SUB}`], isAdmin: true })
    expect(properties().get('bob')).toMatchObject({ azureRoles: [] })
  })

  test('what an assignment is of', () => {
    expect(properties().get('assignment/0')).toEqual({
      roleName: 'Reader',
      principalIsGuest: false,
      privileged: false,
      controlsScope: false,
    })
    expect(properties().get('assignment/2')).toEqual({ roleName: 'Owner' })
    expect(properties().get('assignment/3')).toEqual({
      roleName: 'Owner',
      principalIsGuest: true,
      privileged: true,
      controlsScope: true,
    })
  })

  test('owners of a subscription: on itself, in order, and only where some assignment is known', () => {
    expect(properties().get(SUB)).toEqual({ owners: ['ada'] })
    expect(properties().has('/subscriptions/ss')).toBe(false)
    const two = derive({
      ...given,
      assignments: [
        ['cid', 'Owner', SUB],
        ['ada', 'Owner', SUB],
        ['ada', 'Owner', SUB],
      ],
    })
    expect(two.properties.get(SUB)).toEqual({ owners: ['ada', 'cid'] })
    const below = derive({ ...given, assignments: [['cid', 'Owner', RG]] })
    expect(below.properties.get(SUB)).toEqual({ owners: [] })
    const waiting = derive({ ...given, assignments: [['cid', 'Owner', SUB, { eligible: true }]] })
    expect(waiting.properties.has(SUB)).toBe(false)
  })

  test('who, where and which role; the root is no node', () => {
    const { facts = [] } = derive(given)
    const of = (id: string) => facts.filter(({ from }) => from === id)
    const fact = (kind: string, to: string, id: string) => ({ from: id, kind, to, props: {} })
    expect(of('assignment/0')).toEqual([
      fact('ASSIGNED_TO', 'ada', 'assignment/0'),
      fact('ASSIGNED_AT', SUB, 'assignment/0'),
      fact('GRANTS_ROLE', 'role/Reader', 'assignment/0'),
    ])
    expect(of('assignment/3').map(({ kind }) => kind)).toEqual(['ASSIGNED_TO', 'GRANTS_ROLE'])
  })

  test('who was not read in the directory is a stub, once', () => {
    expect(derive(given).nodes).toEqual(
      ['cid', 'bob'].map((id) => ({
        id,
        kind: 'EntraServicePrincipal',
        props: { name: id, provider: 'azure', region: 'global', stub: true },
      })),
    )
  })
})

test.each([
  ['User', 'EntraUser'],
  ['Group', 'EntraGroup'],
  ['ForeignGroup', 'EntraGroup'],
  ['ServicePrincipal', 'EntraServicePrincipal'],
  ['Device', 'EntraServicePrincipal'],
])('who was not read and is a %s is an %s', (principalType, kind) => {
  const assignments: Given['assignments'] = [
    ['x', 'Reader', SUB, { principalType }],
    ['x', 'Owner', SUB],
  ]
  expect(derive({ assignments }).nodes.map((node) => node.kind)).toEqual([kind])
})

test('a role whose contents were not read is missing, once for each account', () => {
  const missed = {
    account: 's',
    service: 'authorization',
    call: 'authorization role-definitions',
    state: 'FAILED',
    resource: 'role/unread',
  }
  expect(
    derive({
      assignments: [
        ['ada', 'unread', SUB],
        ['bob', 'unread', SUB],
        ['ada', 'Reader', SUB],
      ],
    }).missing,
  ).toEqual([missed])
  expect(derive({ assignments: [['ada', 'unread', SUB, { account: null }]] }).missing).toEqual([])
})
