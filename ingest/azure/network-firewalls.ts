import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import type { RecordBuilder } from './builder.ts'
import { list, optional, readList, reference, resource, text } from './shapes.ts'

/** https://learn.microsoft.com/rest/api/firewall/azure-firewalls/list-all */
const firewall = resource({
  ipConfigurations: list(resource({ privateIPAddress: text, publicIPAddress: reference, subnet: reference })),
  firewallPolicy: reference,
  threatIntelMode: text,
  sku: optional(z.object({ tier: text })),
})

/** Firewalls that routes lead to; what their rules let through is not read. */
export async function firewalls(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  for (const found of (await readList(context, 'network firewalls', firewall, missing)) ?? []) {
    const { ipConfigurations, firewallPolicy, threatIntelMode, sku } = found.properties
    const parts = ipConfigurations.map(({ properties }) => properties)
    records.resource(context.partition, 'AzureFirewall', found, {
      privateAddress: parts.find(({ privateIPAddress }) => privateIPAddress !== undefined)?.privateIPAddress,
      publicIps: parts.flatMap(({ publicIPAddress }) => publicIPAddress ?? []),
      subnet: parts.find(({ subnet }) => subnet !== undefined)?.subnet,
      policy: firewallPolicy ?? null,
      threatIntelligence: firewallPolicy === undefined ? threatIntelMode : undefined,
      tier: sku?.tier,
    })
  }
}
