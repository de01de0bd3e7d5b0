import { z } from 'zod'
import { flag, list, optional, text, time } from '../shapes.ts'

const object = z.object({ id: z.string().transform((id) => id.toLowerCase()) })
const credential = z.object({ keyId: text, startDateTime: time, endDateTime: time })
export type Credential = z.output<typeof credential>

export const reference = object
export const user = object.extend({
  displayName: text,
  userPrincipalName: text,
  userType: text,
  accountEnabled: flag,
  onPremisesSyncEnabled: flag,
  signInActivity: optional(z.object({ lastSignInDateTime: time, lastSuccessfulSignInDateTime: time })),
})
export const group = object.extend({
  displayName: text,
  isAssignableToRole: flag,
  isManagementRestricted: flag,
  onPremisesSyncEnabled: flag,
  groupTypes: list(z.string()),
  membershipRule: text,
})
export const application = object.extend({
  displayName: text,
  appId: text,
  signInAudience: text,
  passwordCredentials: list(credential),
  keyCredentials: list(credential),
  servicePrincipalLockConfiguration: optional(
    z.object({ isEnabled: flag, allProperties: flag, credentialsWithUsageVerify: flag }),
  ),
})
export const federatedCredential = z.object({
  id: text,
  name: text,
  issuer: text,
  subject: text,
  audiences: list(z.string()),
  claimsMatchingExpression: optional(z.object({ value: text })),
})
export const servicePrincipal = object.extend({
  displayName: text,
  appId: text,
  appOwnerOrganizationId: text,
  servicePrincipalType: text,
  accountEnabled: flag,
  passwordCredentials: list(credential),
  keyCredentials: list(credential),
  appRoles: list(z.object({ id: text, value: text })),
})
/** https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export const consentGrant = z.object({
  clientId: z.string().transform((id) => id.toLowerCase()),
  resourceId: z.string().transform((id) => id.toLowerCase()),
  consentType: text,
  scope: text,
})
export const appRoleAssignment = z.object({ appRoleId: text, resourceId: text })
export const roleDefinition = object.extend({
  displayName: text,
  templateId: text,
  isBuiltIn: flag,
  rolePermissions: list(z.object({ allowedResourceActions: list(z.string()) })),
})
export const roleAssignment = z.object({
  id: z.string(),
  principalId: z.string().transform((id) => id.toLowerCase()),
  roleDefinitionId: z.string(),
  directoryScopeId: text,
})
export const unit = object.extend({ displayName: text, isMemberManagementRestricted: flag })
export const organization = object.extend({
  displayName: text,
  verifiedDomains: list(z.object({ name: text, isDefault: flag })),
})
export const registration = object.extend({ isMfaCapable: flag })
export const authorizationPolicy = z.object({
  allowInvitesFrom: text,
  guestUserRoleId: text,
  defaultUserRolePermissions: optional(
    z.object({
      allowedToCreateApps: flag,
      allowedToCreateSecurityGroups: flag,
      allowedToCreateTenants: flag,
      permissionGrantPoliciesAssigned: list(z.string()),
    }),
  ),
})
export const defaults = z.object({ isEnabled: flag })
/** https://learn.microsoft.com/graph/api/conditionalaccessroot-list-namedlocations */
export const namedLocation = z.object({ displayName: text, isTrusted: flag })
/** https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get */
export const authenticationMethods = z.object({
  authenticationMethodConfigurations: list(
    z.object({ id: text, state: text, includeTargets: list(z.object({ id: text })) }),
  ),
})
/** https://learn.microsoft.com/graph/api/subscribedsku-list */
export const licence = z.object({
  capabilityStatus: text,
  servicePlans: list(z.object({ servicePlanName: text, provisioningStatus: text })),
})
