import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, armChild, armList, defineAzureCollector } from './calls.ts'
import { armId, optional, propsOf, readList, resource, resourceProps, text } from './shapes.ts'

const SUBSCRIPTIONS: AzureCall = {
  host: 'arm',
  path: '/subscriptions',
  query: { 'api-version': '2022-12-01' },
  permission: 'Microsoft.Resources/subscriptions/read',
  lists: 'subscriptions',
}

const subscription = z.object({
  subscriptionId: text,
  id: z.string(),
  displayName: text,
  name: text,
  state: text,
  tenantId: text,
})
const group = resource({ displayName: text, tenantId: text })
const descendant = resource({
  displayName: text,
  parent: optional(z.object({ id: z.string() })),
})

/** The tenant's tree: management groups, and the subscriptions in them. */
export const management = defineAzureCollector({
  service: 'management',
  level: 'tenant',
  calls: {
    'management subscriptions': SUBSCRIPTIONS,
    'management groups': {
      ...armList('Microsoft.Management/managementGroups', '2021-04-01'),
      path: '/providers/Microsoft.Management/managementGroups',
    },
    'management descendants': armChild('Microsoft.Management/managementGroups', 'descendants', '2021-04-01', {
      permission: 'Microsoft.Management/managementGroups/descendants/read',
    }),
  },
  async *collect(context) {
    const { account: tenant } = context.partition
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const common = { provider: 'azure', account: tenant, region: 'global' }
    for (const one of (await readList(context, 'management subscriptions', subscription, missing)) ?? []) {
      const account = (one.subscriptionId ?? one.id).toLowerCase().replace(/^\/subscriptions\//, '')
      const props = {
        name: one.displayName ?? one.name,
        account,
        tenant: one.tenantId ?? tenant,
        state: one.state,
      }
      records.node('AzureSubscription', `/subscriptions/${account}`, propsOf({ ...common, ...props }))
    }
    const groups = (await readList(context, 'management groups', group, missing)) ?? []
    for (const { id, name, properties } of groups) {
      const root = name?.toLowerCase() === tenant.toLowerCase()
      const props = { ...common, name: properties.displayName ?? name, tenant, root }
      records.node('AzureManagementGroup', id, propsOf(props))
      if (root) records.relate(`/tenants/${tenant}`, 'CONTAINS', id)
    }
    // The root's descendants are the whole tree; without it, each group tells of its own.
    const root = groups.filter(({ name }) => name?.toLowerCase() === tenant.toLowerCase())
    for (const { id } of root.length === 0 ? groups : root) {
      const below = (await readList(context, 'management descendants', descendant, missing, { id })) ?? []
      for (const { id: child, properties } of below) {
        if (properties.parent !== undefined) records.relate(armId(properties.parent.id), 'CONTAINS', child)
      }
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const resourceGroup = resource({})

/** The subscription's resource groups and locks. */
export const resources = defineAzureCollector({
  service: 'resources',
  level: 'subscription',
  calls: {
    'resources groups': {
      ...armList('Microsoft.Resources/subscriptions/resourceGroups', '2021-04-01'),
      path: '/subscriptions/{subscription}/resourcegroups',
      lists: 'microsoft.resources/resourcegroups',
    },
    'resources locks': armList('Microsoft.Authorization/locks', '2020-05-01'),
  },
  async *collect(context) {
    const { partition } = context
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const scope = `/subscriptions/${partition.account}`
    for (const found of (await readList(context, 'resources groups', resourceGroup, missing)) ?? []) {
      records.node(
        'AzureResourceGroup',
        found.id,
        resourceProps(partition, found, { managedBy: found.managedBy }),
      )
      records.relate(scope, 'CONTAINS', found.id)
    }
    for (const found of (await readList(context, 'resources locks', resource({ level: text }), missing)) ??
      []) {
      const locked = found.id.split('/providers/microsoft.authorization/locks/')[0] ?? scope
      records.node(
        'AzureLock',
        found.id,
        resourceProps(partition, found, { scope: locked, level: found.properties.level }),
      )
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
