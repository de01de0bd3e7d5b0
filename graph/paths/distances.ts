import type { Rows } from './graph.ts'

/** No target can be reached from this node. */
export const UNREACHABLE = 0xffff_ffff

const BUCKETS = 256

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
  const offer = (node: number, distance: number) => {
    if (distance >= (distances[node] ?? 0)) return
    distances[node] = distance
    buckets[distance % BUCKETS]?.push(node)
    waiting++
  }
  for (const target of targets) offer(target, 0)
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance % BUCKETS] ?? []
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      waiting--
      if (distances[node] !== distance) continue
      const end = backward.offsets[node + 1] ?? 0
      for (let slot = backward.offsets[node] ?? 0; slot < end; slot++) {
        if (removed !== null && removed[backward.edgeOf[slot] ?? 0] === 1) continue
        offer(backward.neighbours[slot] ?? 0, distance + (backward.weights[slot] ?? 0))
      }
    }
  }
  return distances
}
