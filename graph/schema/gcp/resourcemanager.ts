import { defineNode, derived, flag, json, text, texts } from '../define.ts'
import { POLICY } from './policy.ts'

const POLICIES = {
  ...POLICY,
  organizationPolicies: json('organization policies set here, by constraint: { spec }'),
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
    hierarchyKnown: derived(flag('every node above it was read')),
  },
})
