import { BUCKETS, UNREACHABLE } from './distances.ts'
import type { Rows } from './graph.ts'

/** The cheapest ways from sources to everything in their reach; only what is reached takes room. */
export interface Tree {
  /** Nodes as they were settled: by distance, each after the one before it on its way. */
  readonly order: Uint32Array
  /** By place in `order`. */
  readonly distances: Uint32Array
  /** By place in `order`: the slot of the rows by which the node was reached; NO_SLOT at a source. */
  readonly via: Uint32Array
}

export const NO_SLOT = 0xffff_ffff

/** Room for one search after the other over graphs of one size. */
export interface Scratch {
  readonly distances: Uint32Array
  readonly via: Uint32Array
}

export const createScratch = (nodes: number): Scratch => ({
  distances: new Uint32Array(nodes).fill(UNREACHABLE),
  via: new Uint32Array(nodes).fill(NO_SLOT),
})

/** One pass of a bucket queue from `sources` along `rows`; takes as long as what it reaches is large. */
export function treeFrom(
  sources: Iterable<number>,
  rows: Rows,
  scratch: Scratch,
  removed: Uint8Array | null = null,
): Tree {
  const { distances, via } = scratch
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  const order: number[] = []
  let waiting = 0
  for (const source of new Set(sources)) {
    distances[source] = 0
    buckets[0]?.push(source)
    waiting++
  }
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance % BUCKETS] ?? []
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      waiting--
      if (distances[node] !== distance) continue
      order.push(node)
      const end = rows.offsets[node + 1] ?? 0
      for (let slot = rows.offsets[node] ?? 0; slot < end; slot++) {
        const next = rows.neighbours[slot] ?? 0
        const reached = distance + (rows.weights[slot] ?? 0)
        if (reached >= (distances[next] ?? 0) || removed?.[rows.edgeOf[slot] ?? 0] === 1) continue
        distances[next] = reached
        via[next] = slot
        buckets[reached % BUCKETS]?.push(next)
        waiting++
      }
    }
  }
  return takeOut(order, scratch)
}

/** Copies what was reached and clears the room for the next search. */
function takeOut(order: readonly number[], { distances, via }: Scratch): Tree {
  const tree = {
    order: Uint32Array.from(order),
    distances: new Uint32Array(order.length),
    via: new Uint32Array(order.length),
  }
  for (let place = 0; place < order.length; place++) {
    const node = tree.order[place] ?? 0
    tree.distances[place] = distances[node] ?? 0
    tree.via[place] = via[node] ?? NO_SLOT
    distances[node] = UNREACHABLE
    via[node] = NO_SLOT
  }
  return tree
}

/** By node: the edges of its way from a source, first to last; null for what is not reached. */
export function waysOf({ order, via }: Tree, rows: Rows): (node: number) => readonly number[] | null {
  const places = new Map<number, number>()
  for (let place = 0; place < order.length; place++) places.set(order[place] ?? 0, place)
  return (node) => {
    if (!places.has(node)) return null
    const edges: number[] = []
    for (let slot = slotOf(node); slot !== NO_SLOT; slot = slotOf(rowOf(rows, slot)))
      edges.push(rows.edgeOf[slot] ?? 0)
    return edges.reverse()
  }
  function slotOf(node: number): number {
    return via[places.get(node) ?? 0] ?? NO_SLOT
  }
}

/** The node whose row holds a slot. */
export function rowOf({ offsets }: Rows, slot: number): number {
  let low = 0
  let high = offsets.length - 2
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((offsets[middle] ?? 0) <= slot) low = middle
    else high = middle - 1
  }
  return low
}
