import { defineNode, derived, flag, json, number, text, texts, time } from '../define.ts'

const entra = { class: 'Identity', provider: 'azure', service: 'entra' } as const

const PRIVILEGE = {
  isAdmin: derived(flag('administers a subscription, a management group or the tenant')),
  azureRoles: derived(texts('Azure roles that it holds itself, as role@scope')),
  directoryRoles: derived(texts('Entra roles that it holds itself, active')),
}

export const EntraUser = defineNode({
  ...entra,
  kind: 'EntraUser',
  title: 'Entra user',
  properties: {
    ...PRIVILEGE,
    principalName: text('user principal name'),
    userType: text('Member | Guest'),
    enabled: flag('may sign in'),
    synced: flag('comes from an on-premises directory'),
    mfaCapable: flag('has a method that MFA takes; absent when not collected'),
    lastSignInAt: time('absent when never or not collected'),
    holdsPrivilegedRole: derived(
      flag(
        'holds, itself or through a group, active or eligible, an Entra role that Microsoft calls privileged, or Owner, Contributor or a role that grants roles at a subscription or above',
      ),
    ),
    entersMachines: derived(
      flag('holds, itself or through a group, a role to sign in to virtual machines or to change them'),
    ),
  },
})

export const EntraGroup = defineNode({
  ...entra,
  kind: 'EntraGroup',
  title: 'Entra group',
  properties: {
    ...PRIVILEGE,
    roleAssignable: flag('may hold Entra roles; only few may change its members'),
    synced: flag('comes from an on-premises directory'),
    dynamic: flag('members follow from a rule'),
    membershipRule: text('the rule; absent when it has none'),
    restricted: flag('in a restricted management administrative unit'),
  },
})

export const EntraServicePrincipal = defineNode({
  ...entra,
  kind: 'EntraServicePrincipal',
  title: 'Service principal',
  properties: {
    ...PRIVILEGE,
    type: text('Application | ManagedIdentity | Legacy | SocialIdp'),
    appId: text('client id'),
    ownerTenant: text('tenant that its application is registered in'),
    enabled: flag('may sign in'),
    resource: text('lower-cased id of the resource whose identity it is; absent for applications'),
    dangerousPermissions: derived(
      flag('some of them let it become any application, join groups or assign roles'),
    ),
    graphPermissions: texts('application roles of Microsoft Graph that were granted, by name'),
    delegatedForAll: texts(
      'scopes of Microsoft Graph that it has for every user who signs in to it, by an administrator’s consent',
    ),
    delegatedByUsers: texts('scopes of Microsoft Graph that single users consented to, for themselves'),
    passwordCredentials: number('how many secrets it has itself'),
    keyCredentials: number('how many certificates it has itself'),
  },
})

export const EntraApplication = defineNode({
  ...entra,
  kind: 'EntraApplication',
  title: 'App registration',
  properties: {
    appId: text('client id'),
    audience: text('AzureADMyOrg | AzureADMultipleOrgs | …'),
    credentials: json('[{ type: secret | certificate, id, startsAt, endsAt }]: never a value'),
    credentialEnds: texts('when its secrets and certificates end, the first first'),
    secretPeriods: texts('from when to when each secret works, as 2025-01-01T00:00:00Z/2026-01-01T00:00:00Z'),
    longestCredentialDays: number('lifetime of the longest-lived secret or certificate; 0 when it has none'),
    lockedCredentials: flag('its service principals take no credentials of their own'),
    federatedCredentials: json('[{ id, name, issuer, subject?, expression?, audiences }]'),
  },
})

export const EntraRoleDefinition = defineNode({
  ...entra,
  kind: 'EntraRoleDefinition',
  class: 'Policy',
  title: 'Entra role',
  properties: {
    templateId: text('the same in every tenant for built-in roles'),
    builtIn: flag('made by Microsoft'),
    actions: texts('allowed resource actions of a custom role; empty for built-in ones'),
  },
})

export const EntraRoleAssignment = defineNode({
  ...entra,
  kind: 'EntraRoleAssignment',
  class: 'Policy',
  title: 'Entra role assignment',
  properties: {
    principalId: text('object id'),
    role: text('template id of the role'),
    directoryScope: text('/ | /administrativeUnits/<id> | /<object id>'),
    eligible: flag('has to be activated first'),
  },
})

export const EntraAdministrativeUnit = defineNode({
  ...entra,
  kind: 'EntraAdministrativeUnit',
  class: 'Policy',
  title: 'Administrative unit',
  properties: { restricted: flag('shuts out administrators of the whole tenant') },
})
