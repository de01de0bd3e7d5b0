import { z } from 'zod'
import { and, MAYBE, NO, or, type Tri, YES } from '../../access/tri.ts'
import { type Block, blockIncludes } from '../addresses.ts'
import type { OrderedRule } from '../first-match.ts'
import type { Peer } from './model.ts'
import { hasOneOf } from './secure-tags.ts'

const texts = z.array(z.string()).default([])
const has = z.boolean().default(false)

/** Whom a rule of a firewall policy is about. */
export const PolicyMatch = z.object({
  ranges: texts,
  secureTags: texts,
  regions: texts,
  threats: texts,
  otherLists: has,
  scope: z.string().nullish(),
  networks: texts,
})
type PolicyMatch = z.infer<typeof PolicyMatch>

/**
 * The other end is in one of the lists, if there are any, and in the network context, if there is one.
 * https://cloud.google.com/firewall/docs/firewall-policies-rule-details#sources and
 * https://cloud.google.com/firewall/docs/understand-network-contexts
 */
export function matchesLists(
  rule: PolicyMatch,
  blocks: readonly Block[],
  action: OrderedRule<Peer>['action'],
): (peer: Peer) => Tri {
  const { ranges, secureTags, regions, threats, otherLists } = rule
  const anyone = ranges.length + regions.length + threats.length + secureTags.length === 0 && !otherLists
  return (peer) => {
    const { family, value } = peer.address
    const inRange = blocks.some((block) => blockIncludes(block, family, value))
    const listed = anyone || inRange ? YES : inLists(rule, peer, action)
    return and(listed, inScope(rule, peer))
  }
}

/** Lists whose contents are Google's, or were not read. */
function inLists(
  { secureTags, regions, threats, otherLists }: PolicyMatch,
  { origin, at }: Peer,
  action: OrderedRule<Peer>['action'],
): Tri {
  const inside = origin === 'network'
  const lists: readonly Tri[] = [
    // Only interfaces of instances have secure tags, and only public addresses are in a country or on a list of threats.
    at === null ? NO : hasOneOf(at.secureTags, secureTags),
    regions.length > 0 && !inside ? MAYBE : NO,
    // Lists of threats are far from holding the whole Internet, so what they keep out leaves most of it.
    threats.length > 0 && !inside && action !== 'deny' ? MAYBE : NO,
    otherLists ? MAYBE : NO,
  ]
  return lists.reduce(or, NO)
}

function inScope({ scope, networks }: PolicyMatch, { origin, at, here }: Peer): Tri {
  if (scope == null || scope === 'UNSPECIFIED') return YES
  if (origin === 'proxy') return MAYBE
  const inside = origin === 'network'
  if (scope === 'INTERNET') return inside ? NO : YES
  if (!inside) return NO
  if (scope === 'NON_INTERNET') return YES
  if (scope === 'INTRA_VPC') return at?.network === here ? YES : NO
  if (scope === 'VPC_NETWORKS') return networks.includes(at?.network ?? '') ? YES : NO
  return MAYBE
}
