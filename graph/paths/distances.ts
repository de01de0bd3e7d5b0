import { endOf, MAX_WEIGHT, type Rows, weightOf } from './rows.ts'

/** No target can be reached from this node. */
export const UNREACHABLE = 0xffff_ffff

/** More than the heaviest edge weighs; a power of two, so that a mask finds the bucket of a distance. */
export const BUCKETS = MAX_WEIGHT + 1
export const LAST_BUCKET = BUCKETS - 1

/**
 * Cost of the cheapest way from every node to the nearest of `targets`: one pass of Dial's bucket queue over the
 * reversed edges, without those whose index is marked in `removed` (R. Dial, "Algorithm 360: shortest-path forest with topological ordering", CACM 12(11), 1969).
 */
export function distancesTo(
  targets: readonly number[],
  backward: Rows,
  removed: Uint8Array | null = null,
): Uint32Array {
  const distances = new Uint32Array(backward.offsets.length - 1).fill(UNREACHABLE)
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  let waiting = 0
  for (const target of new Set(targets)) {
    distances[target] = 0
    buckets[0]?.push(target)
    waiting++
  }
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance & LAST_BUCKET] ?? []
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      waiting--
      if (distances[node] !== distance) continue
      const end = backward.offsets[node + 1] ?? 0
      for (let slot = backward.offsets[node] ?? 0; slot < end; slot++) {
        const arc = backward.arcs[slot] ?? 0
        const next = endOf(arc)
        const reached = distance + weightOf(arc)
        // The mark lies far off in memory, so it is looked at only for an edge that would shorten a way.
        if (reached >= (distances[next] ?? 0) || removed?.[backward.edgeOf[slot] ?? 0] === 1) continue
        distances[next] = reached
        buckets[reached & LAST_BUCKET]?.push(next)
        waiting++
      }
    }
  }
  return distances
}
