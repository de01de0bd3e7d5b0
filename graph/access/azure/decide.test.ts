import { expect, test } from 'vitest'
import { MAYBE, NO, YES } from '../tri.ts'
import { decide } from './decide.ts'
import { type EstateLiteral, estateFrom, scopeNamed } from './estate.testkit.ts'
import { grantOf } from './grants.ts'

const WRITE = 'microsoft.storage/storageaccounts/write'
const BLOB = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs/write'
const OTHER = "a StringEquals 'b'"
const roles = {
  owner: [{ actions: ['*'], dataActions: ['*'] }],
  writer: [{ actions: [WRITE] }],
  limited: [{ actions: ['*'], condition: OTHER }],
  'limited or not': [{ actions: ['*'], condition: OTHER }, { actions: ['*/write'] }],
}
const estate = (literal: EstateLiteral) => estateFrom({ roles, ...literal })
const decided = (literal: EstateLiteral, action = WRITE) =>
  decide(estate(literal), 'ada', action, scopeNamed('account'))

// https://learn.microsoft.com/azure/role-based-access-control/role-definitions
test('of the blocks of a role the one with the fewest conditions counts', () => {
  expect(decided({ assignments: [['ada', 'limited or not', 'sub']] })).toMatchObject({
    holds: YES,
    unless: [],
  })
})

test('the conditions of the role and of the assignment are told, and that a role has to be activated', () => {
  const assignments: EstateLiteral['assignments'] = [
    ['ada', 'limited', 'sub', { condition: "c StringEquals 'd'", eligible: true }],
  ]
  expect(decided({ assignments })).toMatchObject({
    holds: MAYBE,
    unless: [
      { key: 'pim-activation', detail: 'the role is eligible and has to be activated first' },
      { key: 'abac-condition', detail: OTHER },
      { key: 'abac-condition', detail: "c StringEquals 'd'" },
    ],
  })
})

test('a role that was not read grants nothing', () => {
  const [assignment] = estate({ assignments: [['ada', 'nobody knows', 'sub']] }).assignments
  expect(assignment?.permissions).toBeNull()
  expect(assignment && grantOf(assignment, WRITE)).toEqual({ holds: NO, unless: [], block: null })
})

test('of equal assignments the nearest is told, and a sure one before a nearer that is not', () => {
  const by = (assignments: EstateLiteral['assignments']) =>
    decided({ ...(assignments && { assignments }) }).by?.id
  expect(
    by([
      ['ada', 'writer', 'sub'],
      ['ada', 'owner', 'rg'],
    ]),
  ).toBe('assignment/1')
  expect(
    by([
      ['ada', 'limited', 'rg'],
      ['ada', 'owner', 'sub'],
    ]),
  ).toBe('assignment/1')
})

// https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
test('a deny assignment with several blocks denies what one of them names, and is told', () => {
  const denial = {
    scope: 'sub',
    permissions: [{ actions: ['microsoft.x/*'] }, { actions: ['*/write'] }],
    principals: [{ id: 'ada' }],
  }
  const denied = decided({ assignments: [['ada', 'owner', 'sub']], denials: [denial] })
  expect(denied).toMatchObject({ holds: NO, by: { id: 'assignment/0' }, blockedBy: { id: 'denial/0' } })
  expect(decided({ denials: [denial] })).toEqual({
    holds: NO,
    unless: [],
    block: null,
    by: null,
    blockedBy: null,
  })
})

// https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
test('a lock stops who may not remove it, and holds up who may', () => {
  const locks: EstateLiteral['locks'] = [['rg', 'ReadOnly']]
  expect(decided({ assignments: [['ada', 'writer', 'sub']], locks })).toMatchObject({
    holds: NO,
    unless: [],
    by: { id: 'assignment/0' },
    blockedBy: { id: 'lock/0' },
  })
  const lift = { key: 'resource-lock', detail: 'the lock lock/0 has to be removed first' }
  expect(decided({ assignments: [['ada', 'owner', 'sub']], locks })).toMatchObject({
    holds: MAYBE,
    unless: [lift],
    by: { id: 'assignment/0' },
    blockedBy: null,
  })
  expect(decided({ assignments: [['ada', 'owner', 'sub', { condition: OTHER }]], locks }).unless).toEqual([
    { key: 'abac-condition', detail: OTHER },
    lift,
  ])
})

test('a lock touches no data', () => {
  const literal: EstateLiteral = { assignments: [['ada', 'owner', 'sub']], locks: [['rg', 'ReadOnly']] }
  expect(decided(literal, BLOB)).toMatchObject({ holds: YES, unless: [] })
  expect(decided(literal, 'data:microsoft.x/y/delete')).toMatchObject({ holds: YES, unless: [] })
})
