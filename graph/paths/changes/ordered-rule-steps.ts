import type { NodeRecord, Props } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'
import { isProps } from './documents.ts'
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
    return firewallSteps(node, name, String(rule.id))
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

/** By the property that keeps them: how people call them, and how the command line and ids do. */
const FIREWALL_RULES = {
  rules: ['DNAT', 'nat'],
  networkRules: ['network', 'network'],
  applicationRules: ['application', 'application'],
} as const

function kindOfRule({ props }: NodeRecord, id: string): keyof typeof FIREWALL_RULES {
  const holds = (name: 'networkRules' | 'applicationRules'): boolean => {
    const rules = props[name]
    return Array.isArray(rules) && rules.some((one) => isProps(one) && one.id === id)
  }
  if (holds('networkRules')) return 'networkRules'
  return holds('applicationRules') ? 'applicationRules' : 'rules'
}

/** `…/rulecollectiongroups/<group>/rulecollections/<collection>/rules/<rule>`; of a firewall’s own, without the group. */
function firewallSteps(node: NodeRecord, name: string, id: string): Instructions {
  const [title, kind] = FIREWALL_RULES[kindOfRule(node, id)]
  const part = (of: string): string => new RegExp(`/${of}/([^/]+)/`).exec(id)?.[1] ?? 'COLLECTION'
  const rule = lastPart(id)
  const group = /\/rulecollectiongroups\//.test(id) ? part('rulecollectiongroups') : null
  const collection = part(group === null ? `${kind}rulecollections` : 'rulecollections')
  const owner = `--resource-group ${placeOf(node.id)} ${group === null ? '--firewall-name' : '--policy-name'} ${lastPart(node.id)}`
  const names = `--collection-name ${collection} --name ${rule}`
  return {
    title: `Delete ${title} rule ${rule} of ${name}`,
    console: `${group === null ? 'Firewalls' : 'Firewall Policies'} > ${name} > ${title} rules > ${collection} > ${rule}: Delete.`,
    cli:
      group === null
        ? `az network firewall ${kind}-rule delete ${owner} ${names}`
        : `az network firewall policy rule-collection-group collection rule remove ${owner} --rule-collection-group-name ${group} ${names}`,
    terraform: `Delete the rule ${rule} from the ${kind}_rule_collection ${collection} of ${name}.`,
  }
}
