interface Blocks {
  readonly actions?: readonly string[]
  readonly notActions?: readonly string[]
  readonly dataActions?: readonly string[]
}

/** What most roles carry besides. */
const COMMON = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/alertRules/*',
  'Microsoft.Resources/deployments/*',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Support/*',
]
const READ_VAULTS = [
  'Microsoft.KeyVault/checkNameAvailability/read',
  'Microsoft.KeyVault/deletedVaults/read',
  'Microsoft.KeyVault/locations/*/read',
  'Microsoft.KeyVault/vaults/*/read',
  'Microsoft.KeyVault/operations/read',
]
const BLOB_SERVICES = 'Microsoft.Storage/storageAccounts/blobServices'
const BLOBS = `${BLOB_SERVICES}/containers/blobs`
const DELEGATION_KEY = `${BLOB_SERVICES}/generateUserDelegationKey/action`
const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities'

/** By id, what Microsoft documents of its roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES: { readonly [id: string]: readonly [name: string, blocks: Blocks] } = {
  // …/built-in-roles/privileged and /general
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': ['Owner', { actions: ['*'] }],
  'b24988ac-6180-42a0-ab88-20f7382dd24c': [
    'Contributor',
    {
      actions: ['*'],
      notActions: [
        'Microsoft.Authorization/*/Delete',
        'Microsoft.Authorization/*/Write',
        'Microsoft.Authorization/elevateAccess/Action',
        'Microsoft.Blueprint/blueprintAssignments/write',
        'Microsoft.Blueprint/blueprintAssignments/delete',
        'Microsoft.Compute/galleries/share/action',
      ],
    },
  ],
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': [
    'User Access Administrator',
    { actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'] },
  ],
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': [
    'Role Based Access Control Administrator',
    {
      actions: [
        'Microsoft.Authorization/roleAssignments/write',
        'Microsoft.Authorization/roleAssignments/delete',
        '*/read',
        'Microsoft.Support/*',
      ],
    },
  ],
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': ['Reader', { actions: ['*/read'] }],
  // …/built-in-roles/compute
  '9980e02c-c2be-4d73-94e8-173b1dc7cf3c': [
    'Virtual Machine Contributor',
    {
      actions: [
        ...COMMON,
        ...['availabilitySets/*', 'locations/*', 'virtualMachines/*', 'virtualMachineScaleSets/*'].map(
          (rest) => `Microsoft.Compute/${rest}`,
        ),
        ...['cloudServices/*', 'disks/write', 'disks/read', 'disks/delete'].map(
          (rest) => `Microsoft.Compute/${rest}`,
        ),
        'Microsoft.DevTestLab/schedules/*',
        'Microsoft.Network/applicationGateways/backendAddressPools/join/action',
        ...['backendAddressPools', 'inboundNatPools', 'inboundNatRules', 'probes'].map(
          (part) => `Microsoft.Network/loadBalancers/${part}/join/action`,
        ),
        'Microsoft.Network/loadBalancers/read',
        'Microsoft.Network/locations/*',
        'Microsoft.Network/networkInterfaces/*',
        'Microsoft.Network/networkSecurityGroups/join/action',
        'Microsoft.Network/networkSecurityGroups/read',
        'Microsoft.Network/publicIPAddresses/join/action',
        'Microsoft.Network/publicIPAddresses/read',
        'Microsoft.Network/virtualNetworks/read',
        'Microsoft.Network/virtualNetworks/subnets/join/action',
        'Microsoft.RecoveryServices/locations/*',
        'Microsoft.RecoveryServices/Vaults/read',
        'Microsoft.RecoveryServices/Vaults/write',
        'Microsoft.RecoveryServices/Vaults/usages/read',
        'Microsoft.RecoveryServices/Vaults/backupPolicies/read',
        'Microsoft.RecoveryServices/Vaults/backupPolicies/write',
        'Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write',
        ...['*/read', 'read', 'write'].map(
          (verb) =>
            `Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/${verb}`,
        ),
        'Microsoft.ResourceHealth/availabilityStatuses/read',
        'Microsoft.SerialConsole/serialPorts/connect/action',
        'Microsoft.SqlVirtualMachine/*',
        'Microsoft.Storage/storageAccounts/listKeys/action',
        'Microsoft.Storage/storageAccounts/read',
      ],
    },
  ],
  // …/built-in-roles/identity
  'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59': [
    'Managed Identity Contributor',
    {
      actions: [
        ...COMMON,
        ...['read', 'write', 'delete', 'revokeTokens/action'].map((verb) => `${IDENTITIES}/${verb}`),
        ...['read', 'write', 'delete'].map((verb) => `${IDENTITIES}/federatedIdentityCredentials/${verb}`),
      ],
    },
  ],
  'f1a07417-d97a-45cb-824c-7a7467783830': [
    'Managed Identity Operator',
    { actions: [...COMMON, `${IDENTITIES}/*/read`, `${IDENTITIES}/*/assign/action`] },
  ],
  // …/built-in-roles/security
  '00482a5a-887f-4fb3-b363-3b7fe8e74483': [
    'Key Vault Administrator',
    { actions: [...COMMON, ...READ_VAULTS], dataActions: ['Microsoft.KeyVault/vaults/*'] },
  ],
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': [
    'Key Vault Secrets Officer',
    { actions: [...COMMON, ...READ_VAULTS], dataActions: ['Microsoft.KeyVault/vaults/secrets/*'] },
  ],
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603': [
    'Key Vault Crypto Officer',
    {
      actions: [...COMMON, ...READ_VAULTS],
      dataActions: ['Microsoft.KeyVault/vaults/keys/*', 'Microsoft.KeyVault/vaults/keyrotationpolicies/*'],
    },
  ],
  '4633458b-17de-408a-b874-0445c86b69e6': [
    'Key Vault Secrets User',
    {
      dataActions: [
        'Microsoft.KeyVault/vaults/secrets/getSecret/action',
        'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
      ],
    },
  ],
  'f25e0fa2-a7c8-4377-a976-54943a77a395': [
    'Key Vault Contributor',
    {
      actions: [...COMMON, 'Microsoft.KeyVault/*'],
      notActions: [
        'Microsoft.KeyVault/locations/deletedVaults/purge/action',
        'Microsoft.KeyVault/hsmPools/*',
        'Microsoft.KeyVault/managedHsms/*',
      ],
    },
  ],
  // …/built-in-roles/storage
  '81a9662b-bebf-436f-a333-f67b29880f12': [
    'Storage Account Key Operator Service Role',
    {
      actions: [
        'Microsoft.Storage/storageAccounts/listkeys/action',
        'Microsoft.Storage/storageAccounts/regeneratekey/action',
      ],
    },
  ],
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': [
    'Storage Blob Data Owner',
    { actions: [`${BLOB_SERVICES}/containers/*`, DELEGATION_KEY], dataActions: [`${BLOBS}/*`] },
  ],
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': [
    'Storage Blob Data Contributor',
    {
      actions: [
        ...['delete', 'read', 'write'].map((verb) => `${BLOB_SERVICES}/containers/${verb}`),
        DELEGATION_KEY,
      ],
      dataActions: ['delete', 'read', 'write', 'move/action', 'add/action'].map((verb) => `${BLOBS}/${verb}`),
    },
  ],
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': [
    'Storage Blob Data Reader',
    { actions: [`${BLOB_SERVICES}/containers/read`, DELEGATION_KEY], dataActions: [`${BLOBS}/read`] },
  ],
}

/**
 * Roles of Azure that give much, in the form of Resource Manager: outputs that name roles by their ids alone leave the
 * others unknown.
 */
export const builtInRoles = (subscription: string): { readonly [member: string]: unknown }[] =>
  Object.entries(ROLES).map(([id, [roleName, blocks]]) => ({
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    name: id,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: { roleName, type: 'BuiltInRole', permissions: [blocks] },
  }))
