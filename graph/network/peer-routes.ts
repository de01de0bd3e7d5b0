import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'
import { blockCovers, parseBlocks } from './addresses.ts'
import { textsOf } from './network.ts'
import { readRoutes } from './rules.ts'

/** Of each route table, the routes through a peering that hold a whole block of the other VPC, or more. */
export function peerRouteProperties(facts: FactIndex): [string, Props][] {
  const peerings = new Map(facts.ofKind('AwsVpcPeering').map((node) => [node.props.peeringId, node]))
  return facts.ofKind('AwsRouteTable').flatMap((table): [string, Props][] => {
    const whole: string[] = []
    for (const { block, target } of readRoutes(table.props.routes)) {
      if (!target.startsWith('pcx-')) continue
      const blocks = otherBlocks(peerings.get(target), ownVpc(facts, table))
      if (blocks === null) return []
      if (blocks.some((other) => blockCovers(block, other))) whole.push(block.text)
    }
    return [[table.id, { wholePeerRoutes: whole.sort() }]]
  })
}

const ownVpc = (facts: FactIndex, table: NodeRecord): string | undefined =>
  facts.from(table.id, 'IN_VPC')[0]?.to

/** null when the blocks of the other VPC are not known. */
function otherBlocks(peering: NodeRecord | undefined, own: string | undefined) {
  if (peering === undefined || own === undefined) return null
  const { requesterVpc, requesterCidrs, accepterCidrs } = peering.props
  const blocks = textsOf(requesterVpc === own ? accepterCidrs : requesterCidrs)
  return blocks.length === 0 ? null : parseBlocks(blocks)
}
