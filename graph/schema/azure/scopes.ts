import { defineNode, derived, flag, json, number, text, texts } from '../define.ts'

const scope = { class: 'Account', provider: 'azure', service: 'management' } as const

export const AzureTenant = defineNode({
  ...scope,
  kind: 'AzureTenant',
  service: 'entra',
  title: 'Entra tenant',
  properties: {
    domain: text('default domain; the node id is /tenants/<tenant id>'),
    securityDefaults: flag('security defaults are enforced; absent when not collected'),
    usersMayRegisterApplications: flag('default users may register applications'),
    usersMayCreateTenants: flag('default users may create tenants'),
    usersMayCreateSecurityGroups: flag('default users may create security groups'),
    userConsentPolicies: texts('permission grant policies of default users; empty: no consent by users'),
    guestRole: text('restricted | limited | member: what guests may read'),
    invitesFrom: text('none | adminsAndGuestInviters | adminsGuestInvitersAndAllMembers | everyone'),
    conditionalAccess: json(
      '[{ id, name, state, users, roles, applications, grantControls, excluded }]; absent when not collected',
    ),
    mfaByDefault: flag(
      'security defaults are enforced, or a policy asks MFA of all users for all applications; absent when not known',
    ),
    mfaForAdminPortals: flag(
      'an enabled policy asks MFA of all users for the administration portals; absent when not collected',
    ),
    directoryLogs: texts(
      'categories of the directory’s own logs that diagnostic settings send somewhere; absent when not collected',
    ),
    subscriptionsMayLeave: flag('subscriptions may be moved to other tenants; absent when not collected'),
    subscriptionsMayEnter: flag(
      'subscriptions of other tenants may be moved here; absent when not collected',
    ),
    temporaryAccessPass: text(
      'all | some | none: who may sign in by a Temporary Access Pass; absent when not collected',
    ),
    privilegedManagement: flag('licensed for Privileged Identity Management; absent when not collected'),
    trustedLocations: number('how many named locations are trusted; absent when not collected'),
    usersMayCreateUnifiedGroups: flag(
      'default users may create Microsoft 365 groups; absent when not collected',
    ),
    mfaForAdministrators: flag(
      'enabled policies ask MFA of the administrator roles for all applications; absent when not collected',
    ),
    deviceCodeBlocked: flag(
      'an enabled policy blocks the device code flow for all users; absent when not collected',
    ),
    riskySignInsAsked: flag(
      'enabled policies ask MFA at sign-ins of medium and of high risk; absent when not collected',
    ),
    mfaForAllUsers: flag(
      'an enabled policy asks MFA of all users for all applications; absent when not collected',
    ),
    mfaForManagement: flag(
      'an enabled policy asks MFA of all users for the Azure management API; absent when not collected',
    ),
    globalAdministrators: derived(texts('principals that hold Global Administrator, active or eligible')),
  },
})

export const AzureManagementGroup = defineNode({
  ...scope,
  kind: 'AzureManagementGroup',
  title: 'Management group',
  properties: { tenant: text('tenant id'), root: flag('the tenant root group') },
})

export const AzureSubscription = defineNode({
  ...scope,
  kind: 'AzureSubscription',
  title: 'Azure subscription',
  properties: {
    tenant: text('tenant id'),
    state: text('Enabled, Disabled, …'),
    inheritsFrom: texts(
      'lower-cased ids of management groups above it, as far as its lists of assignments name them; absent when not collected',
    ),
    watcherRegions: texts('regions that have a Network Watcher; absent when not collected'),
    bastionHosts: number('how many Bastion hosts it has; absent when not collected'),
    activityLogSettings: number(
      'how many diagnostic settings send its activity log somewhere; absent when not collected',
    ),
    activityLogCategories: texts('categories that some of them sends; absent when not collected'),
    activityLogStorage: texts(
      'lower-cased ids of storage accounts that it goes to; absent when not collected',
    ),
    toldOf: texts(
      'operations, lower-cased, of which an enabled alert on all of it tells an action group; * for all, servicehealth; absent when not collected',
    ),
    insightsComponents: number('how many Application Insights components it has; absent when not collected'),
    defenderPlans: texts('Defender plans that are on; absent when not collected'),
    defenderPlansOff: texts('Defender plans that are off; absent when not collected'),
    defenderExtensions: texts('extensions of Defender plans that are on; absent when not collected'),
    defenderSettings: texts('integrations that are on, such as MCAS and WDATP; absent when not collected'),
    agentProvisioning: flag('the monitoring agent is provisioned by itself; absent when not collected'),
    securityEmails: number('how many addresses Defender mails; absent when not collected'),
    securityRoles: texts('roles whose holders Defender mails; absent when not collected'),
    alertSeverity: text(
      'from which severity alerts are mailed: High | Medium | Low | none; absent when not collected',
    ),
    attackPathRisk: text(
      'from which risk attack paths are mailed: Critical | High | Medium | Low | none; absent when not collected',
    ),
    securityBenchmark: text(
      'Microsoft cloud security benchmark: enforced | weakened, by effects or enforcement that are off | unassigned; absent when not collected',
    ),
    lockRole: flag('a custom role is there for resource locks; absent when not collected'),
    owners: derived(
      texts('principals that hold Owner at the subscription itself; absent when no assignment was read'),
    ),
  },
})

export const AzureResourceGroup = defineNode({
  ...scope,
  kind: 'AzureResourceGroup',
  class: 'Policy',
  title: 'Resource group',
  properties: { managedBy: text('resource that manages it; absent when none') },
})
