import { Distances, UNREACHABLE } from '../graph/paths/distances.ts'
import { endOf, type Rows, toRows } from '../graph/paths/rows.ts'
import { seededRandom } from './random.ts'

export interface RandomGraph {
  readonly ends: Uint32Array
  readonly weights: Uint8Array
  readonly forward: Rows
  readonly backward: Rows
  readonly targets: readonly number[]
  readonly starts: readonly number[]
}

interface Size {
  readonly nodes: number
  readonly edges: number
  readonly targets: number
  readonly entries: number
}

/** -ln(0.05) in the steps of a weight. */
const MAX_WEIGHT = 96

/** A graph without any structure, the same for the same size: nothing a search could make use of. */
export function randomGraph({ nodes, edges, targets, entries }: Size): RandomGraph {
  const random = seededRandom(7)
  const index = (count: number): number => Math.floor(random() * count)
  const ends = Uint32Array.from({ length: edges * 2 }, () => index(nodes))
  const weights = Uint8Array.from({ length: edges }, () => 1 + index(MAX_WEIGHT))
  return {
    ends,
    weights,
    forward: toRows(nodes, ends, weights, 0),
    backward: toRows(nodes, ends, weights, 1),
    targets: [...new Set(Array.from({ length: targets }, () => index(nodes)))],
    starts: Array.from({ length: entries }, () => index(nodes)),
  }
}

/** Hops to the nearest of `from`. */
export function breadthFirst(from: readonly number[], rows: Rows): Distances {
  const hops = new Distances(rows.offsets.length - 1).fill(UNREACHABLE)
  const queue = new Uint32Array(hops.length)
  let filled = 0
  for (const node of from) {
    if (hops[node] !== UNREACHABLE) continue
    hops[node] = 0
    queue[filled++] = node
  }
  for (let at = 0; at < filled; at++) {
    const node = queue[at] ?? 0
    const hop = (hops[node] ?? 0) + 1
    const end = rows.offsets[node + 1] ?? 0
    for (let slot = rows.offsets[node] ?? 0; slot < end; slot++) {
      const next = endOf(rows.arcs[slot] ?? 0)
      if (hops[next] !== UNREACHABLE) continue
      hops[next] = hop
      queue[filled++] = next
    }
  }
  return hops
}
