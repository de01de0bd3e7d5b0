import { type NodeRecord, type Props, relationshipId, type Snapshot } from '../../snapshot/records.ts'
import type { SpecialPair } from '../special-pairs.testkit.ts'
import { ROLES } from './entra-facts.ts'

const TENANT = '/tenants/t'
const SUBSCRIPTION = '/subscriptions/s'
const OTHER = '/subscriptions/other'
const GROUP = `${SUBSCRIPTION}/resourcegroups/g`
const ACCOUNT = `${GROUP}/providers/microsoft.storage/storageaccounts/data`
const CONTAINER = `${ACCOUNT}/blobservices/default/containers/c`
const VAULT = `${GROUP}/providers/microsoft.keyvault/vaults/v`
const MACHINE = `${GROUP}/providers/microsoft.compute/virtualmachines/m`

type Node = readonly [id: string, kind: string, props?: Props]
type Fact = readonly [from: string, kind: string, to: string]

/** A tenant with a subscription, a person and a service principal. */
function estate(nodes: readonly Node[], facts: readonly Fact[] = []): Snapshot {
  const all: readonly Node[] = [
    [TENANT, 'AzureTenant', { account: 't' }],
    [SUBSCRIPTION, 'AzureSubscription', { tenant: 't', account: 's' }],
    ['ada', 'EntraUser', { account: 't' }],
    ['sp', 'EntraServicePrincipal', { account: 't', type: 'Application', appId: 'a' }],
    ...nodes,
  ]
  const records = all.map(([id, kind, props = {}]): NodeRecord => ({ id, kind, props }))
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  return {
    nodes: new Map(records.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  }
}

const OPEN: Props = { publicNetworkAccess: true, defaultAction: 'Allow' }

const anonymous = (account: Props = {}, publicAccess: string | null = 'Container'): Snapshot =>
  estate(
    [
      [ACCOUNT, 'AzureStorageAccount', { ...OPEN, blobPublicAccess: true, ...account }],
      [CONTAINER, 'AzureBlobContainer', { publicAccess }],
    ],
    [[ACCOUNT, 'CONTAINS', CONTAINER]],
  )

const vault = (policy: Props = {}, props: Props = {}): Snapshot =>
  estate([
    [
      VAULT,
      'AzureKeyVault',
      {
        ...OPEN,
        rbac: false,
        accessPolicies: [{ principalId: 'ada', secrets: ['get'], ...policy }],
        ...props,
      },
    ],
  ])

const trust = { issuer: 'https://gitlab.com', subject: 'project_path:a/b:ref_type:branch:ref:main' }
const federated = (credentials: readonly Props[], props: Props = {}, appId = 'a'): Snapshot =>
  estate([
    ['app', 'EntraApplication', { appId, federatedCredentials: credentials }],
    ['sp', 'EntraServicePrincipal', { account: 't', type: 'Application', appId: 'a', ...props }],
  ])

const assigned = (principalId: string, roleDefinitionId: string, scope: string): Node => [
  `${principalId} ${roleDefinitionId} ${scope}`,
  'AzureRoleAssignment',
  { principalId, roleDefinitionId, scope },
]
const holdingCustom = (role: Props, ...assignments: readonly Node[]): Snapshot =>
  estate([
    [OTHER, 'AzureSubscription', { tenant: 't', account: 'other' }],
    [
      'reads',
      'AzureRoleDefinition',
      {
        name: 'reads',
        type: 'CustomRole',
        assignableScopes: [SUBSCRIPTION],
        permissions: [{ actions: ['*/read'] }],
        ...role,
      },
    ],
    [
      'writes',
      'AzureRoleDefinition',
      {
        name: 'writes',
        type: 'BuiltInRole',
        permissions: [{ actions: ['Microsoft.Authorization/roleDefinitions/write'] }],
      },
    ],
    ...assignments,
  ])
const reads = assigned('ada', 'reads', SUBSCRIPTION)
const writes = assigned('ada', 'writes', SUBSCRIPTION)

const DEFINITION = '/subscriptions/s/providers/microsoft.authorization/policydefinitions/tag'
const ASSIGNED = `${GROUP}/providers/microsoft.authorization/policyassignments/tag`
const POLICY = 'Microsoft.Authorization/policyDefinitions/write'
const REMEDIATION = 'Microsoft.PolicyInsights/remediations/write'
const PLACES: { readonly [name: string]: string } = { group: GROUP, other: OTHER }

/** A policy assigned at the group; `held` are roles of one action, with where they are assigned. */
const policies = (
  held: readonly (readonly [action: string, where?: string])[],
  more: {
    readonly definitions?: readonly string[]
    readonly identity?: boolean
    readonly role?: boolean
    readonly nodes?: readonly Node[]
  } = {},
): Snapshot =>
  estate(
    [
      ['/subscriptions/other', 'AzureSubscription', { tenant: 't', account: 'other' }],
      [GROUP, 'AzureResourceGroup'],
      [DEFINITION, 'AzurePolicyDefinition', { type: 'Custom' }],
      [ASSIGNED, 'AzurePolicyAssignment', { customDefinitions: more.definitions ?? [DEFINITION] }],
      ...held.flatMap(([action, where = '']): Node[] => [
        [action, 'AzureRoleDefinition', { name: action, permissions: [{ actions: [action] }] }],
        assigned('ada', action, PLACES[where] ?? SUBSCRIPTION),
      ]),
      ...(more.role === false ? [] : [assigned('sp', 'some', SUBSCRIPTION)]),
      ...(more.nodes ?? []),
    ],
    more.identity === false ? [] : [[ASSIGNED, 'HAS_IDENTITY', 'sp']],
  )
const everyoneDenied: Node = [
  'denial',
  'AzureDenyAssignment',
  {
    scope: SUBSCRIPTION,
    principals: [{ id: '00000000-0000-0000-0000-000000000000' }],
    excludePrincipals: [],
    permissions: [{ actions: [POLICY] }],
  },
]

const directoryRole = (role: string, more: Props = {}, tenant = 't'): Snapshot =>
  estate([
    [SUBSCRIPTION, 'AzureSubscription', { tenant, account: 's' }],
    [
      'holding',
      'EntraRoleAssignment',
      { account: 't', principalId: 'ada', role, directoryScope: '/', eligible: false, ...more },
    ],
  ])

/** Techniques that are decided by what a resource is, and those over several objects at once. */
export const AZURE_SPECIAL_PAIRS: readonly SpecialPair[] = [
  {
    id: 'az-storage-anonymous-blob',
    edge: ['Internet', CONTAINER],
    fires: [
      ['a container that lists its blobs', anonymous()],
      ['one that gives single blobs', anonymous({}, 'Blob')],
    ],
    misses: [
      ['the container is private', anonymous({}, 'None')],
      ['the account allows no public container', anonymous({ blobPublicAccess: false })],
      ['the firewall of the account denies by default', anonymous({ defaultAction: 'Deny' })],
      ['the account has no public network', anonymous({ publicNetworkAccess: false })],
    ],
  },
  {
    id: 'az-keyvault-read-policy',
    edge: ['ada', VAULT],
    fires: [['a policy that gets secrets', vault()]],
    misses: [
      ['the policy lists and sets secrets only', vault({ secrets: ['list', 'set'] })],
      ['the policy is for somebody else', vault({ principalId: 'sp' })],
      ['the vault decides by roles', vault({}, { rbac: true })],
    ],
  },
  {
    id: 'az-workload-identity-binding',
    edge: [MACHINE, 'sp'],
    fires: [
      [
        'a machine with an identity',
        estate([[MACHINE, 'AzureVirtualMachine']], [[MACHINE, 'HAS_IDENTITY', 'sp']]),
      ],
    ],
    misses: [
      ['the machine has none', estate([[MACHINE, 'AzureVirtualMachine']])],
      [
        'what has it is the identity itself, in which no code runs',
        estate([[MACHINE, 'AzureManagedIdentity']], [[MACHINE, 'HAS_IDENTITY', 'sp']]),
      ],
      [
        'what has it is the assignment of a policy, in which no code of hers runs either',
        estate([[MACHINE, 'AzurePolicyAssignment']], [[MACHINE, 'HAS_IDENTITY', 'sp']]),
      ],
    ],
  },
  {
    id: 'az-federated-credential-trust',
    edge: [`oidc:gitlab.com:${trust.subject}`, 'sp'],
    fires: [['a subject that the application trusts', federated([trust])]],
    misses: [
      ['it trusts another subject', federated([{ ...trust, subject: 'project_path:a/c' }])],
      ['it trusts another issuer', federated([{ ...trust, issuer: 'https://gitlab.example.com' }])],
      ['its service principal is switched off', federated([trust], { enabled: false })],
      ['the application has no service principal here', federated([trust], {}, 'b')],
    ],
  },
  {
    id: 'az-rbac-edit-role-definition',
    edge: ['ada', SUBSCRIPTION],
    fires: [['who holds a custom role and writes it', holdingCustom({}, reads, writes)]],
    misses: [
      ['the role is of Microsoft', holdingCustom({ type: 'BuiltInRole' }, reads, writes)],
      ['somebody else holds it', holdingCustom({}, assigned('sp', 'reads', SUBSCRIPTION), writes)],
      ['she does not write roles', holdingCustom({}, reads)],
      [
        'the role may be assigned at a place where she does not write roles',
        holdingCustom({ assignableScopes: [SUBSCRIPTION, OTHER] }, reads, writes),
      ],
    ],
  },
  {
    id: 'az-policy-remediation-identity',
    edge: ['ada', 'sp'],
    fires: [
      ['who changes the definition and remediates', policies([[POLICY], [REMEDIATION]])],
      ['the remediation is hers at the group alone', policies([[POLICY], [REMEDIATION, 'group']])],
    ],
    misses: [
      ['she starts no remediation', policies([[POLICY]])],
      ['she does not change definitions', policies([[REMEDIATION]])],
      ['she changes them elsewhere than it stands', policies([[POLICY, 'group'], [REMEDIATION]])],
      ['she remediates elsewhere', policies([[POLICY], [REMEDIATION, 'other']])],
      ['the assignment has no identity', policies([[POLICY], [REMEDIATION]], { identity: false })],
      ['the identity holds no role', policies([[POLICY], [REMEDIATION]], { role: false })],
      ['the definition is of Microsoft', policies([[POLICY], [REMEDIATION]], { definitions: [] })],
      ['changes are denied', policies([[POLICY], [REMEDIATION]], { nodes: [everyoneDenied] })],
    ],
  },
  {
    id: 'az-entra-elevate-access',
    edge: ['ada', SUBSCRIPTION],
    fires: [['a Global Administrator', directoryRole(ROLES.globalAdministrator)]],
    misses: [
      ['another administrator', directoryRole(ROLES.userAdministrator)],
      ['the role is eligible only', directoryRole(ROLES.globalAdministrator, { eligible: true })],
      [
        'the role is over a unit',
        directoryRole(ROLES.globalAdministrator, { directoryScope: '/administrativeUnits/u' }),
      ],
      ['the subscription is of another tenant', directoryRole(ROLES.globalAdministrator, {}, 'another')],
    ],
  },
]
