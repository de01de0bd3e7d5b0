import { TECHNIQUE } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { ROLES } from './entra-facts.ts'
import { type EntraTechnique, learn } from './entra-technique.ts'

import { privilegedManagement } from './entra-tenant.ts'

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

/** A policy may let everyone sign in by it, or the members of groups only. https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
const temporaryAccessPass = {
  id: 'temporary-access-pass',
  says: 'the user may sign in by a Temporary Access Pass',
  decide: ({ temporaryAccessPass: who }: Props) =>
    who === 'all' ? 'met' : who === 'none' ? 'unmet' : 'unknown',
} as const

/** Who is in a group, and who signs in as a user. */
export const PEOPLE_TECHNIQUES: readonly EntraTechnique[] = [
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
    actions: ['microsoft.directory/groups/members/update'],
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
    says: 'a group that holds something, is neither dynamic nor synchronized',
    works: changeable,
    id: 'az-graph-pim-group',
    title: 'Schedule a membership for oneself',
    edge: 'CAN_ESCALATE',
    attack: ['T1098', 'T1548.005'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/api/privilegedaccessgroup-post-assignmentschedulerequests'),
    roles: [],
    permissions: [
      'PrivilegedAccess.ReadWrite.AzureADGroup',
      'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
    ],
    world: privilegedManagement,
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
  {
    says: 'a user who holds something, but no Entra role and no place in a role-assignable group',
    works: isOrdinary,
    id: 'az-entra-set-auth-method',
    title: 'Register a Temporary Access Pass for a user',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1556.006', 'T1078.004'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/authentication/howto-authentication-temporary-access-pass'),
    roles: [ROLES.authenticationAdministrator],
    permissions: [],
    world: temporaryAccessPass,
    target: 'EntraUser',
  },
  {
    says: 'any user who holds something',
    works: () => true,
    id: 'az-entra-set-auth-method',
    title: 'Register a Temporary Access Pass for a user',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1556.006', 'T1078.004'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('entra/identity/authentication/howto-authentication-temporary-access-pass'),
    roles: [ROLES.privilegedAuthenticationAdministrator],
    permissions: [],
    world: temporaryAccessPass,
    target: 'EntraUser',
  },
  {
    says: 'any user who holds something',
    works: () => true,
    id: 'az-graph-user-auth-method',
    title: 'Register a Temporary Access Pass by a permission of Microsoft Graph',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1556.006', 'T1078.004'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/api/authentication-post-temporaryaccesspassmethods'),
    roles: [],
    permissions: ['UserAuthenticationMethod.ReadWrite.All', 'UserAuthMethod-TAP.ReadWrite.All'],
    world: temporaryAccessPass,
    target: 'EntraUser',
  },
]
