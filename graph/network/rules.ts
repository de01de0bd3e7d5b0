import { z } from 'zod'
import type { Props, Value } from '../snapshot/records.ts'
import { type Block, parseBlock, parseBlocks } from './addresses.ts'
import { type Interval, type IntervalSet, normalize } from './intervals.ts'
import { ALL_PORTS, hasPorts, isControl, LAST_PORT, protocolName } from './ports.ts'

export interface GroupRule {
  /** The provider's rule id, else `<group ARN>#<direction>/<index>`. */
  readonly id: string
  readonly protocol: string
  readonly ports: IntervalSet
  readonly blocks: readonly Block[]
  readonly groups: readonly string[]
  readonly prefixLists: readonly string[]
  /** As it stands in the snapshot, for `remove-rule`. */
  readonly source: Props
}

export interface AclEntry {
  readonly number: number
  readonly egress: boolean
  readonly protocol: string
  readonly ports: IntervalSet
  readonly allow: boolean
  readonly block: Block
}

export interface Route {
  readonly block: Block
  /** `igw-…`, `nat-…`, `pcx-…`, `local`, … */
  readonly target: string
  readonly active: boolean
}

const port = z.number().int().nullish()
const protocol = z.union([z.string(), z.number()])
const texts = z.array(z.string()).default([])

const groupRule = z.object({
  ruleId: z.string().nullish(),
  protocol,
  fromPort: port,
  toPort: port,
  cidrs: texts,
  groups: z.array(z.object({ groupId: z.string() })).default([]),
  prefixLists: texts,
})
const aclEntry = z.object({
  number: z.number(),
  egress: z.boolean(),
  protocol,
  allow: z.boolean(),
  cidr: z.string(),
  fromPort: port,
  toPort: port,
})
const route = z.object({ destination: z.string(), target: z.string(), state: z.string().optional() })

/** Entries of a list that have the shape; the others can't let anything through. */
function readList<T>(value: Value | undefined, shape: z.ZodType<T>): { item: T; index: number }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry, index) => {
    const parsed = shape.safeParse(entry)
    return parsed.success ? [{ item: parsed.data, index }] : []
  })
}

/** The port range of a rule; for ICMP `fromPort` is the message type and -1 is every type. */
function portsOf(name: string, from: number | null | undefined, to: number | null | undefined): IntervalSet {
  if (isControl(name)) return from == null || from < 0 ? ALL_PORTS : [[from, from]]
  if (!hasPorts(name) || from == null || from < 0) return ALL_PORTS
  const range: Interval = [from, Math.min(to ?? from, LAST_PORT)]
  return normalize([range])
}

export function readGroupRules(
  groupArn: string,
  direction: 'ingress' | 'egress',
  value: Value | undefined,
): GroupRule[] {
  return readList(value, groupRule).map(({ item, index }) => {
    const name = protocolName(item.protocol)
    return {
      id: item.ruleId ?? `${groupArn}#${direction}/${index}`,
      protocol: name,
      ports: portsOf(name, item.fromPort, item.toPort),
      blocks: parseBlocks(item.cidrs),
      groups: item.groups.map(({ groupId }) => groupId),
      prefixLists: item.prefixLists,
      source: {
        ...(item.ruleId == null ? {} : { ruleId: item.ruleId }),
        direction,
        protocol: name,
        fromPort: item.fromPort ?? null,
        toPort: item.toPort ?? null,
        cidrs: item.cidrs,
        groups: item.groups,
        prefixLists: item.prefixLists,
      },
    }
  })
}

/** In the order in which AWS tries them: ascending by number. */
export function readAclEntries(value: Value | undefined): AclEntry[] {
  const entries = readList(value, aclEntry).flatMap(({ item }) => {
    const block = parseBlock(item.cidr)
    const name = protocolName(item.protocol)
    return block === null
      ? []
      : [{ ...item, block, protocol: name, ports: portsOf(name, item.fromPort, item.toPort) }]
  })
  return entries.sort((a, b) => a.number - b.number)
}

/** Longest prefix first. */
export function readRoutes(value: Value | undefined): Route[] {
  const routes = readList(value, route).flatMap(({ item }) => {
    const block = parseBlock(item.destination)
    return block === null ? [] : [{ block, target: item.target, active: item.state !== 'blackhole' }]
  })
  const width = ({ block }: Route) => block.last - block.first
  return routes.sort((a, b) => (width(a) < width(b) ? -1 : width(a) > width(b) ? 1 : 0))
}
