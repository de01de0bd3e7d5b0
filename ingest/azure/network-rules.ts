import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { list, number, propsOf, references, resource, text } from './shapes.ts'

/** Each side in its singular and its plural form: https://learn.microsoft.com/rest/api/virtualnetwork/network-security-groups/get */
export const securityRule = resource({
  direction: text,
  access: text,
  priority: number,
  protocol: text,
  sourceAddressPrefix: text,
  sourceAddressPrefixes: list(z.string()),
  sourcePortRange: text,
  sourcePortRanges: list(z.string()),
  destinationAddressPrefix: text,
  destinationAddressPrefixes: list(z.string()),
  destinationPortRange: text,
  destinationPortRanges: list(z.string()),
  sourceApplicationSecurityGroups: references,
  destinationApplicationSecurityGroups: references,
})

const both = (one: string | undefined, many: readonly string[]): readonly string[] =>
  one === undefined || one === '' ? many : [one, ...many]

export function ruleProps({ id, name, properties: rule }: z.output<typeof securityRule>): Props {
  return propsOf({
    id,
    name,
    direction: rule.direction,
    access: rule.access,
    priority: rule.priority,
    protocol: rule.protocol,
    sources: both(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
    sourcePorts: both(rule.sourcePortRange, rule.sourcePortRanges),
    destinations: both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
    destinationPorts: both(rule.destinationPortRange, rule.destinationPortRanges),
    sourceGroups: rule.sourceApplicationSecurityGroups,
    destinationGroups: rule.destinationApplicationSecurityGroups,
  })
}
