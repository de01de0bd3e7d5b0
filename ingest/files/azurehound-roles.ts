/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES: readonly (readonly [
  id: string,
  name: string,
  actions: readonly string[],
  without: readonly string[],
])[] = [
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', ['*'], []],
  [
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'Contributor',
    ['*'],
    [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
    ],
  ],
  [
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'User Access Administrator',
    ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
    [],
  ],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', ['*/read'], []],
]

/**
 * The general roles of Azure, in the form of Resource Manager: outputs that name roles by their ids alone leave the rest
 * unknown.
 */
export const builtInRoles = (subscription: string): { readonly [member: string]: unknown }[] =>
  ROLES.map(([id, roleName, actions, notActions]) => ({
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    name: id,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName, type: 'BuiltInRole', permissions: [{ actions, notActions }] },
  }))
