import { z } from 'zod'
import type { Tri } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Address, type Block, parseAddresses } from '../addresses.ts'
import { EMPTY, type IntervalSet } from '../intervals.ts'
import { rangesOf } from './firewall-ranges.ts'
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
      ...rangesOf(facts, rule.sources, rule.sourceGroups),
      to,
      target: rule.translatedAddress || rule.translatedName || '',
      toPorts: toPortsOf(rule.translatedPort),
    }
  })
}

function toPortsOf(port: string | null | undefined): IntervalSet | null {
  const ports = portsOf(port == null || port === '*' ? [] : [port])
  return ports.length === 0 ? null : ports
}
