import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { firewallProps, networkRules, privateConnections } from './firewall.ts'
import { flag, list, optional, propsOf, readList, resource, text } from './shapes.ts'

const rights = optional(list(z.string()))
const vault = resource({
  enableRbacAuthorization: flag,
  enableSoftDelete: flag,
  enablePurgeProtection: flag,
  enabledForTemplateDeployment: flag,
  publicNetworkAccess: text,
  networkAcls: networkRules,
  privateEndpointConnections: privateConnections,
  accessPolicies: list(
    z.object({
      objectId: z.string(),
      tenantId: text,
      applicationId: text,
      permissions: optional(z.object({ secrets: rights, keys: rights, certificates: rights })),
    }),
  ),
})

const lower = (all: readonly string[] | undefined) => (all ?? []).map((one) => one.toLowerCase()).sort()

/** Vaults and who may read them; never a secret, nor its name. */
export const keyvault = defineAzureCollector({
  service: 'keyvault',
  level: 'subscription',
  calls: { 'keyvault vaults': armList('Microsoft.KeyVault/vaults', '2023-07-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'keyvault vaults', vault, missing)) ?? []) {
      const { properties } = found
      records.resource(context.partition, 'AzureKeyVault', found, {
        ...firewallProps({
          publicNetworkAccess: properties.publicNetworkAccess,
          rules: properties.networkAcls,
          connections: properties.privateEndpointConnections,
        }),
        bypass: properties.networkAcls?.bypass ?? 'AzureServices',
        rbac: properties.enableRbacAuthorization ?? false,
        softDelete: properties.enableSoftDelete ?? true,
        purgeProtection: properties.enablePurgeProtection ?? false,
        templateDeployment: properties.enabledForTemplateDeployment ?? false,
        accessPolicies: properties.accessPolicies.map(({ objectId, tenantId, applicationId, permissions }) =>
          propsOf({
            principalId: objectId.toLowerCase(),
            tenantId,
            applicationId,
            secrets: lower(permissions?.secrets),
            keys: lower(permissions?.keys),
            certificates: lower(permissions?.certificates),
          }),
        ),
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
