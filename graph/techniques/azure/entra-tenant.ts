import { TECHNIQUE } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { ROLES } from './entra-facts.ts'
import { type EntraTechnique, learn } from './entra-technique.ts'

const ANY = { says: 'the tenant', works: () => true } as const

/** https://learn.microsoft.com/entra/id-governance/licensing-fundamentals */
export const privilegedManagement = {
  id: 'privileged-management',
  says: 'the tenant is licensed for Privileged Identity Management',
  decide: ({ privilegedManagement: licensed }: Props) =>
    licensed === undefined ? 'unknown' : licensed === true ? 'met' : 'unmet',
} as const

/** What leads to the whole tenant. */
export const TENANT_TECHNIQUES: readonly EntraTechnique[] = [
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
    id: 'az-graph-pim-assignment-schedule',
    title: 'Schedule any Entra role for oneself',
    edge: 'CAN_ESCALATE',
    attack: ['T1098.003', 'T1548.005'],
    likelihood: TECHNIQUE.apiCall,
    references: learn('graph/api/rbacapplication-post-roleassignmentschedulerequests'),
    roles: [],
    permissions: ['RoleAssignmentSchedule.ReadWrite.Directory'],
    world: privilegedManagement,
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
    actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
    permissions: [],
    target: 'tenant',
  },
]
