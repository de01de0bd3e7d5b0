import { expect, test } from 'vitest'
import { conditionConcerns, grants, parsePermissions } from './role.ts'

const READ = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs/read'
const WRITE = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs/write'
const NAME = READ.replace('data:', '')

// https://learn.microsoft.com/azure/role-based-access-control/conditions-format
test.each([
  [`((!(ActionMatches{'${NAME}'})) OR (a StringEquals 'b'))`],
  [`((!(ActionMatches {'${NAME}'})) OR (a StringEquals 'b'))`],
  [`((!(ActionMatches{ '${NAME}' })) OR (a StringEquals 'b'))`],
  [`((! ( ActionMatches{'${NAME}'})) OR (a StringEquals 'b'))`],
  [`((!ActionMatches{'${NAME}'}) OR (a StringEquals 'b'))`],
  [`((!(actionmatches{'${NAME.toUpperCase()}'})) OR (a StringEquals 'b'))`],
  [`((!(ActionMatches{'microsoft.x/*'}) AND !(ActionMatches{'${NAME}'})) OR (a StringEquals 'b'))`],
  [`((!(ActionMatches{'microsoft.storage/*/read'})) OR (a StringEquals 'b'))`],
])('%s is about reading blobs, and not about writing them', (condition) => {
  expect(conditionConcerns(condition, READ)).toBe(true)
  expect(conditionConcerns(condition, WRITE)).toBe(false)
})

test('a condition that names no action is about all', () => {
  expect(conditionConcerns("a StringEquals 'b'", WRITE)).toBe(true)
})

test('an action that is asked for, not left out, makes the condition about all', () => {
  expect(conditionConcerns(`ActionMatches{'${NAME}'} AND a StringEquals 'b'`, WRITE)).toBe(true)
  const mixed = `!(ActionMatches{'microsoft.x/*'}) OR (ActionMatches{'${NAME}'} AND a StringEquals 'b')`
  expect(conditionConcerns(mixed, WRITE)).toBe(true)
})

test('an empty condition is none, and what has no form of a role is not known', () => {
  expect(parsePermissions([{ actions: ['*'], condition: '' }])?.[0]?.condition).toBeNull()
  expect(parsePermissions([{ actions: ['*'] }])?.[0]?.condition).toBeNull()
  expect(parsePermissions([{ actions: ['*'], condition: null }])?.[0]?.condition).toBeNull()
  expect(parsePermissions([{ actions: ['*'], condition: 'x' }])?.[0]?.condition).toBe('x')
  expect(parsePermissions('nothing')).toBeNull()
  expect(parsePermissions([{ actions: '*' }])).toBeNull()
})

test('control and data actions are apart, and what is left out is of its own kind', () => {
  const block = (props: object) => parsePermissions([{ ...props }])?.[0]
  const holds = (props: object, action: string) => {
    const one = block(props)
    return one !== undefined && grants(one, action)
  }
  expect(holds({ actions: ['*'] }, NAME)).toBe(true)
  expect(holds({ actions: ['*'] }, READ)).toBe(false)
  expect(holds({ dataActions: ['*'] }, READ)).toBe(true)
  expect(holds({ dataActions: ['*'] }, NAME)).toBe(false)
  expect(holds({ actions: ['*'], notActions: ['*/read'] }, NAME)).toBe(false)
  expect(holds({ actions: ['*'], notDataActions: ['*'] }, NAME)).toBe(true)
  expect(holds({ dataActions: ['*'], notDataActions: ['*/read'] }, READ)).toBe(false)
  expect(holds({ dataActions: ['*'], notActions: ['*'] }, READ)).toBe(true)
  expect(holds({ actions: ['Microsoft.Storage/*'] }, NAME)).toBe(true)
})
