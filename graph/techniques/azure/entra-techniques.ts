import { TECHNIQUE } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { ROLES } from './entra-facts.ts'

/** An attack through the directory: roles or permissions that lead to objects of a kind, or to the whole tenant. */
export interface EntraTechnique {
  readonly id: string
  readonly title: string
  readonly edge: string
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly references: readonly string[]
  /** Template ids of the roles that suffice. */
  readonly roles: readonly string[]
  /** Application roles of Microsoft Graph that suffice. */
  readonly permissions: readonly string[]
  /** Kinds whose owners can do it, too. */
  readonly owned?: readonly string[]
  readonly target: 'tenant' | 'EntraServicePrincipal' | 'EntraGroup' | 'EntraUser'
  /** What the target has to be like, in words and as a test. */
  readonly says: string
  works(target: NodeRecord, facts: FactIndex): boolean
}

const learn = (path: string): readonly string[] => [`https://learn.microsoft.com/${path}`]
const ANY = { says: 'the tenant', works: () => true } as const

/** Managed identities take no credential through the directory; a lock keeps an application's principals from it. */
const takesCredentials = {
  says: 'an application’s service principal that holds something, whose credentials are not locked',
  works: ({ props }: NodeRecord, facts: FactIndex): boolean =>
    props.type === 'Application' &&
    !facts
      .ofKind('EntraApplication')
      .some((one) => one.props.appId === props.appId && one.props.lockedCredentials === true),
} as const

const hasApplicationHere = {
  says: 'a service principal that holds something, whose application is registered in this tenant',
  works: ({ props }: NodeRecord, facts: FactIndex): boolean =>
    props.type === 'Application' &&
    facts.ofKind('EntraApplication').some((one) => one.props.appId === props.appId),
} as const

const changeable = ({ props }: NodeRecord): boolean => props.dynamic !== true && props.synced !== true

const openGroup = {
  says: 'a group that holds something, is neither role-assignable, dynamic, synchronized nor restricted',
  works: (node: NodeRecord): boolean =>
    changeable(node) && node.props.roleAssignable !== true && node.props.restricted !== true,
} as const

/** Roles whose holders the lesser administrators may reset, too: the rest of the table takes a greater one. */
const HARMLESS: ReadonlySet<string> = new Set([ROLES.directoryReaders, ROLES.guestInviter])

function isOrdinary({ id }: NodeRecord, facts: FactIndex): boolean {
  const holds = facts
    .ofKind('EntraRoleAssignment')
    .some(
      ({ props }) => props.principalId === id && props.eligible !== true && !HARMLESS.has(String(props.role)),
    )
  const inside = ['MEMBER_OF', 'OWNS'].some((kind) =>
    facts.from(id, kind).some(({ to }) => facts.node(to)?.props.roleAssignable === true),
  )
  return !holds && !inside
}

export const ENTRA_TECHNIQUES: readonly EntraTechnique[] = [
  {
    ...takesCredentials,
    id: 'az-entra-sp-add-credential',
    title: 'Add a credential to a service principal',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/role-based-access-control/permissions-reference'),
    roles: [ROLES.applicationAdministrator, ROLES.cloudApplicationAdministrator],
    permissions: [],
    target: 'EntraServicePrincipal',
  },
  {
    ...takesCredentials,
    id: 'az-graph-app-readwrite-all',
    title: 'Add a credential to any application by a permission of Microsoft Graph',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['Application.ReadWrite.All'],
    target: 'EntraServicePrincipal',
  },
  {
    ...hasApplicationHere,
    id: 'az-entra-app-owner',
    title: 'Add a credential to an application that one owns',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/enterprise-apps/overview-assign-app-owners'),
    roles: [],
    permissions: [],
    owned: ['EntraApplication', 'EntraServicePrincipal'],
    target: 'EntraServicePrincipal',
  },
  {
    ...ANY,
    id: 'az-graph-grant-app-role',
    title: 'Grant oneself any permission of Microsoft Graph',
    edge: 'CAN_ESCALATE',
    attack: ['T1098.003', 'T1548.005'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    target: 'tenant',
  },
  {
    ...ANY,
    id: 'az-graph-grant-directory-role',
    title: 'Assign any Entra role by a permission of Microsoft Graph',
    edge: 'CAN_ESCALATE',
    attack: ['T1098.003'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['RoleManagement.ReadWrite.Directory'],
    target: 'tenant',
  },
  {
    ...ANY,
    id: 'az-entra-privileged-role-admin',
    title: 'Assign any Entra role as Privileged Role Administrator',
    edge: 'CAN_ESCALATE',
    attack: ['T1098.003'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/role-based-access-control/permissions-reference'),
    roles: [ROLES.privilegedRoleAdministrator],
    permissions: [],
    target: 'tenant',
  },
  {
    ...openGroup,
    id: 'az-graph-group-membership',
    title: 'Join a group by a permission of Microsoft Graph',
    edge: 'CAN_ESCALATE',
    attack: ['T1098', 'T1078.004'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/permissions-reference'),
    roles: [],
    permissions: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    target: 'EntraGroup',
  },
  {
    ...openGroup,
    id: 'az-entra-group-admin',
    title: 'Join a group as an administrator of groups',
    edge: 'CAN_ESCALATE',
    attack: ['T1098'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/role-based-access-control/permissions-reference'),
    roles: [ROLES.groupsAdministrator, ROLES.userAdministrator, ROLES.directoryWriters],
    permissions: [],
    target: 'EntraGroup',
  },
  {
    says: 'a group that holds something, is neither dynamic nor synchronized',
    works: changeable,
    id: 'az-entra-group-owner',
    title: 'Join a group that one owns',
    edge: 'CAN_ESCALATE',
    attack: ['T1098'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/fundamentals/how-to-manage-groups'),
    roles: [],
    permissions: [],
    owned: ['EntraGroup'],
    target: 'EntraGroup',
  },
  {
    says: 'a user who holds something, but no Entra role and no place in a role-assignable group',
    works: isOrdinary,
    id: 'az-entra-reset-password',
    title: 'Reset the password of a user',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098', 'T1078.004'],
    likelihood: TECHNIQUE.disruptive,
    references: learn('entra/identity/role-based-access-control/privileged-roles-permissions'),
    roles: [
      ROLES.helpdeskAdministrator,
      ROLES.passwordAdministrator,
      ROLES.authenticationAdministrator,
      ROLES.userAdministrator,
    ],
    permissions: [],
    target: 'EntraUser',
  },
  {
    says: 'any user who holds something',
    works: () => true,
    id: 'az-entra-reset-any-password',
    title: 'Reset the password of any user',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098', 'T1078.004'],
    likelihood: TECHNIQUE.disruptive,
    references: learn('entra/identity/role-based-access-control/privileged-roles-permissions'),
    roles: [ROLES.privilegedAuthenticationAdministrator],
    permissions: [],
    target: 'EntraUser',
  },
]
