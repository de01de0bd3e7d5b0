import type { AttackEdge, Condition } from './attack.ts'
import { UNKNOWN_CONDITION } from './likelihood.ts'
import { type Block, blockCovers, blocksOverlap, parseBlocks } from './network/addresses.ts'
import type { FactIndex } from './snapshot/facts.ts'
import type { NodeRecord, Snapshot } from './snapshot/records.ts'

/** The organization's own networks, as its configuration names them; a node beside the facts. */
export const CORPORATE_NETWORK = 'CorporateNetwork'

/** Key of the condition that a caller is inside; the assumption of the same name opens it. */
const INSIDE = 'corporate-network'
/** Key of the condition that a caller is in a network that is somebody else's. */
const ELSEWHERE = 'other-network'

/** One record for one configuration: estates that have it in common are the same in this. */
const nodes = new WeakMap<readonly string[], NodeRecord>()

const nodeOf = (ranges: readonly string[]): NodeRecord => ({
  id: CORPORATE_NETWORK,
  kind: CORPORATE_NETWORK,
  props: { name: 'Corporate network', ranges: [...ranges] },
})

export function withCorporateNetwork(facts: Snapshot, ranges: readonly string[] = []): Snapshot {
  if (ranges.length === 0) return facts
  const node = nodes.get(ranges) ?? nodeOf(ranges)
  nodes.set(ranges, node)
  return { ...facts, nodes: new Map(facts.nodes).set(CORPORATE_NETWORK, node) }
}

/** The declared ranges; empty where none are. */
export function corporateBlocks(facts: FactIndex): readonly Block[] {
  const ranges = facts.node(CORPORATE_NETWORK)?.props.ranges
  return Array.isArray(ranges) ? parseBlocks(ranges.filter((range) => typeof range === 'string')) : []
}

/** The edge as an attacker has it who is not in the corporate network, once it is known which that is. */
export function seenFromOutside<Edge extends Pick<AttackEdge, 'conditions' | 'likelihood'>>(
  edge: Edge,
  corporate: readonly Block[],
): Edge {
  if (corporate.length === 0 || edge.conditions.every(({ addresses }) => addresses === undefined)) return edge
  const conditions = edge.conditions.flatMap((condition) => judged(condition, corporate))
  const open = (list: readonly Condition[]) => list.filter(({ state }) => state === 'unknown').length
  const decided = open(edge.conditions) - open(conditions)
  return { ...edge, conditions, likelihood: Math.min(1, edge.likelihood / UNKNOWN_CONDITION ** decided) }
}

function judged(condition: Condition, corporate: readonly Block[]): readonly Condition[] {
  const { addresses, detail } = condition
  const blocks = addresses === undefined ? [] : parseBlocks(addresses.ranges)
  // A policy variable or a text that is no address says nothing.
  if (addresses === undefined || blocks.length < addresses.ranges.length) return [condition]
  const own = blocks.filter((block) => corporate.some((range) => blockCovers(range, block)))
  const touched = blocks.some((block) => corporate.some((range) => blocksOverlap(range, block)))
  if (addresses.inside) {
    if (own.length === blocks.length)
      return [
        { ...condition, key: INSIDE, state: 'unmet', detail: `${detail}, which is the corporate network` },
      ]
    return touched ? [condition] : [{ ...condition, key: ELSEWHERE }]
  }
  // Whoever is not inside is where it asks for.
  return own.length === blocks.length ? [] : [condition]
}
