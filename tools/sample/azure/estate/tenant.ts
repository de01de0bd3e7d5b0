import { uuid } from '../../ids.ts'
import type { AccountWriter } from '../../writer.ts'
import type { Directory } from '../directory.ts'
import { CORPORATE, TENANT, WAREHOUSE } from '../resource.ts'

/** Offices and warehouses of Alderway work in Azure; their people sign in with Entra. */
export const directory: Directory = {
  domain: 'alderway.example',
  people: [
    { name: 'o.weber' },
    { name: 'd.novak' },
    { name: 'm.okafor' },
    { name: 'l.fontaine' },
    { name: 'a.petrov' },
    { name: 'j.moreau' },
    { name: 'k.tanaka' },
    { name: 's.lindqvist' },
    { name: 'c.dubois' },
    { name: 'h.adeyemi' },
    { name: 'n.haddad', mfa: false },
    { name: 'r.castellano', mfa: false },
    { name: 'i.ferreira' },
    { name: 'p.vasquez' },
    { name: 'e.nilsson' },
    { name: 'b.kowalski' },
    { name: 'g.osei' },
    { name: 'f.mcbride' },
    { name: 'y.sato', disabled: true },
    { name: 'w.jansen', guestOf: 'jansen-logistics.example' },
    { name: 'u.schmidt', guestOf: 'audit-partners.example' },
    { name: 'emergency-1' },
    { name: 'emergency-2' },
  ],
  groups: {
    'cloud-platform': { members: ['o.weber', 'c.dubois'], owners: ['c.dubois'] },
    'warehouse-systems': { members: ['r.castellano', 'b.kowalski', 'g.osei'], owners: ['b.kowalski'] },
    'people-operations': { members: ['p.vasquez', 'f.mcbride'], owners: ['p.vasquez'] },
    finance: { members: ['e.nilsson'], owners: ['e.nilsson'] },
    'carrier-partners': { members: ['w.jansen'], owners: ['b.kowalski'] },
    auditors: { members: ['u.schmidt'], owners: ['c.dubois'] },
    'service-desk': { members: ['h.adeyemi', 'i.ferreira'], owners: ['h.adeyemi'] },
  },
  applications: {
    'intranet-delivery': { owners: ['n.haddad', 'o.weber'] },
    'employee-lifecycle': {
      owners: ['c.dubois'],
      unlocked: true,
      secretSince: '2026-10-01T08:00:00Z',
      permissions: ['RoleManagement.ReadWrite.Directory', 'User.Read.All'],
    },
    'carrier-edi': { owners: ['b.kowalski'], secretSince: '2025-09-08T07:30:00Z' },
    'wms-delivery': {
      owners: ['b.kowalski'],
      trusts: [
        {
          name: 'main',
          issuer: 'https://token.actions.githubusercontent.com',
          subject: 'repo:alderway/wms-api:ref:refs/heads/main',
        },
      ],
    },
    'wms-delivery-2023': {
      owners: ['b.kowalski'],
      disabled: true,
      trusts: [
        {
          name: 'main',
          issuer: 'https://token.actions.githubusercontent.com',
          subject: 'repo:alderway/wms-api:ref:refs/heads/main',
        },
      ],
    },
    'shift-planner': {
      owners: ['f.mcbride'],
      secretSince: '2026-10-20T12:00:00Z',
      permissions: ['Mail.Send'],
    },
  },
  managedIdentities: [
    'id-wms-jump',
    'id-wms-app',
    'id-picking',
    'vm-wms-deploy-01',
    'vm-wms-migration-01',
    'app-alderway-suppliers',
    'app-alderway-intranet',
    'func-alderway-payslips',
    'aks-wms-prod',
    'aks-wms-prod-agentpool',
  ],
  roles: [
    {
      role: 'globalAdministrator',
      title: 'Global Administrator',
      holders: ['emergency-1', 'emergency-2'],
      eligible: ['c.dubois'],
    },
    { role: 'helpdeskAdministrator', title: 'Helpdesk Administrator', holders: ['i.ferreira'] },
    {
      role: 'applicationAdministrator',
      title: 'Application Administrator',
      holders: [],
      eligible: ['o.weber'],
    },
    {
      role: 'cloudApplicationAdministrator',
      title: 'Cloud Application Administrator',
      holders: ['r.castellano'],
    },
    { role: 'userAdministrator', title: 'User Administrator', holders: [], eligible: ['p.vasquez'] },
    { role: 'directoryReaders', title: 'Directory Readers', holders: ['u.schmidt'] },
  ],
}

const ADMINISTRATORS = ['62e90394-69f5-4237-9190-012177145e10', 'e8611ab8-c189-46e8-94e1-60213ab1f814']
const GUARD = 'alderway-estate'

/** The tenant beside its people: subscriptions, management groups, and what is asked of a sign-in. */
export function writeTenant(out: AccountWriter): void {
  out.put('global', 'management subscriptions', {
    value: [subscription(CORPORATE, 'alderway-corporate'), subscription(WAREHOUSE, 'alderway-warehouse')],
  })
  const group = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`
  out.put('global', 'management groups', {
    value: [managementGroup(TENANT, 'Tenant Root Group'), managementGroup(GUARD, 'Alderway estate')],
  })
  out.put(
    'global',
    'management descendants',
    {
      value: [
        descendant(group(GUARD), 'Alderway estate', group(TENANT)),
        descendant(`/subscriptions/${CORPORATE}`, 'alderway-corporate', group(GUARD)),
        descendant(`/subscriptions/${WAREHOUSE}`, 'alderway-warehouse', group(GUARD)),
      ],
    },
    group(TENANT).toLowerCase(),
  )
  out.put('global', 'entra authorization-policy', {
    allowInvitesFrom: 'adminsAndGuestInviters',
    guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
    defaultUserRolePermissions: {
      allowedToCreateApps: false,
      allowedToCreateSecurityGroups: false,
      allowedToCreateTenants: false,
      permissionGrantPoliciesAssigned: [],
    },
  })
  out.put('global', 'entra security-defaults', { isEnabled: false })
  out.put('global', 'entra authentication-methods', {
    id: 'authenticationMethodsPolicy',
    authenticationMethodConfigurations: [
      { id: 'MicrosoftAuthenticator', state: 'enabled', includeTargets: [{ id: 'all_users' }] },
      { id: 'TemporaryAccessPass', state: 'disabled', includeTargets: [{ id: 'all_users' }] },
    ],
  })
  out.put('global', 'entra named-locations', {
    value: [{ id: uuid('azure/location/office'), displayName: 'Office', isTrusted: true }],
  })
  out.put('global', 'entra conditional-access', {
    value: [
      {
        id: uuid('azure/conditional-access/administrators'),
        displayName: 'Administrators sign in with MFA',
        state: 'enabled',
        conditions: {
          users: { includeUsers: [], includeRoles: ADMINISTRATORS, excludeUsers: [] },
          applications: { includeApplications: ['All'] },
          clientAppTypes: ['all'],
        },
        grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      },
    ],
  })
}

const subscription = (subscriptionId: string, displayName: string) => ({
  id: `/subscriptions/${subscriptionId}`,
  subscriptionId,
  displayName,
  state: 'Enabled',
  tenantId: TENANT,
})

const managementGroup = (name: string, displayName: string) => ({
  id: `/providers/Microsoft.Management/managementGroups/${name}`,
  name,
  type: 'Microsoft.Management/managementGroups',
  properties: { displayName, tenantId: TENANT },
})

const descendant = (id: string, displayName: string, parent: string) => ({
  id,
  name: id.slice(id.lastIndexOf('/') + 1),
  properties: { displayName, parent: { id: parent } },
})
