import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { flag, optional, readList, resource, text } from './shapes.ts'

const entity = optional(z.object({ keySource: text }))
/** https://learn.microsoft.com/rest/api/databricks/workspaces/list-by-subscription */
const workspace = resource({
  workspaceUrl: text,
  publicNetworkAccess: text,
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
  calls: { 'databricks workspaces': armList('Microsoft.Databricks/workspaces', '2024-05-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'databricks workspaces', workspace, missing)) ?? []) {
      const { parameters, encryption, publicNetworkAccess, workspaceUrl } = found.properties
      const { managedServices, managedDisk } = encryption?.entities ?? {}
      records.resource(context.partition, 'AzureDatabricksWorkspace', found, {
        hostName: workspaceUrl,
        publicNetworkAccess: publicNetworkAccess?.toLowerCase() !== 'disabled',
        ownNetwork: (parameters?.customVirtualNetworkId?.value ?? '') !== '',
        nodePublicIps: parameters?.enableNoPublicIp?.value !== true,
        customerKeys: [
          ...(managedServices?.keySource === 'Microsoft.Keyvault' ? ['managed services'] : []),
          ...(managedDisk?.keySource === 'Microsoft.Keyvault' ? ['managed disks'] : []),
        ],
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
