import { BUCKETS, Distances, LAST_BUCKET, UNREACHABLE } from './distances.ts'
import { endOf, type Rows, weightOf } from './rows.ts'

/** The cheapest ways from sources to everything in their reach; only what is reached takes room. */
export interface Tree {
  /** Nodes as they were settled: by distance, each after the one before it on its way. */
  readonly order: Uint32Array
  /** By place in `order`. */
  readonly distances: Distances
  /** By place in `order`: the edge by which the node was reached, and the node before it; NONE at a source. */
  readonly via: Uint32Array
  readonly parent: Uint32Array
}

export const NONE = 0xffff_ffff

/** Room for one search after the other over graphs of one size: the same as a tree, by node. */
export interface Scratch {
  readonly distances: Distances
  readonly via: Uint32Array
  readonly parent: Uint32Array
}

export const createScratch = (nodes: number): Scratch => ({
  distances: new Distances(nodes).fill(UNREACHABLE),
  via: new Uint32Array(nodes).fill(NONE),
  parent: new Uint32Array(nodes).fill(NONE),
})

/** One pass of a bucket queue from `sources` along `rows`; takes as long as what it reaches is large. */
export function treeFrom(
  sources: Iterable<number>,
  rows: Rows,
  scratch: Scratch,
  removed: Uint8Array | null = null,
): Tree {
  const { distances, via, parent } = scratch
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  const order: number[] = []
  let waiting = 0
  for (const source of new Set(sources)) {
    distances[source] = 0
    buckets[0]?.push(source)
    waiting++
  }
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance & LAST_BUCKET] ?? []
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      waiting--
      if (distances[node] !== distance) continue
      order.push(node)
      const end = rows.offsets[node + 1] ?? 0
      for (let slot = rows.offsets[node] ?? 0; slot < end; slot++) {
        const arc = rows.arcs[slot] ?? 0
        const next = endOf(arc)
        const reached = distance + weightOf(arc)
        if (reached >= (distances[next] ?? 0)) continue
        const edge = rows.edgeOf[slot] ?? 0
        if (removed?.[edge] === 1) continue
        distances[next] = reached
        via[next] = edge
        parent[next] = node
        buckets[reached & LAST_BUCKET]?.push(next)
        waiting++
      }
    }
  }
  const tree = takeOut(order, scratch)
  clear(tree, scratch)
  return tree
}

const takeOut = (order: readonly number[], { distances, via, parent }: Scratch): Tree => ({
  order: Uint32Array.from(order),
  distances: Distances.from(order, (node) => distances[node] ?? UNREACHABLE),
  via: Uint32Array.from(order, (node) => via[node] ?? NONE),
  parent: Uint32Array.from(order, (node) => parent[node] ?? NONE),
})

/** Spreads a tree out by node. */
export function load(tree: Tree, scratch: Scratch): void {
  for (let place = 0; place < tree.order.length; place++) {
    const node = tree.order[place] ?? 0
    scratch.distances[node] = tree.distances[place] ?? UNREACHABLE
    scratch.via[node] = tree.via[place] ?? NONE
    scratch.parent[node] = tree.parent[place] ?? NONE
  }
}

/** Makes room again after a tree was loaded. */
export function clear({ order }: Tree, { distances, via, parent }: Scratch): void {
  for (let place = 0; place < order.length; place++) {
    const node = order[place] ?? 0
    distances[node] = UNREACHABLE
    via[node] = NONE
    parent[node] = NONE
  }
}

/** By node: the edges of its way from a source, first to last; null for what is not reached. */
export function waysOf({ order, via, parent }: Tree): (node: number) => readonly number[] | null {
  const places = new Map<number, number>()
  for (let place = 0; place < order.length; place++) places.set(order[place] ?? 0, place)
  return (end) => {
    if (!places.has(end)) return null
    const edges: number[] = []
    for (let place = places.get(end) ?? 0; via[place] !== NONE; place = places.get(parent[place] ?? 0) ?? 0)
      edges.push(via[place] ?? 0)
    return edges.reverse()
  }
}
