import { RecordBuilder } from '../builder.ts'
import { defineAzureCollector, graphList } from '../calls.ts'
import { applications, servicePrincipals } from './applications.ts'
import { groups, users } from './people.ts'
import { directoryRoles } from './roles.ts'
import { tenant } from './tenant.ts'

/** The directory: who there is, what they own, which roles they hold. Credentials by their dates, never a value. */
export const entra = defineAzureCollector({
  service: 'entra',
  level: 'tenant',
  calls: {
    'entra organization': graphList('organization', 'Organization.Read.All'),
    'entra authorization-policy': graphList('policies/authorizationPolicy', 'Policy.Read.All'),
    'entra security-defaults': graphList(
      'policies/identitySecurityDefaultsEnforcementPolicy',
      'Policy.Read.All',
    ),
    'entra conditional-access': graphList('identity/conditionalAccess/policies', 'Policy.Read.All'),
    'entra named-locations': graphList('identity/conditionalAccess/namedLocations', 'Policy.Read.All'),
    'entra authentication-methods': graphList('policies/authenticationMethodsPolicy', 'Policy.Read.All'),
    'entra licences': graphList('subscribedSkus', 'Organization.Read.All'),
    'entra users': graphList('users', 'User.Read.All', {
      $select: 'id,displayName,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled',
      $top: '999',
    }),
    'entra registrations': graphList(
      'reports/authenticationMethods/userRegistrationDetails',
      'AuditLog.Read.All',
    ),
    'entra groups': graphList('groups', 'GroupMember.Read.All', {
      $select:
        'id,displayName,isAssignableToRole,isManagementRestricted,onPremisesSyncEnabled,groupTypes,membershipRule',
      $top: '999',
    }),
    'entra group-members': graphList('groups/{id}/members', 'GroupMember.Read.All', { $select: 'id' }),
    'entra group-owners': graphList('groups/{id}/owners', 'GroupMember.Read.All', { $select: 'id' }),
    'entra applications': graphList('applications', 'Application.Read.All', { $top: '999' }),
    'entra application-owners': graphList('applications/{id}/owners', 'Application.Read.All', {
      $select: 'id',
    }),
    'entra federated-credentials': graphList(
      'applications/{id}/federatedIdentityCredentials',
      'Application.Read.All',
    ),
    'entra service-principals': graphList('servicePrincipals', 'Application.Read.All', { $top: '999' }),
    'entra service-principal-owners': graphList('servicePrincipals/{id}/owners', 'Application.Read.All', {
      $select: 'id',
    }),
    'entra app-role-assignments': graphList(
      'servicePrincipals/{id}/appRoleAssignments',
      'Application.Read.All',
    ),
    'entra consent-grants': graphList('oauth2PermissionGrants', 'Directory.Read.All'),
    'entra role-definitions': graphList(
      'roleManagement/directory/roleDefinitions',
      'RoleManagement.Read.Directory',
    ),
    'entra role-assignments': graphList(
      'roleManagement/directory/roleAssignments',
      'RoleManagement.Read.Directory',
    ),
    'entra role-eligibilities': graphList(
      'roleManagement/directory/roleEligibilityScheduleInstances',
      'RoleEligibilitySchedule.Read.Directory',
    ),
    'entra administrative-units': graphList('directory/administrativeUnits', 'AdministrativeUnit.Read.All'),
    'entra unit-members': graphList(
      'directory/administrativeUnits/{id}/members',
      'AdministrativeUnit.Read.All',
      {
        $select: 'id',
      },
    ),
  },
  async *collect(context) {
    for (const read of [tenant, users, groups, applications, servicePrincipals, directoryRoles]) {
      const records = new RecordBuilder()
      await read(context, records)
      yield records
    }
  },
})
