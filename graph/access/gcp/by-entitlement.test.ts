import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { whoCan } from '../can.ts'
import { ANN, ask, DATA, entitlement, factsOf, GET, READER } from './question.testkit.ts'

const asked = (props: Props = {}, who = ANN) => ask([], { nodes: { rescue: entitlement(props) } }, who)

describe('what somebody is eligible for', () => {
  test('is told in words, with the entitlement and the role in it', () => {
    const roleBindings = ['viewer', READER].map((role) => ({ role: `roles/${role}`, condition: null }))
    expect(asked({ roleBindings })).toEqual({
      decision: 'conditional',
      by: [{ policy: 'rescue', statement: 1, effect: 'Allow', layer: 'entitlement', sid: null }],
      conditions: [
        { key: 'entitlement-activation', detail: `roles/${READER} has to be taken up by rescue first` },
      ],
      reason: `roles/${READER} on shop grants it once it is taken up`,
    })
  })

  test('asks for an approval, which any of some gives', () => {
    const approvers = ['a', 'b', 'c', 'd'].map((name) => `user:${name}@example.com`)
    expect(asked({ approvalNeeded: true, approvers }).conditions).toEqual([
      expect.objectContaining({ key: 'entitlement-activation' }),
      {
        key: 'approval',
        detail: 'approved by one of user:a@example.com, user:b@example.com, user:c@example.com',
      },
    ])
    expect(asked({ approvers }).conditions).toHaveLength(1)
  })

  test('is open where the role was not read, a condition cannot be told or a group was not read', () => {
    const condition = 'request.auth.claims.level > 3'
    const more = (props: Props) => asked(props).conditions.slice(1)
    expect(more({ roleBindings: [{ role: 'roles/never.heardOf', condition: null }] })).toEqual([
      { key: 'role-not-read', detail: `whether roles/never.heardOf contains ${GET}` },
    ])
    expect(more({ roleBindings: [{ role: `roles/${READER}`, condition }] })).toEqual([
      { key: 'iam-condition', detail: condition },
    ])
    expect(more({ eligible: ['group:team@example.com'] })).toEqual([
      { key: 'group-members-not-read', detail: 'who is in group:team@example.com' },
    ])
  })

  test.each<[string, Props]>([
    ['whose condition is not met', { roleBindings: [{ role: `roles/${READER}`, condition: 'false' }] }],
    ['of another project', { resource: '//cloudresourcemanager.googleapis.com/projects/other' }],
    ['of a bucket, which has none', { resource: DATA }],
    ['for nobody', { eligible: [] }],
    ['without roles', { roleBindings: [] }],
  ])('is nothing by an entitlement %s', (_, props) => {
    expect(asked(props)).toMatchObject({ decision: 'denied', by: [] })
  })

  test('may stand above the project', () => {
    expect(asked({ resource: '//cloudresourcemanager.googleapis.com/organizations/1' }).decision).toBe(
      'conditional',
    )
  })

  test('is left out where he may already, and where a deny policy keeps him out', () => {
    const nodes = { rescue: entitlement() }
    expect(ask([[READER, [ANN]]], { nodes }).decision).toBe('allowed')
    const rule = {
      deniedPrincipals: ['principal://goog/subject/ann@example.com'],
      deniedPermissions: ['storage.googleapis.com/objects.get'],
    }
    expect(ask([], { nodes, deny: { shop: [rule] } }).decision).toBe('denied')
  })

  test('is told of groups and of who is in them by who can', () => {
    const found = whoCan(
      factsOf([], {
        nodes: { rescue: entitlement({ eligible: ['group:team@example.com'] }) },
        groups: { 'team@example.com': [ANN] },
      }),
      { action: GET, resource: DATA },
    )
    expect(found.map(({ principal, decision }) => `${principal} ${decision}`).sort()).toEqual([
      'group:team@example.com conditional',
      `${ANN} conditional`,
    ])
  })
})
