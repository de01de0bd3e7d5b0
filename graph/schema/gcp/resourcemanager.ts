import { defineNode, derived, flag, json, text, texts } from '../define.ts'
import { POLICY } from './policy.ts'

const POLICIES = {
  ...POLICY,
  organizationPolicies: json('organization policies set here, by constraint: { spec }'),
  approvalServices: texts('services enrolled here for Access Approval; empty when none is'),
}

export const GcpOrganization = defineNode({
  kind: 'GcpOrganization',
  class: 'Account',
  provider: 'gcp',
  service: 'resourcemanager',
  title: 'Google Cloud organization',
  properties: {
    ...POLICIES,
    customerId: text('Cloud Identity or Workspace customer that owns it, such as C01abcdef'),
    domain: text('its display name, which is the primary domain'),
    contactCategories: texts('categories that an essential contact is told of; who that is was not kept'),
  },
})

export const GcpFolder = defineNode({
  kind: 'GcpFolder',
  class: 'Account',
  provider: 'gcp',
  service: 'resourcemanager',
  title: 'Folder',
  properties: { ...POLICIES, state: text('ACTIVE | DELETE_REQUESTED') },
})

const alert = (of: string) => derived(flag(`somebody is told of ${of}; absent when that is not known`))

const ALERTS = {
  alertsOnOwners: alert('owners that come and go'),
  alertsOnAuditConfig: alert('changes of what data access is recorded'),
  alertsOnCustomRoles: alert('custom roles that are made, changed or deleted'),
  alertsOnFirewalls: alert('changes of firewall rules'),
  alertsOnRoutes: alert('changes of routes'),
  alertsOnNetworks: alert('changes of networks and their peerings'),
  alertsOnBucketPolicies: alert('changes of the policies of buckets'),
  alertsOnSqlInstances: alert('changes of Cloud SQL instances'),
}

export const GcpProject = defineNode({
  kind: 'GcpProject',
  class: 'Account',
  provider: 'gcp',
  service: 'resourcemanager',
  title: 'Project',
  properties: {
    ...POLICIES,
    projectNumber: text('the number that default service accounts are named for'),
    state: text('ACTIVE | DELETE_REQUESTED'),
    osLogin: flag('OS Login is on for all its instances, unless they say otherwise'),
    osLogin2fa: flag('OS Login asks for a second factor on all of them, unless they say otherwise'),
    unreadAncestors: derived(texts('folders or organizations above it whose policies were not read')),
    basicRoleHolders: derived(
      texts('people, groups and domains that are Owner or Editor of it, here or inherited'),
    ),
    impersonators: derived(
      texts('people, groups and domains that may act as every service account of it, here or inherited'),
    ),
    personalAccounts: derived(
      texts('Google accounts of consumers that hold a role on it, here or inherited'),
    ),
    serviceAccountAdminUsers: derived(texts('members that both administer and use its service accounts')),
    keyAdminUsers: derived(texts('members that both administer its keys and encrypt or decrypt with them')),
    auditLogTypes: derived(texts('kinds of data access that are recorded for every service and everybody')),
    enabledServices: texts('APIs that are on; absent when they were not read'),
    accessApproval: derived(flag('Google asks before it looks into a service, by what is set here or above')),
    logsExported: derived(flag('a sink here or above sends every entry out of the project')),
    ...ALERTS,
    hierarchyKnown: derived(flag('every node above it was read')),
  },
})
