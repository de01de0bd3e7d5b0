import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'
import { lastPart, nameOf } from './shapes.ts'

/** How a rule goes out of a firewall policy of Google Cloud, or of a security group or firewall of Azure; null for other lists. */
export function orderedSteps(
  group: string,
  rule: Props,
  lookup: (id: string) => NodeRecord | undefined,
): Instructions | null {
  const node = lookup(group)
  const name = nameOf(group, lookup)
  if (node?.kind === 'GcpFirewallPolicy') return policySteps(node, name, rule)
  if (node?.kind === 'AzureFirewallPolicy' || node?.kind === 'AzureFirewall')
    return firewallSteps(group, name, String(rule.id))
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

const placeOf = (id: string): string => /\/resourcegroups\/([^/]+)\//i.exec(id)?.[1] ?? 'GROUP'

function groupSteps(group: string, name: string, { id }: Props): Instructions {
  const rule = lastPart(String(id))
  const place = placeOf(group)
  return {
    title: `Delete rule ${rule} of network security group ${name}`,
    console: `Network security groups > ${name} > Inbound security rules > ${rule}: Delete.`,
    cli: `az network nsg rule delete --resource-group ${place} --nsg-name ${lastPart(group)} --name ${rule}`,
    terraform: `Delete the azurerm_network_security_rule ${rule} of ${name}.`,
  }
}

/** `…/rulecollectiongroups/<group>/rulecollections/<collection>/rules/<rule>`; of a firewall’s own, without the group. */
function firewallSteps(node: string, name: string, id: string): Instructions {
  const part = (of: string): string => new RegExp(`/${of}/([^/]+)/`).exec(id)?.[1] ?? 'COLLECTION'
  const rule = lastPart(id)
  const group = /\/rulecollectiongroups\//.test(id) ? part('rulecollectiongroups') : null
  const collection = part(group === null ? 'natrulecollections' : 'rulecollections')
  const owner = `--resource-group ${placeOf(node)} ${group === null ? '--firewall-name' : '--policy-name'} ${lastPart(node)}`
  const names = `--collection-name ${collection} --name ${rule}`
  return {
    title: `Delete DNAT rule ${rule} of ${name}`,
    console: `${group === null ? 'Firewalls' : 'Firewall Policies'} > ${name} > DNAT rules > ${collection} > ${rule}: Delete.`,
    cli:
      group === null
        ? `az network firewall nat-rule delete ${owner} ${names}`
        : `az network firewall policy rule-collection-group collection rule remove ${owner} --rule-collection-group-name ${group} ${names}`,
    terraform: `Delete the rule ${rule} from the nat_rule_collection ${collection} of ${name}.`,
  }
}
