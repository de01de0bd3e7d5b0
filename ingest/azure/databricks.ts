import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { diagnosticsOf, readSentCategories } from './diagnostics.ts'
import { firewallProps, privateConnections } from './firewall.ts'
import { flag, optional, readList, resource, text } from './shapes.ts'

const entity = optional(z.object({ keySource: text }))
/** https://learn.microsoft.com/rest/api/databricks/workspaces/list-by-subscription */
const workspace = resource({
  workspaceUrl: text,
  publicNetworkAccess: text,
  privateEndpointConnections: privateConnections,
  parameters: optional(
    z.object({
      customVirtualNetworkId: optional(z.object({ value: text })),
      enableNoPublicIp: optional(z.object({ value: flag })),
    }),
  ),
  encryption: optional(
    z.object({ entities: optional(z.object({ managedServices: entity, managedDisk: entity })) }),
  ),
})

/** Databricks workspaces; what is inside them is not read. */
export const databricks = defineAzureCollector({
  service: 'databricks',
  level: 'subscription',
  calls: {
    'databricks workspaces': armList('Microsoft.Databricks/workspaces', '2024-05-01'),
    'databricks diagnostic-settings': diagnosticsOf(),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const workspaces = (await readList(context, 'databricks workspaces', workspace, missing)) ?? []
    yield* context.map(workspaces, (found) => workspaceRecords(context, found))
    yield { nodes: [], relationships: [], missing }
  },
})

async function workspaceRecords(
  context: CollectContext,
  found: z.output<typeof workspace>,
): Promise<RecordBuilder> {
  const records = new RecordBuilder()
  const { id, properties } = found
  const call = 'databricks diagnostic-settings'
  const logCategories = await readSentCategories(context, call, records.missing, { id })
  const { parameters, encryption, publicNetworkAccess, privateEndpointConnections: connections } = properties
  const { managedServices, managedDisk } = encryption?.entities ?? {}
  const access = firewallProps({ publicNetworkAccess, rules: undefined, connections })
  return records.resource(context.partition, 'AzureDatabricksWorkspace', found, {
    hostName: properties.workspaceUrl,
    publicNetworkAccess: access.publicNetworkAccess,
    privateEndpoints: access.privateEndpoints,
    ownNetwork: (parameters?.customVirtualNetworkId?.value ?? '') !== '',
    nodePublicIps: parameters?.enableNoPublicIp?.value !== true,
    logCategories,
    customerKeys: [
      ...(managedServices?.keySource === 'Microsoft.Keyvault' ? ['managed services'] : []),
      ...(managedDisk?.keySource === 'Microsoft.Keyvault' ? ['managed disks'] : []),
    ],
  })
}
