import { uuid } from '../ids.ts'
import { objectId, type Resource } from './resource.ts'

interface Role {
  readonly id: string
  readonly actions: readonly string[]
  readonly notActions?: readonly string[]
  readonly dataActions?: readonly string[]
}

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs'

/** Built-in roles that are held somewhere. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES = {
  Owner: { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', actions: ['*'] },
  Contributor: {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
    ],
  },
  Reader: { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', actions: ['*/read'] },
  'Virtual Machine Contributor': {
    id: '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    actions: [
      'Microsoft.Compute/availabilitySets/*',
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Compute/virtualMachineScaleSets/*',
      'Microsoft.Compute/disks/read',
      'Microsoft.Compute/disks/write',
      'Microsoft.Network/networkInterfaces/*',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
    ],
  },
  'Storage Account Key Operator Service Role': {
    id: '81a9662b-bebf-436f-a333-f67b29880f12',
    actions: [
      'Microsoft.Storage/storageAccounts/listkeys/action',
      'Microsoft.Storage/storageAccounts/regeneratekey/action',
    ],
  },
  'Storage Blob Data Reader': {
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read'],
    dataActions: [`${BLOBS}/read`],
  },
  'Storage Blob Data Contributor': {
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/*'],
    dataActions: [`${BLOBS}/read`, `${BLOBS}/write`, `${BLOBS}/delete`, `${BLOBS}/add/action`],
  },
  'Key Vault Secrets User': {
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    actions: [],
    dataActions: [
      'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
    ],
  },
  'Website Contributor': {
    id: 'de139f84-1756-47ae-9be6-808fbbe84772',
    actions: [
      'Microsoft.Web/sites/*',
      'Microsoft.Web/serverFarms/read',
      'Microsoft.Web/serverFarms/join/action',
    ],
  },
  AcrPull: {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
  'Monitoring Reader': { id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05', actions: ['*/read'] },
} as const satisfies { readonly [name: string]: Role }
export type RoleName = keyof typeof ROLES

const definitionId = (name: RoleName): string =>
  `/providers/Microsoft.Authorization/roleDefinitions/${ROLES[name].id}`

/** As they are listed below a subscription. */
export const roleDefinitions = (subscription: string): readonly Resource[] =>
  Object.entries(ROLES).map(([roleName, role]: readonly [string, Role]) => ({
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
    name: role.id,
    type: 'Microsoft.Authorization/roleDefinitions',
    roleName,
    roleType: 'BuiltInRole',
    assignableScopes: ['/'],
    permissions: [
      {
        actions: role.actions,
        notActions: role.notActions ?? [],
        dataActions: role.dataActions ?? [],
        notDataActions: [],
      },
    ],
  }))

/** `scope` is a subscription, a resource group or a resource, by its id. */
export function assignment(
  role: RoleName,
  holder: string,
  scope: string,
  principalType: 'User' | 'Group' | 'ServicePrincipal' = 'ServicePrincipal',
): Resource {
  const name = uuid(`azure/assignment/${role}/${holder}/${scope}`)
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    principalId: objectId(holder),
    principalType,
    roleDefinitionId: definitionId(role),
    scope,
  }
}
