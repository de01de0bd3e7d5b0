import { expect, test } from 'vitest'
import { authorization } from './authorization.ts'
import { collected, SUBSCRIPTION } from './collected.testkit.ts'

const ROLE = '/providers/microsoft.authorization/roledefinitions/r'
const role = (type: string, ...actions: readonly string[]) => ({
  'authorization role-definitions': [
    {
      id: `/subscriptions/${SUBSCRIPTION}${ROLE}`,
      properties: { roleName: 'One', type, permissions: [{ actions }] },
    },
  ],
})
const LOCKS = 'Microsoft.Authorization/locks/*'

/** https://learn.microsoft.com/rest/api/authorization/role-definitions/list */
test('a role that allows every action does so by a lone star', async () => {
  const every = async (action: string) =>
    (await collected(authorization, role('CustomRole', 'Microsoft.Compute/*', action))).propsOf(ROLE)
      ?.everyAction
  expect(await every('*')).toBe(true)
  expect(await every('*/read')).toBe(false)
})

test('a role for locks is a custom one that names them', async () => {
  const lockRole = async (given: { readonly [call: string]: unknown }) =>
    (await collected(authorization, given)).propsOf(`/subscriptions/${SUBSCRIPTION}`)?.lockRole
  expect(await lockRole(role('CustomRole', LOCKS))).toBe(true)
  expect(await lockRole(role('CustomRole', '*'))).toBe(false)
  expect(await lockRole(role('BuiltInRole', LOCKS))).toBe(false)
  expect(await lockRole({})).toBeUndefined()
})

test('a subscription tells which management groups its assignments are inherited from', async () => {
  const group = '/providers/Microsoft.Management/managementGroups/Platform'
  const assignment = (scope: string) => ({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/a${scope.length}`,
    properties: { principalId: 'p', roleDefinitionId: ROLE, scope },
  })
  const given = {
    'authorization role-assignments': [assignment(group), assignment(`/subscriptions/${SUBSCRIPTION}`)],
  }
  const { propsOf } = await collected(authorization, given)
  expect(propsOf(`/subscriptions/${SUBSCRIPTION}`)).toMatchObject({ inheritsFrom: [group.toLowerCase()] })
})
