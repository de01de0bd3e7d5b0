import { expect, test } from 'vitest'
import type { NodeRecord, Props, Snapshot } from '../../snapshot/records.ts'
import { ChangeError } from './change.ts'
import { applyChanges, readChange } from './index.ts'

const POLICY = '//compute.googleapis.com/projects/p/global/firewallPolicies/own'
const GROUP = '/subscriptions/1/resourcegroups/rg/providers/microsoft.network/networksecuritygroups/web'
const SSH = `${GROUP}/securityrules/ssh`
const FIREWALL = '/subscriptions/1/resourcegroups/rg/providers/microsoft.network/firewallpolicies/hub'
const WEB = `${FIREWALL}/rulecollectiongroups/in/rulecollections/dnat/rules/web`
const SSH_OUT = `${FIREWALL}/rulecollectiongroups/in/rulecollections/net/rules/ssh`
const CLASSIC = '/subscriptions/1/resourcegroups/rg/providers/microsoft.network/azurefirewalls/old'
const NAMES = `${CLASSIC}/applicationrulecollections/names/rules/all`
const nodes = new Map<string, NodeRecord>([
  [
    FIREWALL,
    {
      id: FIREWALL,
      kind: 'AzureFirewallPolicy',
      props: { name: 'hub', rules: [{ id: WEB }], networkRules: [{ id: SSH_OUT }] },
    },
  ],
  [
    CLASSIC,
    { id: CLASSIC, kind: 'AzureFirewall', props: { name: 'old', applicationRules: [{ id: NAMES }] } },
  ],
  [
    POLICY,
    {
      id: POLICY,
      kind: 'GcpFirewallPolicy',
      props: {
        name: 'own',
        level: 'global',
        rules: [
          { priority: 1, direction: 'INGRESS' },
          { priority: 1, direction: 'EGRESS' },
          { priority: 2, direction: 'INGRESS' },
        ],
      },
    },
  ],
  [
    GROUP,
    {
      id: GROUP,
      kind: 'AzureNetworkSecurityGroup',
      props: {
        name: 'web',
        rules: [
          { id: SSH, priority: 100 },
          { id: `${GROUP}/securityrules/web`, priority: 110 },
        ],
      },
    },
  ],
])
const before: Snapshot = { nodes, relationships: new Map(), coverage: [] }
const rulesAfter = (group: string, rule: Props) =>
  applyChanges(before, [readChange({ change: 'remove-rule', group, rule })]).nodes.get(group)?.props.rules

test('a rule goes out of a firewall policy, and no other of its number or direction', () => {
  expect(rulesAfter(POLICY, { priority: 1, direction: 'INGRESS' })).toEqual([
    { priority: 1, direction: 'EGRESS' },
    { priority: 2, direction: 'INGRESS' },
  ])
})

test('a rule goes out of a security group of Azure by its id', () => {
  expect(rulesAfter(GROUP, { id: SSH })).toEqual([{ id: `${GROUP}/securityrules/web`, priority: 110 }])
})

test('a rule goes out of a policy of Azure Firewall by its id', () => {
  expect(rulesAfter(FIREWALL, { id: WEB })).toEqual([])
})

test('a network rule goes out of it, and no rule of another kind', () => {
  const change = readChange({ change: 'remove-rule', group: FIREWALL, rule: { id: SSH_OUT } })
  expect(applyChanges(before, [change]).nodes.get(FIREWALL)?.props).toMatchObject({
    rules: [{ id: WEB }],
    networkRules: [],
  })
})

test('a rule that is not there is refused', () => {
  expect(() => rulesAfter(POLICY, { priority: 9, direction: 'INGRESS' })).toThrow(ChangeError)
})

test('how it is done is told in the commands of its cloud', () => {
  const told = (group: string, rule: Props) =>
    readChange({ change: 'remove-rule', group, rule }).instructions((id) => nodes.get(id)).cli
  expect(told(POLICY, { priority: 1, direction: 'INGRESS' })).toBe(
    'gcloud compute network-firewall-policies rules delete 1 --firewall-policy own --global-firewall-policy',
  )
  expect(told(GROUP, { id: SSH })).toBe(
    'az network nsg rule delete --resource-group rg --nsg-name web --name ssh',
  )
  expect(told(FIREWALL, { id: WEB })).toBe(
    'az network firewall policy rule-collection-group collection rule remove --resource-group rg --policy-name hub --rule-collection-group-name in --collection-name dnat --name web',
  )
  expect(told(CLASSIC, { id: `${CLASSIC}/natrulecollections/dnat/rules/web` })).toBe(
    'az network firewall nat-rule delete --resource-group rg --firewall-name old --collection-name dnat --name web',
  )
  expect(told(CLASSIC, { id: NAMES })).toBe(
    'az network firewall application-rule delete --resource-group rg --firewall-name old --collection-name names --name all',
  )
  const { title } = readChange({
    change: 'remove-rule',
    group: FIREWALL,
    rule: { id: SSH_OUT },
  }).instructions((id) => nodes.get(id))
  expect(title).toBe('Delete network rule ssh of hub')
})
