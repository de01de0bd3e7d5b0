import { expect, test } from 'vitest'
import { actionOf } from './action.ts'
import { factsOf, node } from './can.testkit.ts'

const role = (permissions: object[] | string) =>
  node('role', 'AzureRoleDefinition', { permissions: permissions as string })
const asked = (text: string, permissions: object[] | string = []) =>
  actionOf(factsOf([role(permissions)]), text)

test.each([
  '',
  'start',
  'a/',
  '/a',
  'a//b',
  'a/*',
  'a/b?',
  'a b/c',
  'a/b c',
  'data:',
  'data:a',
  'x:a/b',
  'data:data:a/b',
])('"%s" is not written as an action', (text) => {
  expect(() => asked(text)).toThrow(
    `"${text}" is no action of Azure; write it as Microsoft.Provider/type/verb, with data: before one of data`,
  )
})

test.each(['a/b', 'data:a/b', 'microsoft.compute/virtualmachines/start/action'])('%s is one', (text) => {
  expect(asked(text.toUpperCase())).toBe(text)
})

test('of names that a role or a technique has for data alone, data: goes without saying', () => {
  expect(asked('Some.Thing/x/read', [{ dataActions: ['Some.Thing/x/Read'] }])).toBe('data:some.thing/x/read')
  const blobs = 'microsoft.storage/storageaccounts/blobservices/containers/blobs/read'
  expect(asked(blobs)).toBe(`data:${blobs}`)
})

test('a pattern tells no name, nor does a role that was not read, nor what is no role', () => {
  expect(asked('some.thing/x/read', [{ dataActions: ['some.thing/x/*'] }])).toBe('some.thing/x/read')
  expect(asked('some.thing/x/read', 'nothing')).toBe('some.thing/x/read')
  const other = node('role', 'AzureDenyAssignment', { permissions: [{ dataActions: ['some.thing/x/read'] }] })
  expect(actionOf(factsOf([other]), 'some.thing/x/read')).toBe('some.thing/x/read')
})

test('data: before what is of the control plane alone is refused', () => {
  const control = [{ actions: ['Some.Thing/x/write'] }]
  expect(() => asked('data:some.thing/x/write', control)).toThrow(
    '"some.thing/x/write" is an action of the control plane: write it without data:',
  )
  expect(asked('data:some.thing/x/write', [{ actions: ['some.thing/*'] }])).toBe('data:some.thing/x/write')
})

test('of a name that is both, it is what was written', () => {
  const both = [{ actions: ['some.thing/x/use'], dataActions: ['some.thing/x/use'] }]
  expect(asked('some.thing/x/use', both)).toBe('some.thing/x/use')
  expect(asked('data:some.thing/x/use', both)).toBe('data:some.thing/x/use')
})
