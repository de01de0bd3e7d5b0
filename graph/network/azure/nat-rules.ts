import { z } from 'zod'
import { MAYBE, NO, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Address, type Block, blockIncludes, parseAddresses, parseBlock } from '../addresses.ts'
import { EMPTY, type IntervalSet } from '../intervals.ts'
import { textsOf } from '../network.ts'
import { portsOf } from './port-ranges.ts'

/** A rule of an Azure Firewall that sends what comes to a public address to one inside. */
export interface NatRule {
  readonly id: string
  readonly name: string
  /** The firewall or policy that has it. */
  readonly node: string
  /** Public addresses of the firewall; `*` for all. */
  readonly destinations: readonly string[]
  portsOf(protocol: string): IntervalSet
  /** Whether packets from there are meant. */
  matches(source: Address): Tri
  /** Addresses at whose ends that may change. */
  readonly blocks: readonly Block[]
  /** Address that it translates to; null for a name, whose addresses are not known. */
  readonly to: Address | null
  /** That address or name. */
  readonly target: string
  /** Ports that it translates to; null leaves them as they are. */
  readonly toPorts: IntervalSet | null
}

const texts = z.array(z.string()).default([])
const Rules = z.array(
  z.object({
    id: z.string(),
    name: z.string().default(''),
    protocols: texts,
    sources: texts,
    sourceGroups: texts,
    destinations: texts,
    ports: texts,
    translatedAddress: z.string().nullish(),
    translatedName: z.string().nullish(),
    translatedPort: z.string().nullish(),
  }),
)

/** Those of a firewall or policy, in the order in which they are tried; null when they were not read. */
export function natRulesOf(facts: FactIndex, { id, props }: NodeRecord): readonly NatRule[] | null {
  const parsed = props.stub === true ? undefined : Rules.safeParse(props.rules).data
  if (parsed === undefined) return null
  return parsed.map((rule) => {
    const protocols = new Set(rule.protocols)
    const ports = portsOf(rule.ports)
    const [to = null] = parseAddresses([rule.translatedAddress ?? ''])
    return {
      id: rule.id,
      name: rule.name,
      node: id,
      destinations: rule.destinations,
      portsOf: (protocol) => (protocols.has('any') || protocols.has(protocol) ? ports : EMPTY),
      ...sourcesOf(facts, rule.sources, rule.sourceGroups),
      to,
      target: rule.translatedAddress || rule.translatedName || '',
      toPorts: toPortsOf(rule.translatedPort),
    }
  })
}

/**
 * Addresses and IP groups add to each other; of a group that was not read, or of what is no address, it is not known
 * whom it means. https://learn.microsoft.com/azure/firewall/ip-groups
 */
function sourcesOf(
  facts: FactIndex,
  sources: readonly string[],
  groups: readonly string[],
): Pick<NatRule, 'matches' | 'blocks'> {
  const members = groups.map((group) => facts.node(group)?.props.addresses)
  const all = [...sources, ...members.flatMap(textsOf)]
  const anyone = all.some((text) => text === '*' || text.toLowerCase() === 'any')
  const blocks = all.flatMap((text) => rangeOf(text) ?? [])
  const isKnown = anyone || (blocks.length === all.length && members.every(Array.isArray))
  return {
    blocks,
    matches({ family, value }) {
      if (anyone || blocks.some((block) => blockIncludes(block, family, value))) return YES
      return isKnown ? NO : MAYBE
    },
  }
}

/** `10.0.0.0/8`, one address, or `10.0.0.1-10.0.0.9`; null for anything else. */
function rangeOf(text: string): Block | null {
  const block = parseBlock(text)
  if (block !== null) return block
  const [first, last, more] = text.split('-').map((one) => parseBlock(one.trim()))
  if (first == null || last == null || more !== undefined || first.family !== last.family) return null
  return { family: first.family, first: first.first, last: last.last, text }
}

function toPortsOf(port: string | null | undefined): IntervalSet | null {
  const ports = portsOf(port == null || port === '*' ? [] : [port])
  return ports.length === 0 ? null : ports
}
