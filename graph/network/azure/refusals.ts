import type { BlockedEdge } from '../../attack.ts'
import type { Standing } from '../hub-edges.ts'
import type { OrderedVerdict } from '../ordered-way.ts'
import type { Card } from './model.ts'

interface Stand extends Standing {
  readonly card: Card
}

/** Parts of a firewall. */
const OF_FIREWALLS = new Set(['firewall', 'network-rules', 'application-rules'])

/**
 * Keeps what firewalls stop between machines: once for the network that it comes from and what stops it, with one of the
 * machines that it is for, so that the ledger does not grow with the pairs.
 */
export function refusals() {
  const found = new Map<string, BlockedEdge & { readonly standsFor: number }>()
  return {
    note(from: Stand, to: Stand, { blockedBy }: OrderedVerdict): void {
      const [machine] = to.workloads
      if (machine === undefined || blockedBy === null || !OF_FIREWALLS.has(blockedBy.reason)) return
      const { id, reason: type, detail } = blockedBy
      const source = from.card.network
      const key = [source, type, id, detail].join(' ')
      const known = found.get(key) ?? {
        from: source,
        kind: 'CAN_REACH',
        to: machine,
        technique: null,
        by: { type, id, detail },
        standsFor: 0,
      }
      found.set(key, { ...known, standsFor: known.standsFor + from.workloads.length * to.workloads.length })
    },
    edges: (): readonly BlockedEdge[] => [...found.values()],
  }
}
