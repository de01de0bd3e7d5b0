import { MAX_WEIGHT, NODE_BITS, NODE_MASK, type Rows } from './rows.ts'

/**
 * Costs of ways, two bytes each, so that those of a whole estate stay in the processor's cache. What costs 65,535 or
 * more has a likelihood below e^-2000, which is 0 in any number we hold.
 */
export type Distances = Uint16Array
export const Distances = Uint16Array

/** No target can be reached from this node. */
export const UNREACHABLE = 0xffff

/** More than the heaviest edge weighs; a power of two, so that a mask finds the bucket of a distance. */
export const BUCKETS = MAX_WEIGHT + 1
export const LAST_BUCKET = BUCKETS - 1

/** Nodes whose rows are fetched at once: waiting for memory, one row after the other, was a third of a search. */
const AHEAD = 16

/**
 * Cost of the cheapest way from every node to the nearest of `targets`: one pass of Dial's bucket queue over the
 * reversed edges, without those whose index is marked in `removed` (R. Dial, "Algorithm 360: shortest-path forest with
 * topological ordering", CACM 12(11), 1969).
 */
export function distancesTo(
  targets: readonly number[],
  backward: Rows,
  removed: Uint8Array | null = null,
): Distances {
  const { offsets, arcs, edgeOf } = backward
  // endOf and weightOf, written out: their calls into another module are a fifth of the whole search.
  const [nodeMask, nodeBits] = [NODE_MASK, NODE_BITS]
  const distances = new Distances(offsets.length - 1).fill(UNREACHABLE)
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  let waiting = 0
  const ahead = new Uint32Array(AHEAD)
  let fetched = 0
  for (const target of new Set(targets)) {
    distances[target] = 0
    buckets[0]?.push(target)
    waiting++
  }
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance & LAST_BUCKET] ?? []
    while (bucket.length > 0) {
      let settled = 0
      for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
        waiting--
        if (distances[node] !== distance) continue
        ahead[settled++] = node
        // A read that nobody waits for; it is summed up, as one without any use would be left out.
        fetched ^= arcs[offsets[node] as number] ?? 0
        if (settled === AHEAD) break
      }
      for (let at = 0; at < settled; at++) {
        const node = ahead[at] as number
        const end = offsets[node + 1] as number
        for (let slot = offsets[node] as number; slot < end; slot++) {
          const arc = arcs[slot] as number
          const next = arc & nodeMask
          const reached = distance + (arc >>> nodeBits)
          if (reached >= (distances[next] as number)) continue
          // The mark lies far off in memory, so it is looked at only for an edge that would shorten a way.
          if (removed !== null && removed[edgeOf[slot] as number] === 1) continue
          distances[next] = reached
          buckets[reached & LAST_BUCKET]?.push(next)
          waiting++
        }
      }
    }
  }
  ahead[0] = fetched
  return distances
}
