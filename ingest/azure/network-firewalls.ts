import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import type { RecordBuilder } from './builder.ts'
import { ownRules, policyRules, ruleCollection } from './network-firewall-rules.ts'
import { list, number, optional, readList, reference, references, resource, text } from './shapes.ts'

/** https://learn.microsoft.com/rest/api/firewall/azure-firewalls/list-all */
const firewall = resource({
  ipConfigurations: list(resource({ privateIPAddress: text, publicIPAddress: reference, subnet: reference })),
  virtualHub: reference,
  hubIPAddresses: optional(
    z.object({
      privateIPAddress: text,
      publicIPs: optional(z.object({ addresses: list(z.object({ address: text })) })),
    }),
  ),
  firewallPolicy: reference,
  natRuleCollections: list(ruleCollection),
  networkRuleCollections: list(ruleCollection),
  applicationRuleCollections: list(ruleCollection),
  additionalProperties: optional(z.object({ 'Network.SNAT.PrivateRanges': text })),
  threatIntelMode: text,
  sku: optional(z.object({ tier: text })),
})
/** https://learn.microsoft.com/rest/api/firewall/firewall-policies/list-all */
const policy = resource({
  basePolicy: reference,
  ruleCollectionGroups: references,
  snat: optional(z.object({ privateRanges: list(z.string()), autoLearnPrivateRanges: text })),
  threatIntelMode: text,
  sku: optional(z.object({ tier: text })),
})
/** https://learn.microsoft.com/rest/api/firewall/firewall-policy-rule-collection-groups/list */
const group = resource({ priority: number, ruleCollections: list(z.unknown()) })
/** https://learn.microsoft.com/rest/api/virtualnetwork/ip-groups/list */
const ipGroup = resource({ ipAddresses: list(z.string()) })

/** Firewalls, their policies and the rules of both. */
export async function firewalls(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  const { partition } = context
  for (const found of (await readList(context, 'network firewalls', firewall, missing)) ?? []) {
    const { properties: own, id } = found
    const { firewallPolicy, hubIPAddresses: hub } = own
    const parts = own.ipConfigurations.map(({ properties }) => properties)
    records.resource(partition, 'AzureFirewall', found, {
      privateAddress:
        parts.find(({ privateIPAddress }) => privateIPAddress !== undefined)?.privateIPAddress ??
        hub?.privateIPAddress,
      publicIps: parts.flatMap(({ publicIPAddress }) => publicIPAddress ?? []),
      hubAddresses: (hub?.publicIPs?.addresses ?? []).flatMap(({ address }) => address ?? []),
      virtualHub: own.virtualHub ?? null,
      subnet: parts.find(({ subnet }) => subnet !== undefined)?.subnet,
      policy: firewallPolicy ?? null,
      ...(firewallPolicy === undefined && ownRules(id, own)),
      privateRanges: own.additionalProperties?.['Network.SNAT.PrivateRanges']
        ?.split(',')
        .map((one) => one.trim()),
      threatIntelligence: firewallPolicy === undefined ? own.threatIntelMode : undefined,
      tier: own.sku?.tier,
    })
  }
  await policies(context, records, missing)
  for (const found of (await readList(context, 'network ip-groups', ipGroup, missing)) ?? [])
    records.resource(partition, 'AzureIpGroup', found, { addresses: found.properties.ipAddresses })
}

async function policies(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  for (const found of (await readList(context, 'network azure-firewall-policies', policy, missing)) ?? []) {
    const { id, properties } = found
    const groups = await readList(context, 'network rule-collection-groups', group, missing, { id })
    // A group that could not be read may hold any rule.
    const isWhole = groups !== undefined && groups.length >= properties.ruleCollectionGroups.length
    records.resource(context.partition, 'AzureFirewallPolicy', found, {
      basePolicy: properties.basePolicy ?? null,
      ...(isWhole && policyRules(groups)),
      privateRanges: properties.snat?.privateRanges,
      learnsPrivateRanges: properties.snat?.autoLearnPrivateRanges?.toLowerCase() === 'enabled',
      threatIntelligence: properties.threatIntelMode,
      tier: properties.sku?.tier,
    })
  }
}
