import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, defineAzureCollector, graphList } from './calls.ts'
import { readSentCategories } from './diagnostics.ts'
import { flag, list, propsOf, readList, resource, text } from './shapes.ts'

const tenantCall = (path: string, version: string, permission: string): AzureCall => ({
  host: 'arm',
  path: `/providers/${path}`,
  query: { 'api-version': version },
  permission,
})

/** https://learn.microsoft.com/graph/api/group-list-settings */
const groupSetting = z.object({ displayName: text, values: list(z.object({ name: text, value: text })) })
/** https://learn.microsoft.com/rest/api/subscription/subscription-policy/get-policy-for-tenant */
const subscriptionPolicy = resource({
  blockSubscriptionsLeavingTenant: flag,
  blockSubscriptionsIntoTenant: flag,
})

/** Settings of the whole tenant that take rights of their own to read: apart, so that their lack spoils nothing else. */
export const tenantSettings = defineAzureCollector({
  service: 'tenantsettings',
  level: 'tenant',
  calls: {
    'tenantsettings group-settings': graphList('groupSettings', 'GroupSettings.Read.All'),
    'tenantsettings directory-logs': tenantCall(
      'microsoft.aadiam/diagnosticSettings',
      '2017-04-01',
      'microsoft.aadiam/diagnosticSettings/read',
    ),
    'tenantsettings subscription-policy': tenantCall(
      'Microsoft.Subscription/policies/default',
      '2021-10-01',
      'Microsoft.Subscription/Policies/default/read',
    ),
  },
  async *collect(context) {
    const { account } = context.partition
    const missing: MissingCall[] = []
    const groups = await readList(context, 'tenantsettings group-settings', groupSetting, missing)
    const directoryLogs = await readSentCategories(context, 'tenantsettings directory-logs', missing)
    const records = new RecordBuilder().node(
      'AzureTenant',
      `/tenants/${account}`,
      propsOf({
        provider: 'azure',
        account,
        region: 'global',
        usersMayCreateUnifiedGroups: groups && mayCreateGroups(groups),
        directoryLogs,
        ...(await moves(context)),
      }),
    )
    yield { nodes: records.nodes, relationships: [], missing }
  },
})

/** Everybody may until a setting says otherwise: https://learn.microsoft.com/entra/identity/users/groups-settings-cmdlets */
const mayCreateGroups = (settings: readonly z.output<typeof groupSetting>[]): boolean =>
  !settings.some(
    ({ displayName, values }) =>
      displayName === 'Group.Unified' &&
      values.some(({ name, value }) => name === 'EnableGroupCreation' && value?.toLowerCase() === 'false'),
  )

async function moves(context: CollectContext) {
  const parsed = subscriptionPolicy.safeParse(await context.attempt('tenantsettings subscription-policy'))
  if (!parsed.success) return {}
  const { blockSubscriptionsLeavingTenant, blockSubscriptionsIntoTenant } = parsed.data.properties
  return {
    subscriptionsMayLeave: blockSubscriptionsLeavingTenant !== true,
    subscriptionsMayEnter: blockSubscriptionsIntoTenant !== true,
  }
}
