import { defineNode, flag, json, text, texts } from '../define.ts'

const network = { class: 'Network', provider: 'azure', service: 'network' } as const
const RULES = json(
  '[{ id, name, protocols, sources, sourceGroups, destinations, ports, translatedAddress, translatedName, translatedPort }]: rules that translate destinations, in the order in which they are tried; absent when not read',
)
const FILTERS = {
  networkRules: json(
    '[{ id, name, action, protocols, sources, sourceGroups, destinations, destinationGroups, destinationNames, ports }]: rules about addresses and ports, in the order in which they are tried; absent when not read',
  ),
  applicationRules: json(
    '[{ id, name, action, protocols, sources, sourceGroups, destinations, names, decrypts }]: rules about host names, with protocols such as https:443, in the order in which they are tried; absent when not read',
  ),
}
const PRIVATE = texts(
  'destinations that network rules let senders keep their address for; absent for the ranges of RFC 1918 and RFC 6598',
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
    ...FILTERS,
    privateRanges: PRIVATE,
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
    ...FILTERS,
    privateRanges: PRIVATE,
    learnsPrivateRanges: flag('more of such destinations are learned from routes'),
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
