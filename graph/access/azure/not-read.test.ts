import { describe, expect, test } from 'vitest'
import type { CoverageEntry, NodeRecord } from '../../snapshot/records.ts'
import { can, whoCan } from '../can.ts'
import { assigned, entry, factsOf, GROUP, node, START } from './can.testkit.ts'

const WHOLE = [entry('authorization', 'OK'), entry('resources', 'OK')]
const asked = (
  coverage: readonly CoverageEntry[],
  nodes: readonly NodeRecord[] = [],
  action = START,
  resource = GROUP,
) => can(factsOf(nodes, [], coverage), { principal: 'ada', action, resource })

describe('lists that were not read', () => {
  test('are told each by itself, with the subscription', () => {
    expect(asked([entry('authorization', 'FAILED')])).toEqual({
      decision: 'conditional',
      by: [],
      conditions: [
        { key: 'role-assignments-not-read', detail: 'role assignments of the subscription prod' },
        { key: 'role-eligibilities-not-read', detail: 'role eligibilities of the subscription prod' },
      ],
      reason: 'no role assignment grants it, as far as was read',
    })
    expect(asked([entry('resources', 'FAILED')], [assigned('owner')]).conditions).toEqual([
      { key: 'deny-assignments-not-read', detail: 'deny assignments of the subscription prod' },
      { key: 'locks-not-read', detail: 'locks of the subscription prod' },
    ])
  })

  test.each<[string, CoverageEntry]>([
    ['another subscription', entry('authorization', 'DENIED', undefined, { account: 'test' })],
    ['another cloud', entry('authorization', 'DENIED', undefined, { provider: 'aws' })],
    ['another service', entry('compute', 'DENIED')],
  ])('say nothing where they are of %s', (_, unread) => {
    expect(asked([unread, ...WHOLE])).toMatchObject({ decision: 'denied', conditions: [] })
    expect(asked([unread, ...WHOLE], [assigned('owner')]).decision).toBe('allowed')
  })

  test('say nothing where other calls of the service failed, or all is told of another subscription', () => {
    const coverage = [
      entry('authorization', 'OK', 'authorization role-definitions'),
      entry('resources', 'OK'),
    ]
    expect(asked(coverage).decision).toBe('denied')
    expect(asked([entry('authorization', 'DENIED', undefined, { account: 'test' })]).decision).toBe('denied')
  })

  test.each(['/providers/microsoft.aad/x', '/providers/microsoft.x/subscriptions/prod/y'])(
    'of a subscription say nothing of %s, which is in none',
    (resource) => {
      expect(asked([entry('authorization', 'DENIED')], [], START, resource)).toMatchObject({
        decision: 'denied',
        conditions: [],
      })
      const above = asked([entry('authorization', 'DENIED')], [assigned('owner', '/')], START, resource)
      expect(above).toMatchObject({ decision: 'allowed', conditions: [] })
    },
  )

  test.each([
    ['some.thing/x/read', 'allowed'],
    ['data:some.thing/x/write', 'allowed'],
    ['some.thing/x/write', 'conditional'],
  ])('of locks leave %s %s, as locks stop no reads and no data', (action, decision) => {
    const all = node('all', 'AzureRoleDefinition', { permissions: [{ actions: ['*'], dataActions: ['*'] }] })
    const given = [all, assigned('all')]
    expect(asked([entry('authorization', 'OK')], given, action).decision).toBe(decision)
    // Deny assignments stop all of them.
    expect(asked([entry('resources', 'OK')], given, action).conditions).toEqual([
      { key: 'deny-assignments-not-read', detail: 'deny assignments of the subscription prod' },
    ])
  })

  test('leave a refusal as it is: nothing else would let somebody in', () => {
    const denial = node('denial', 'AzureDenyAssignment', {
      name: 'Stack',
      scope: GROUP,
      principals: [{ id: 'ada' }],
      excludePrincipals: [],
      permissions: [{ actions: ['*'] }],
    })
    const answer = asked([entry('authorization', 'DENIED')], [denial, assigned('owner')])
    expect(answer).toMatchObject({ decision: 'denied', conditions: [] })
    expect(answer.reason).toBe('the deny assignment Stack at web in Production denies it')
  })

  test('give nobody anything who has no login, and are told of everybody else', () => {
    const facts = factsOf([], [], [entry('authorization', 'DENIED')])
    const question = { action: START, resource: GROUP }
    expect(can(facts, { ...question, principal: '*' })).toMatchObject({ decision: 'denied', conditions: [] })
    const keys = whoCan(facts, question).map(({ principal, conditions }) => [principal, conditions[0]?.key])
    expect(keys).toEqual([['*', 'role-assignments-not-read']])
  })
})

describe('who is in a group', () => {
  const ghosts = (props = {}) => [node('ghosts', 'EntraGroup', props), assigned('owner', GROUP, 'ghosts')]
  const DIRECTORY = entry('entra', 'DENIED', undefined, { account: 'tenant' })

  test('is not known where the directory was not read', () => {
    expect(asked([DIRECTORY], ghosts()).conditions).toEqual([
      { key: 'group-members-not-read', detail: 'who is in ghosts (ghosts)' },
    ])
    expect(asked([DIRECTORY], ghosts({ name: 'Ghosts' })).conditions).toEqual([
      { key: 'group-members-not-read', detail: 'who is in Ghosts (ghosts)' },
    ])
  })

  test.each<[string, CoverageEntry]>([
    ['the directory was read', entry('entra', 'OK', undefined, { account: 'tenant' })],
    ['another service was not', entry('policies', 'DENIED', undefined, { account: 'tenant' })],
    ['it is one of another cloud', { ...DIRECTORY, provider: 'aws' }],
  ])('is known where %s', (_, coverage) => {
    expect(asked([coverage], ghosts())).toMatchObject({ decision: 'denied', conditions: [] })
  })

  test('is asked of groups alone, and of those that hold something', () => {
    const user = [node('eve', 'EntraUser', { stub: true }), assigned('owner', GROUP, 'eve')]
    expect(asked([DIRECTORY], [...user, assigned('owner', GROUP, 'unknown')]).decision).toBe('denied')
    expect(asked([DIRECTORY], [node('ghosts', 'EntraGroup')]).decision).toBe('denied')
  })
})

test('whoever holds a role that was not read, or is in a group that does, may perhaps', () => {
  const nodes = [assigned('unread', GROUP, 'team'), assigned('lost', GROUP), assigned('unread')]
  const told = whoCan(factsOf(nodes), { action: START, resource: GROUP })
  expect(
    told.map(({ principal, conditions }) => [principal, conditions.map(({ detail }) => detail)]),
  ).toEqual([
    ['team', [`what the role unread allows, assigned by team unread ${GROUP}`]],
    [
      'ada',
      [
        `what the role lost allows, assigned by ada lost ${GROUP}`,
        'what the role unread allows, assigned by ada unread /subscriptions/prod',
        `what the role unread allows, assigned by team unread ${GROUP}`,
      ],
    ],
  ])
})
