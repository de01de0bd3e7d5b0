import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { edges, group, holds, TENANT } from './entra.testkit.ts'
import { ROLES } from './entra-facts.ts'

const locked = (given: Props = {}): NodeRecord => ({
  id: 'app',
  kind: 'EntraApplication',
  props: { appId: 'a', lockedCredentials: true, ...given },
})
const custom = (...actions: readonly string[]): NodeRecord[] => [
  holds('custom'),
  { id: 'custom', kind: 'EntraRoleDefinition', props: { templateId: 'custom', builtIn: false, actions } },
]
const robot = (given: Props): NodeRecord => ({
  id: 'robot',
  kind: 'EntraServicePrincipal',
  props: { account: 't', type: 'Application', appId: 'r', ...given },
})
const REGISTRATION = 'attacker CAN_CREATE_CREDENTIAL sp az-entra-app-add-credential'
const TRUST = 'attacker CAN_CREATE_CREDENTIAL sp az-entra-app-federated-credential'
const OWNER = 'attacker CAN_CREATE_CREDENTIAL sp az-entra-add-app-owner'

test('a lock on service principals keeps nobody from the registration', () => {
  expect(edges([holds(ROLES.applicationAdministrator), locked()])).toContain(REGISTRATION)
  const elsewhere: NodeRecord = { id: 'app', kind: 'EntraApplication', props: { appId: 'other' } }
  expect(edges([holds(ROLES.applicationAdministrator), elsewhere])).not.toContain(REGISTRATION)
})

test('a role over one registration gets to its service principal, one over another does not', () => {
  const over = (directoryScope: string) => edges([holds(ROLES.applicationAdministrator, { directoryScope })])
  expect(over('/app')).toEqual(expect.arrayContaining([REGISTRATION, TRUST]))
  expect(over('/other')).not.toContain(REGISTRATION)
  expect(over('/app')).not.toContain('attacker CAN_CREATE_CREDENTIAL sp az-entra-sp-add-credential')
})

test.each([
  ['microsoft.directory/applications/credentials/update', REGISTRATION],
  ['microsoft.directory/applications/credentials/update', TRUST],
  ['microsoft.directory/applications/owners/update', OWNER],
  [
    'microsoft.directory/servicePrincipals/credentials/update',
    'attacker CAN_CREATE_CREDENTIAL sp az-entra-sp-add-credential',
  ],
  [
    'microsoft.directory/roleAssignments/allProperties/allTasks',
    `attacker CAN_ESCALATE ${TENANT} az-entra-privileged-role-admin`,
  ],
])('a custom role with %s gives %s, one that reads does not', (action, edge) => {
  expect(edges(custom(action))).toContain(edge)
  expect(edges(custom(action.replace(/[a-zA-Z]+$/, 'read')))).not.toContain(edge)
})

test('a custom role over members joins a group', () => {
  const joins = 'attacker CAN_ESCALATE group az-entra-group-admin'
  expect(edges([...custom('microsoft.directory/groups/members/update'), ...group()])).toContain(joins)
  expect(edges([...custom('microsoft.directory/groups/owners/read'), ...group()])).not.toContain(joins)
})

test('an application takes twenty federated credentials and no more', () => {
  const trusting = (count: number) =>
    edges([
      holds(ROLES.applicationAdministrator),
      locked({
        federatedCredentials: Array.from({ length: count }, () => ({ issuer: 'https://x.example' })),
      }),
    ])
  expect(trusting(19)).toContain(TRUST)
  expect(trusting(20)).not.toContain(TRUST)
})

test('a hybrid identity administrator makes itself owner of an application', () => {
  expect(edges([holds(ROLES.hybridIdentityAdministrator)])).toContain(OWNER)
  expect(edges([holds(ROLES.helpdeskAdministrator)])).not.toContain(OWNER)
})

test('a program that owns an application needs the permission for what it owns', () => {
  const owning = (given: Props) => edges([robot(given)], [['robot', 'OWNS', 'app']])
  const edge = 'robot CAN_CREATE_CREDENTIAL sp az-graph-app-readwrite-ownedby'
  expect(owning({ graphPermissions: ['Application.ReadWrite.OwnedBy'] })).toContain(edge)
  const from = (found: readonly string[]) => found.filter((one) => one.startsWith('robot'))
  expect(from(owning({}))).toEqual([])
  expect(from(edges([robot({ graphPermissions: ['Application.ReadWrite.OwnedBy'] })]))).toEqual([])
})

const tenant = (props: Props): NodeRecord => ({
  id: TENANT,
  kind: 'AzureTenant',
  props: { account: 't', ...props },
})

test.each<[string, Props, number]>([
  ['licensed', { privilegedManagement: true }, 1],
  ['not known to be licensed', {}, 1],
  ['not licensed', { privilegedManagement: false }, 0],
])('schedules of a tenant that is %s', (_, props, found) => {
  const schedules = edges([
    tenant(props),
    robot({ graphPermissions: ['RoleAssignmentSchedule.ReadWrite.Directory'] }),
  ])
  const edge = `robot CAN_ESCALATE ${TENANT} az-graph-pim-assignment-schedule`
  expect(schedules.filter((one) => one === edge)).toHaveLength(found)
  const memberships = edges([
    tenant(props),
    robot({ graphPermissions: ['PrivilegedAccess.ReadWrite.AzureADGroup'] }),
    ...group({ roleAssignable: true }),
  ])
  const joins = 'robot CAN_ESCALATE group az-graph-pim-group'
  expect(memberships.filter((one) => one === joins)).toHaveLength(found)
})

const victim: NodeRecord[] = [
  { id: 'victim', kind: 'EntraUser', props: { account: 't' } },
  {
    id: 'victim-assignment',
    kind: 'AzureRoleAssignment',
    props: { principalId: 'victim', roleDefinitionId: 'owner', scope: '/subscriptions/s' },
  },
]
const PASS = 'CAN_CREATE_CREDENTIAL victim az-entra-set-auth-method'

test.each<[string | undefined, boolean]>([
  ['all', true],
  ['some', true],
  [undefined, true],
  ['none', false],
])('a Temporary Access Pass where %s may sign in by one', (temporaryAccessPass, works) => {
  const policy = tenant(temporaryAccessPass === undefined ? {} : { temporaryAccessPass })
  const found = edges([
    policy,
    holds(ROLES.authenticationAdministrator),
    ...victim,
    robot({ graphPermissions: ['UserAuthenticationMethod.ReadWrite.All'] }),
  ])
  expect(found.includes(`attacker ${PASS}`)).toBe(works)
  expect(found.includes('robot CAN_CREATE_CREDENTIAL victim az-graph-user-auth-method')).toBe(works)
})

test('of an administrator only the greater administrator registers a method', () => {
  const guarded = [
    tenant({ temporaryAccessPass: 'all' }),
    ...victim,
    holds(ROLES.globalAdministrator, {}, 'victim'),
  ]
  expect(edges([holds(ROLES.authenticationAdministrator), ...guarded])).not.toContain(`attacker ${PASS}`)
  expect(edges([holds(ROLES.privilegedAuthenticationAdministrator), ...guarded])).toContain(
    `attacker ${PASS}`,
  )
})

test('a role reaches nothing in another tenant', () => {
  const foreign: NodeRecord = {
    id: 'sp',
    kind: 'EntraServicePrincipal',
    props: { account: 'other', type: 'Application', appId: 'a' },
  }
  expect(edges([holds(ROLES.applicationAdministrator), foreign])).not.toContain(REGISTRATION)
})
