import { defineNode, json, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'azure', service: 'network' } as const
const RULES = json(
  '[{ id, name, protocols, sources, sourceGroups, destinations, ports, translatedAddress, translatedName, translatedPort }]: rules that translate destinations, in the order in which they are tried; absent when not read',
)
const MODE = text(
  'Alert | Deny | Off: what becomes of known malicious addresses; absent when its policy decides',
)
const TIER = text('Basic | Standard | Premium')

export const AzureFirewall = defineNode({
  ...network,
  kind: 'AzureFirewall',
  title: 'Azure Firewall',
  properties: {
    privateAddress: text('address that routes send traffic to'),
    publicIps: texts('lower-cased ids of its public addresses'),
    hubAddresses: texts('public addresses of a firewall in a virtual hub'),
    virtualHub: text('lower-cased id of the virtual hub that it is in; null when it is in a virtual network'),
    subnet: text('lower-cased id of its subnet'),
    policy: text('lower-cased id of its firewall policy; null when it has rules of its own'),
    rules: RULES,
    threatIntelligence: MODE,
    tier: TIER,
  },
})

export const AzureFirewallPolicy = defineNode({
  ...network,
  kind: 'AzureFirewallPolicy',
  title: 'Policy of Azure Firewalls',
  properties: {
    basePolicy: text('lower-cased id of the policy whose rules go before its own; null when it has none'),
    rules: RULES,
    threatIntelligence: MODE,
    tier: TIER,
  },
})

export const AzureIpGroup = defineNode({
  ...network,
  kind: 'AzureIpGroup',
  title: 'IP group',
  properties: { addresses: texts('addresses, CIDR blocks, and ranges such as 10.0.0.1-10.0.0.9') },
})
