import { z } from 'zod'
import { and, fromBoolean, MAYBE, NO, or, type Tri, YES } from '../../access/tri.ts'
import type { Value } from '../../snapshot/records.ts'
import { type Block, blockIncludes, parseBlocks } from '../addresses.ts'
import { EMPTY, type IntervalSet } from '../intervals.ts'
import { ALL_PORTS, hasPorts, LAST_PORT } from '../ports.ts'
import type { End, SecurityRule } from './model.ts'
import { portsOf } from './port-ranges.ts'

const texts = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? [])
const shape = z.object({
  id: z.string(),
  name: z.string().default(''),
  direction: z.string(),
  access: z.string(),
  priority: z.number(),
  protocol: z.string().default('*'),
  sources: texts,
  sourcePorts: texts,
  sourceGroups: texts,
  destinations: texts,
  destinationGroups: texts,
  destinationPorts: texts,
})
type Shape = z.infer<typeof shape>

/**
 * The rules of a security group in the order in which they are tried, default rules too; null when they cannot be read.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function securityRules(group: string, value: Value | undefined): readonly SecurityRule[] | null {
  const parsed = z.array(shape).safeParse(value)
  if (!parsed.success) return null
  return parsed.data.map((rule) => ruleOf(group, rule)).sort((left, right) => left.priority - right.priority)
}

/** Default rules cannot be deleted: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const FIRST_DEFAULT = 65_000

function ruleOf(group: string, rule: Shape): SecurityRule {
  const inbound = rule.direction.toLowerCase() === 'inbound'
  const allows = rule.access.toLowerCase() === 'allow'
  const protocol = rule.protocol.toLowerCase() === 'any' ? '*' : rule.protocol.toLowerCase()
  const ports = portsOf(rule.destinationPorts)
  const from = sideOf(rule.sources, rule.sourceGroups)
  const to = sideOf(rule.destinations, rule.destinationGroups)
  const [own, other] = inbound ? [to, from] : [from, to]
  // Whoever opens a connection chooses the port that it comes from.
  const evaded = !allows && rule.sourcePorts.length > 0 && !isFull(portsOf(rule.sourcePorts))
  return {
    id: rule.id,
    name: rule.name,
    direction: inbound ? 'inbound' : 'outbound',
    action: allows ? 'allow' : 'deny',
    priority: rule.priority,
    protocol,
    portsOf(asked) {
      if (protocol !== '*' && protocol !== asked) return EMPTY
      return hasPorts(asked) ? ports : isFull(ports) ? ALL_PORTS : EMPTY
    },
    blocks: [...from.blocks, ...to.blocks],
    named: [...rule.sourceGroups, ...rule.destinationGroups],
    source: {
      node: group,
      type: 'security-group-rule',
      edit: rule.priority >= FIRST_DEFAULT ? null : { change: 'remove-rule', group, rule: { id: rule.id } },
    },
    matches: (ends) => (evaded ? NO : and(other.matches(ends.other), own.matches(ends.own))),
  }
}

const isFull = (ports: IntervalSet): boolean => ports[0]?.[0] === 0 && ports[0][1] === LAST_PORT

interface Side {
  readonly blocks: readonly Block[]
  matches(end: End): Tri
}

/**
 * Of the service tags, Internet is whoever is outside and VirtualNetwork whoever is inside; the others are services of
 * Azure, which are neither. https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
function sideOf(prefixes: readonly string[], groups: readonly string[]): Side {
  const blocks = parseBlocks(prefixes)
  const tags = new Set(prefixes.map((prefix) => prefix.toLowerCase()))
  if (groups.length > 0)
    return { blocks: [], matches: (end) => fromBoolean(groups.some((group) => end.groups.has(group))) }
  return {
    blocks,
    matches({ address, inside }) {
      if (tags.has('*') || tags.has('any') || tags.has(inside ? 'virtualnetwork' : 'internet')) return YES
      if (blocks.length === 0) return NO
      return address === null
        ? MAYBE
        : blocks
            .map((block) => fromBoolean(blockIncludes(block, address.family, address.value)))
            .reduce(or, NO)
    },
  }
}
