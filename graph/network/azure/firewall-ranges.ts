import { MAYBE, NO, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { type Address, type Block, blockIncludes, parseBlock, parseBlocks } from '../addresses.ts'
import { textsOf } from '../network.ts'

/** Whom one side of a firewall's rule means. */
export interface Ranges {
  matches(address: Address): Tri
  /** Addresses at whose ends that may change. */
  readonly blocks: readonly Block[]
}

/** https://learn.microsoft.com/azure/firewall/snat-private-range */
export const PRIVATE_RANGES = parseBlocks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'])

export const isIn = (blocks: readonly Block[], { family, value }: Address): boolean =>
  blocks.some((block) => blockIncludes(block, family, value))

/** Tags of a virtual network, which a firewall does not take. */
const OF_NETWORKS = new Set(['virtualnetwork', 'internet'])

/**
 * Addresses and IP groups add to each other; of a group that was not read it is not known whom it means. Any other word
 * is a service tag, a service of Azure with public addresses, which nobody lists here.
 * https://learn.microsoft.com/azure/firewall/ip-groups, https://learn.microsoft.com/azure/firewall/service-tags
 */
export function rangesOf(facts: FactIndex, texts: readonly string[], groups: readonly string[]): Ranges {
  const members = groups.map((group) => facts.node(group)?.props.addresses)
  const all = [...texts, ...members.flatMap(textsOf)]
  const anyone = all.some((text) => text === '*' || text.toLowerCase() === 'any')
  const found = all.map((text) => rangeOf(text))
  const blocks = found.flatMap((block) => block ?? [])
  const tags = all.filter((_, at) => found[at] === null)
  const isRead = members.every(Array.isArray) && !tags.some((tag) => OF_NETWORKS.has(tag.toLowerCase()))
  return {
    blocks: tags.length === 0 ? blocks : [...blocks, ...PRIVATE_RANGES],
    matches(address) {
      if (anyone || isIn(blocks, address)) return YES
      return isRead && (tags.length === 0 || isIn(PRIVATE_RANGES, address)) ? NO : MAYBE
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
