import { expect, test } from 'vitest'
import { TENANT_SERVICES } from '../../graph/schema/accounts.ts'
import { collected } from './collected.testkit.ts'
import { AZURE_COLLECTORS } from './collectors.ts'
import { tenantSettings } from './tenant-settings.ts'

const tenantOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(tenantSettings, given)).propsOf('/tenants/aaaaaaaa-2222-3333-4444-555555555555')

test('everybody may create Microsoft 365 groups until a setting says otherwise', async () => {
  const setting = (value: string) => [
    { displayName: 'Group.Unified', values: [{ name: 'EnableGroupCreation', value }] },
  ]
  const may = async (settings: readonly object[]) =>
    (await tenantOf({ 'tenantsettings group-settings': settings }))?.usersMayCreateUnifiedGroups
  expect(await may([])).toBe(true)
  expect(await may(setting('true'))).toBe(true)
  expect(await may(setting('false'))).toBe(false)
  expect(await tenantOf({})).not.toHaveProperty('usersMayCreateUnifiedGroups')
})

/** https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings */
test('the directory’s logs go where its settings send them', async () => {
  const logs = [
    { category: 'AuditLogs', enabled: true },
    { category: 'MicrosoftGraphActivityLogs', enabled: false },
  ]
  const settings = [{ id: '/providers/microsoft.aadiam/diagnosticSettings/x', properties: { logs } }]
  expect(await tenantOf({ 'tenantsettings directory-logs': settings })).toMatchObject({
    directoryLogs: ['AuditLogs'],
  })
})

/** https://learn.microsoft.com/azure/cost-management-billing/manage/manage-azure-subscription-policy */
test('subscriptions move until the policy blocks it, each way by itself', async () => {
  const policy = (properties: object) =>
    tenantOf({
      'tenantsettings subscription-policy': {
        id: '/providers/Microsoft.Subscription/policies/default',
        properties,
      },
    })
  expect(await policy({ blockSubscriptionsLeavingTenant: true })).toMatchObject({
    subscriptionsMayLeave: false,
    subscriptionsMayEnter: true,
  })
  expect(await tenantOf({})).not.toHaveProperty('subscriptionsMayLeave')
})

test('what is read of a tenant is what the schema says', () => {
  const ofTenant = AZURE_COLLECTORS.filter(({ level }) => level === 'tenant').map(({ service }) => service)
  expect(new Set(ofTenant)).toEqual(TENANT_SERVICES)
})
