import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { edges, type Fact, group, holds, TENANT } from './entra.testkit.ts'
import { ROLES } from './entra-facts.ts'

const ADD = 'attacker CAN_CREATE_CREDENTIAL sp az-entra-sp-add-credential'

test('an application administrator adds a credential to what holds something', () => {
  expect(edges([holds(ROLES.applicationAdministrator)])).toContain(ADD)
})

test.each<[string, NodeRecord[]]>([
  ['the role is over another object', [holds(ROLES.applicationAdministrator, { directoryScope: '/other' })]],
  ['the role is another one', [holds(ROLES.directoryReaders)]],
  [
    'the principal is a managed identity',
    [
      holds(ROLES.applicationAdministrator),
      {
        id: 'sp',
        kind: 'EntraServicePrincipal',
        props: { account: 't', type: 'ManagedIdentity', appId: 'a' },
      },
    ],
  ],
  [
    'the application locks the credentials of its principals',
    [
      holds(ROLES.applicationAdministrator),
      { id: 'app', kind: 'EntraApplication', props: { appId: 'a', lockedCredentials: true } },
    ],
  ],
])('no credential when %s', (_, nodes) => {
  expect(edges(nodes)).not.toContain(ADD)
})

test('an eligible role has to be activated', () => {
  expect(edges([holds(ROLES.applicationAdministrator, { eligible: true })])).toContain(ADD)
})

test('the owner of an application gets to its service principal, the owner of a managed identity to nothing', () => {
  expect(edges([], [['attacker', 'OWNS', 'app']])).toContain(
    'attacker CAN_CREATE_CREDENTIAL sp az-entra-app-owner',
  )
  const identity: NodeRecord = {
    id: 'sp',
    kind: 'EntraServicePrincipal',
    props: { account: 't', type: 'ManagedIdentity', appId: 'a' },
  }
  expect(
    edges([identity], [['attacker', 'OWNS', 'sp']]).filter((edge) => edge.startsWith('attacker')),
  ).toEqual([])
})

test.each([
  ['RoleManagement.ReadWrite.Directory', 'az-graph-grant-directory-role'],
  ['AppRoleAssignment.ReadWrite.All', 'az-graph-grant-app-role'],
])('%s leads to the whole tenant, the reading permission nowhere', (permission, technique) => {
  const robot = (granted: string): NodeRecord => ({
    id: 'robot',
    kind: 'EntraServicePrincipal',
    props: { account: 't', type: 'Application', appId: 'r', graphPermissions: [granted] },
  })
  expect(edges([robot(permission)])).toContain(`robot CAN_ESCALATE ${TENANT} ${technique}`)
  const reading = permission.replace('ReadWrite', 'Read')
  expect(edges([robot(reading)]).filter((edge) => edge.startsWith('robot'))).toEqual([])
})

test('a Global Administrator administers the tenant and may elevate to its subscriptions', () => {
  const found = edges([holds(ROLES.globalAdministrator)])
  expect(found).toContain(`attacker ADMIN_OF ${TENANT} `)
  expect(found).toContain('attacker CAN_ESCALATE /subscriptions/s az-entra-elevate-access')
})

test('an eligible Global Administrator does not elevate before it activates', () => {
  const found = edges([holds(ROLES.globalAdministrator, { eligible: true })])
  expect(found).toContain(`attacker ADMIN_OF ${TENANT} `)
  expect(found).not.toContain('attacker CAN_ESCALATE /subscriptions/s az-entra-elevate-access')
})

test.each<[string, Props, boolean]>([
  ['an ordinary group', {}, true],
  ['a role-assignable group', { roleAssignable: true }, false],
  ['a dynamic group', { dynamic: true }, false],
  ['a synchronized group', { synced: true }, false],
  ['a group in a restricted unit', { restricted: true }, false],
])('a groups administrator and %s', (_, props, joins) => {
  const found = edges([holds(ROLES.groupsAdministrator), ...group(props)])
  expect(found.includes('attacker CAN_ESCALATE group az-entra-group-admin')).toBe(joins)
})

test('the owner of a group joins it, also a role-assignable one, but no dynamic one', () => {
  const owns: Fact[] = [['attacker', 'OWNS', 'group']]
  const edge = 'attacker CAN_ESCALATE group az-entra-group-owner'
  expect(edges(group({ roleAssignable: true }), owns)).toContain(edge)
  expect(edges(group({ dynamic: true }), owns)).not.toContain(edge)
})

const victim: NodeRecord[] = [
  { id: 'victim', kind: 'EntraUser', props: { account: 't' } },
  {
    id: 'victim-assignment',
    kind: 'AzureRoleAssignment',
    props: { principalId: 'victim', roleDefinitionId: 'owner', scope: '/subscriptions/s' },
  },
]
const RESET = 'attacker CAN_CREATE_CREDENTIAL victim az-entra-reset-password'

test('helpdesk resets an ordinary user, not one with an Entra role', () => {
  expect(edges([holds(ROLES.helpdeskAdministrator), ...victim])).toContain(RESET)
  const guarded = [
    holds(ROLES.helpdeskAdministrator),
    ...victim,
    holds(ROLES.globalAdministrator, {}, 'victim'),
  ]
  expect(edges(guarded)).not.toContain(RESET)
})

test('helpdesk of a unit resets its members only; a restricted unit keeps tenant-wide roles out', () => {
  const unit = `${TENANT}/administrativeunits/u`
  const inUnit: Fact[] = [[unit, 'CONTAINS', 'victim']]
  const node = (restricted: boolean): NodeRecord => ({
    id: unit,
    kind: 'EntraAdministrativeUnit',
    props: { restricted },
  })
  const scoped = holds(ROLES.helpdeskAdministrator, { directoryScope: '/administrativeUnits/u' })
  expect(edges([scoped, ...victim, node(false)], inUnit)).toContain(RESET)
  expect(edges([scoped, ...victim, node(false)])).not.toContain(RESET)
  expect(edges([holds(ROLES.helpdeskAdministrator), ...victim, node(true)], inUnit)).not.toContain(RESET)
})

test('a federated credential lets its subject in', () => {
  const trust = [
    { issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:a/b:ref:refs/heads/main' },
  ]
  const found = edges([
    { id: 'app', kind: 'EntraApplication', props: { appId: 'a', federatedCredentials: trust } },
  ])
  expect(found).toContain(
    'oidc:token.actions.githubusercontent.com:repo:a/b:ref:refs/heads/main CAN_FEDERATE sp az-federated-credential-trust',
  )
})

test.each([
  [{ expression: "claims['sub'] matches 'repo:a/b:ref:refs/heads/*'" }, 'repo:a/b:ref:refs/heads/*'],
  [{ expression: "claims['sub'] eq 'repo:a/b:environment:p'" }, 'repo:a/b:environment:p'],
  // What it trusts is not known: not nobody.
  [{ expression: "claims['job_workflow_ref'] matches 'x' and claims['sub'] matches 'y'" }, '*'],
  [{}, '*'],
])('a flexible credential %j lets in %s', (given, subject) => {
  const trust = [{ issuer: 'https://gitlab.com', ...given }]
  const found = edges([
    { id: 'app', kind: 'EntraApplication', props: { appId: 'a', federatedCredentials: trust } },
  ])
  expect(found.filter((one) => one.includes('CAN_FEDERATE'))).toEqual([
    `oidc:gitlab.com:${subject} CAN_FEDERATE sp az-federated-credential-trust`,
  ])
})

test('a federated credential of a user-assigned identity lets its subject in, where somebody has the identity', () => {
  const trust = [{ issuer: 'https://gitlab.com', subject: 'project_path:a/b:ref_type:branch:ref:main' }]
  const identity: NodeRecord = {
    id: '/subscriptions/s/i',
    kind: 'AzureManagedIdentity',
    props: { federatedCredentials: trust },
  }
  const federated = (facts: readonly Fact[]) =>
    edges([identity], facts).filter((one) => one.includes('CAN_FEDERATE'))
  expect(federated([[identity.id, 'HAS_IDENTITY', 'sp']])).toEqual([
    'oidc:gitlab.com:project_path:a/b:ref_type:branch:ref:main CAN_FEDERATE sp az-federated-credential-trust',
  ])
  expect(federated([])).toEqual([])
})

test('a service principal that is switched off is not signed in as', () => {
  const app = {
    id: 'app',
    kind: 'EntraApplication',
    props: {
      appId: 'a',
      federatedCredentials: [{ issuer: 'https://gitlab.com', subject: 'project_path:a/b' }],
    },
  }
  const off = { id: 'sp', kind: 'EntraServicePrincipal', props: { appId: 'a', enabled: false } }
  expect(edges([app, off]).filter((one) => one.includes('CAN_FEDERATE'))).toEqual([])
})
