import FlatQueue from 'flatqueue'
import { Distances, UNREACHABLE } from './distances.ts'
import { endOf, type Rows, weightOf } from './rows.ts'
import { createScratch, NONE, type Scratch, type Tree } from './tree.ts'

/** What becomes of the nodes whose best way is gone. */
export interface Repair {
  readonly affected: readonly number[]
  /** By place in `affected`: its new distance. */
  readonly distances: Distances
  /** Those that have a way again, as a tree on the rest of the old one. */
  readonly settled: Tree
}

export interface RepairGraph {
  readonly forward: Rows
  readonly backward: Rows
}

/** Searches anew for what hung below `roots`, in the tree that `old` holds by node; `removed` edges are not walked. */
export type Repairer = (roots: readonly number[], old: Scratch, removed: Uint8Array) => Repair

export function createRepairer({ forward, backward }: RepairGraph): Repairer {
  const nodes = forward.offsets.length - 1
  const isAffected = new Uint8Array(nodes)
  const anew = createScratch(nodes)
  return (roots, old, removed) => {
    const affected = below(roots, old, backward, isAffected)
    const queue = new FlatQueue<number>()
    const offer = (node: number, distance: number, edge: number, parent: number) => {
      if (distance >= (anew.distances[node] ?? 0)) return
      anew.distances[node] = distance
      anew.via[node] = edge
      anew.parent[node] = parent
      queue.push(node, distance)
    }
    for (const node of affected) {
      for (let slot = forward.offsets[node] ?? 0; slot < (forward.offsets[node + 1] ?? 0); slot++) {
        const arc = forward.arcs[slot] ?? 0
        const next = endOf(arc)
        const rest = old.distances[next] ?? UNREACHABLE
        const edge = forward.edgeOf[slot] ?? 0
        if (rest === UNREACHABLE || isAffected[next] === 1 || removed[edge] === 1) continue
        offer(node, rest + weightOf(arc), edge, next)
      }
    }
    const order: number[] = []
    for (let distance = queue.peekValue(); distance !== undefined; distance = queue.peekValue()) {
      const node = queue.pop() ?? 0
      if (anew.distances[node] !== distance) continue
      order.push(node)
      for (let slot = backward.offsets[node] ?? 0; slot < (backward.offsets[node + 1] ?? 0); slot++) {
        const arc = backward.arcs[slot] ?? 0
        const next = endOf(arc)
        const edge = backward.edgeOf[slot] ?? 0
        if (isAffected[next] === 1 && removed[edge] !== 1) offer(next, distance + weightOf(arc), edge, node)
      }
    }
    const repair = take(affected, order, anew)
    for (const node of affected) {
      isAffected[node] = 0
      anew.distances[node] = UNREACHABLE
      anew.via[node] = NONE
      anew.parent[node] = NONE
    }
    return repair
  }
}

/** The roots and everything that hangs below them. */
function below(
  roots: readonly number[],
  { via, parent }: Scratch,
  backward: Rows,
  seen: Uint8Array,
): number[] {
  const found: number[] = []
  const stack = [...roots]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen[node] === 1) continue
    seen[node] = 1
    found.push(node)
    for (let slot = backward.offsets[node] ?? 0; slot < (backward.offsets[node + 1] ?? 0); slot++) {
      const next = endOf(backward.arcs[slot] ?? 0)
      if (via[next] === backward.edgeOf[slot] && parent[next] === node) stack.push(next)
    }
  }
  return found
}

const take = (affected: readonly number[], order: readonly number[], anew: Scratch): Repair => ({
  affected,
  distances: Distances.from(affected, (node) => anew.distances[node] ?? UNREACHABLE),
  settled: {
    order: Uint32Array.from(order),
    distances: Distances.from(order, (node) => anew.distances[node] ?? UNREACHABLE),
    via: Uint32Array.from(order, (node) => anew.via[node] ?? NONE),
    parent: Uint32Array.from(order, (node) => anew.parent[node] ?? NONE),
  },
})

/** The old tree with its repaired part, in the order of the distances: no way leads through what is further away. */
export function repairedTree(old: Tree, { affected, settled }: Repair): Tree {
  const gone = new Set(affected)
  const count = old.order.length - affected.length + settled.order.length
  const tree = {
    order: new Uint32Array(count),
    distances: new Distances(count),
    via: new Uint32Array(count),
    parent: new Uint32Array(count),
  }
  let filled = 0
  const copy = (from: Tree, place: number) => {
    tree.order[filled] = from.order[place] ?? 0
    tree.distances[filled] = from.distances[place] ?? UNREACHABLE
    tree.via[filled] = from.via[place] ?? NONE
    tree.parent[filled] = from.parent[place] ?? NONE
    filled++
  }
  let next = 0
  for (let place = 0; place < old.order.length; place++) {
    if (gone.has(old.order[place] ?? 0)) continue
    const distance = old.distances[place] ?? UNREACHABLE
    while (next < settled.order.length && (settled.distances[next] ?? 0) < distance) copy(settled, next++)
    copy(old, place)
  }
  while (next < settled.order.length) copy(settled, next++)
  return tree
}
