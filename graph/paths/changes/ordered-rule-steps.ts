import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'
import { lastPart, nameOf } from './shapes.ts'

/** How a rule goes out of a firewall policy of Google Cloud or a security group of Azure; null for other lists. */
export function orderedSteps(
  group: string,
  rule: Props,
  lookup: (id: string) => NodeRecord | undefined,
): Instructions | null {
  const node = lookup(group)
  const name = nameOf(group, lookup)
  if (node?.kind === 'GcpFirewallPolicy') return policySteps(node, name, rule)
  return node?.kind === 'AzureNetworkSecurityGroup' ? groupSteps(group, name, rule) : null
}

function policySteps({ id, props }: NodeRecord, name: string, { priority }: Props): Instructions {
  const key = lastPart(id)
  const own = `gcloud compute network-firewall-policies rules delete ${priority} --firewall-policy ${key}`
  const commands: { readonly [level: string]: string } = {
    global: `${own} --global-firewall-policy`,
    regional: `${own} --firewall-policy-region ${String(props.region)}`,
  }
  return {
    title: `Delete rule ${priority} of firewall policy ${name}`,
    console: `Network Security > Firewall policies > ${name}: select the rule of priority ${priority}, Delete.`,
    cli:
      commands[String(props.level)] ??
      `gcloud compute firewall-policies rules delete ${priority} --firewall-policy ${key} --organization ORGANIZATION`,
    terraform: `Delete the google_compute_firewall_policy_rule of priority ${priority} of ${name}.`,
  }
}

function groupSteps(group: string, name: string, { id }: Props): Instructions {
  const rule = lastPart(String(id))
  const [, place = 'GROUP'] = /\/resourcegroups\/([^/]+)\//i.exec(group) ?? []
  return {
    title: `Delete rule ${rule} of network security group ${name}`,
    console: `Network security groups > ${name} > Inbound security rules > ${rule}: Delete.`,
    cli: `az network nsg rule delete --resource-group ${place} --nsg-name ${lastPart(group)} --name ${rule}`,
    terraform: `Delete the azurerm_network_security_rule ${rule} of ${name}.`,
  }
}
