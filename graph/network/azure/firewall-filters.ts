import { z } from 'zod'
import { and, MAYBE, NO, or, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Address } from '../addresses.ts'
import type { OrderedRule } from '../first-match.ts'
import { EMPTY, type IntervalSet } from '../intervals.ts'
import { ALL_PORTS, hasPorts, LAST_PORT } from '../ports.ts'
import { type Ranges, rangesOf } from './firewall-ranges.ts'
import type { Ends } from './model.ts'
import { portsOf } from './port-ranges.ts'

/** A rule about what passes, seen from the receiver: `own` is where packets go to, `other` where they come from. */
export interface FilterRule extends OrderedRule<Ends> {
  mayBeFrom(source: Address): boolean
}

const texts = z.array(z.string()).default([])
const parts = {
  id: z.string(),
  name: z.string().default(''),
  action: z.string(),
  protocols: texts,
  sources: texts,
  sourceGroups: texts,
  destinations: texts,
}
const NetworkRules = z.array(
  z.object({ ...parts, destinationGroups: texts, destinationNames: texts, ports: texts }),
)
const ApplicationRules = z.array(z.object({ ...parts, names: texts, decrypts: z.boolean().default(false) }))

type NetworkRule = z.infer<typeof NetworkRules>[number]
type ApplicationRule = z.infer<typeof ApplicationRules>[number]

/** Rules of a firewall or policy about addresses and ports, in the order in which they are tried; null when not read. */
export const networkRulesOf = (facts: FactIndex, node: NodeRecord): readonly FilterRule[] | null =>
  read(NetworkRules, node, 'networkRules')?.map((rule) => ({
    ...commonOf(
      'network-rule',
      node,
      rule,
      rangesOf(facts, rule.sources, rule.sourceGroups),
      targetsOf(facts, rule),
    ),
    portsOf: packetPorts(rule),
  })) ?? null

/** Rules about host names, likewise. */
export const applicationRulesOf = (facts: FactIndex, node: NodeRecord): readonly FilterRule[] | null =>
  read(ApplicationRules, node, 'applicationRules')?.map((rule) => {
    const named = { blocks: [], matches: () => byName(rule) }
    const ports = portsOf(rule.protocols.flatMap((text) => text.split(':')[1] ?? []))
    return {
      ...commonOf('application-rule', node, rule, rangesOf(facts, rule.sources, rule.sourceGroups), named),
      portsOf: (protocol) => (protocol === 'tcp' ? ports : EMPTY),
    }
  }) ?? null

const read = <T extends z.ZodType>(shape: T, { props }: NodeRecord, name: string): z.infer<T> | undefined =>
  props.stub === true ? undefined : shape.safeParse(props[name]).data

const commonOf = (
  type: string,
  { id: node }: NodeRecord,
  rule: NetworkRule | ApplicationRule,
  from: Ranges,
  to: Ranges,
) => ({
  id: rule.id,
  name: rule.name,
  action: rule.action === 'allow' ? ('allow' as const) : ('deny' as const),
  blocks: [...from.blocks, ...to.blocks],
  mayBeFrom: (source: Address): boolean => from.matches(source) !== NO,
  matches: ({ own, other }: Ends): Tri => and(at(from, other.address), at(to, own.address)),
  source: { node, type, edit: { change: 'remove-rule', group: node, rule: { id: rule.id } } },
})

const at = (ranges: Ranges, address: Address | null): Tri =>
  address === null ? MAYBE : ranges.matches(address)

/** Which addresses a name has is not known. https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules */
function targetsOf(facts: FactIndex, rule: NetworkRule): Ranges {
  const found = rangesOf(facts, rule.destinations, rule.destinationGroups)
  const named = rule.destinationNames.length > 0 ? MAYBE : NO
  return { ...found, matches: (address) => or(named, found.matches(address)) }
}

/** Whoever asks for HTTPS may give any name, and the address stays; for anything else the firewall looks the name up. */
const byName = ({ names, destinations, decrypts, protocols }: ApplicationRule): Tri =>
  names.includes('*') && destinations.length === 0 && !decrypts && protocols.every(isHttps) ? YES : MAYBE

const isHttps = (protocol: string): boolean => protocol.startsWith('https:')

const isFull = (ports: IntervalSet): boolean => ports[0]?.[0] === 0 && ports[0][1] === LAST_PORT

/** Of protocols without ports, ICMP is named by itself; the others are in Any. */
function packetPorts({ protocols, ports }: NetworkRule): (protocol: string) => IntervalSet {
  const own = portsOf(ports)
  const ofAny = !protocols.includes('any') ? EMPTY : isFull(own) ? ALL_PORTS : EMPTY
  return (protocol) => {
    const isNamed = protocols.includes(protocol)
    if (hasPorts(protocol)) return isNamed || protocols.includes('any') ? own : EMPTY
    return isNamed ? ALL_PORTS : ofAny
  }
}
