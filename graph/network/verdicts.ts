import type { AttackEdge, BlockedEdge } from '../attack.ts'
import { INTERNET_ID } from '../internet-node.ts'
import type { Props } from '../snapshot/records.ts'
import { type OrderedVerdict, stopped } from './ordered-way.ts'
import { formatPorts, unionPorts } from './ports.ts'
import type { Blocker } from './stages.ts'

/** What strangers reach, what stops them from the rest, and what is told of each workload. */
export interface Reached {
  readonly edges: AttackEdge[]
  readonly blocked: BlockedEdge[]
  readonly properties: Map<string, Props>
}

/** What is sure before what is not; of refusals the one that got furthest. */
export function bestOf(verdicts: readonly OrderedVerdict[], id: string): OrderedVerdict {
  const open = verdicts.filter(({ blockedBy }) => blockedBy === null)
  const sure = open.filter(({ conditions }) => conditions.length === 0)
  const counted = sure.length > 0 ? sure : open.slice(0, 1)
  const [first] = counted
  if (first !== undefined) {
    return {
      ...first,
      ports: counted.map(({ ports }) => ports).reduce(unionPorts),
      rules: [...new Set(counted.flatMap(({ rules }) => rules))],
    }
  }
  const furthest = verdicts.reduce<OrderedVerdict | undefined>(
    (best, verdict) => (best === undefined || verdict.depth > best.depth ? verdict : best),
    undefined,
  )
  const conditions = verdicts.flatMap((verdict) => verdict.conditions)
  return furthest === undefined
    ? stopped({ id, reason: 'not-collected', detail: 'its place in a network was not collected' }, 0)
    : { ...furthest, conditions }
}

/** Nothing is said about what could not be read. */
export function exposureOf({ blockedBy, ports, conditions }: OrderedVerdict): Props {
  if (conditions.length > 0 || blockedBy?.reason === 'not-collected') return {}
  const reachable = blockedBy === null
  return {
    internetReachable: reachable,
    internetPorts: formatPorts(ports),
    exposure: reachable ? 'internet' : 'internal',
  }
}

/** A way in that one component stops. */
export const blockedEdge = (to: string, { id, reason, detail }: Blocker): BlockedEdge => ({
  from: INTERNET_ID,
  kind: 'CAN_REACH',
  to,
  technique: null,
  by: { type: reason, id, detail },
})
