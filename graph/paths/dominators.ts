import type { Rows } from './graph.ts'

/** The dominator tree of everything that reaches a set of targets. */
export interface DominatorTree {
  /** Nodes that reach a target, each after the node that dominates it. */
  readonly order: Uint32Array
  /** By node: the next node that every way from it to the targets passes; NONE at the end or out of reach. */
  readonly next: Uint32Array
}

export const NONE = 0xffff_ffff

/**
 * For every node, the nearest other node that each of its ways to `targets` must pass: immediate dominators of the
 * reversed graph below a root before the targets (T. Lengauer, R. Tarjan, "A fast algorithm for finding dominators in
 * a flowgraph", TOPLAS 1(1), 1979, with simple path compression).
 */
export function dominatorsTo(targets: readonly number[], forward: Rows, backward: Rows): DominatorTree {
  const search = depthFirst(targets, backward)
  const state = createForest(search.count)
  const isTarget = new Set(targets)
  for (let at = search.count - 1; at > 0; at--) {
    const node = search.vertex[at] ?? 0
    if (isTarget.has(node)) state.lower(at, 0)
    const end = forward.offsets[node + 1] ?? 0
    for (let slot = forward.offsets[node] ?? 0; slot < end; slot++) {
      const number = search.number[forward.neighbours[slot] ?? 0] ?? NONE
      if (number !== NONE) state.lower(at, state.semi[state.evaluate(number)] ?? 0)
    }
    state.finish(at, search.parent[at] ?? 0)
  }
  return treeOf(search, state)
}

interface DepthFirst {
  /** Nodes by their number; number 0 is the root before the targets. */
  readonly vertex: Uint32Array
  readonly number: Uint32Array
  readonly parent: Uint32Array
  readonly count: number
}

function depthFirst(targets: readonly number[], backward: Rows): DepthFirst {
  const nodes = backward.offsets.length - 1
  const vertex = new Uint32Array(nodes + 1)
  const parent = new Uint32Array(nodes + 1)
  const number = new Uint32Array(nodes).fill(NONE)
  const slots = backward.offsets.slice()
  let count = 1
  const visit = (node: number, from: number): boolean => {
    if (number[node] !== NONE) return false
    number[node] = count
    vertex[count] = node
    parent[count] = from
    count++
    return true
  }
  for (const target of targets) {
    const stack = visit(target, 0) ? [target] : []
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const slot = slots[node] ?? 0
      if (slot >= (backward.offsets[node + 1] ?? 0)) {
        stack.pop()
        continue
      }
      slots[node] = slot + 1
      const next = backward.neighbours[slot] ?? 0
      if (visit(next, number[node] ?? 0)) stack.push(next)
    }
  }
  return { vertex, number, parent, count }
}

interface Forest {
  readonly semi: Uint32Array
  readonly dominator: Uint32Array
  /** The number with the least semidominator on the way up the forest. */
  evaluate(at: number): number
  lower(at: number, semi: number): void
  /** Hangs `at` under its parent and settles those that waited for the parent. */
  finish(at: number, parent: number): void
}

function createForest(count: number): Forest {
  const semi = Uint32Array.from({ length: count }, (_, at) => at)
  const label = semi.slice()
  const dominator = new Uint32Array(count)
  const ancestor = new Uint32Array(count).fill(NONE)
  const firstWaiting = new Uint32Array(count).fill(NONE)
  const nextWaiting = new Uint32Array(count).fill(NONE)
  const path: number[] = []

  const compress = (at: number) => {
    for (let up = at; (ancestor[ancestor[up] ?? 0] ?? NONE) !== NONE; up = ancestor[up] ?? 0) path.push(up)
    for (let node = path.pop(); node !== undefined; node = path.pop()) {
      const above = ancestor[node] ?? 0
      if ((semi[label[above] ?? 0] ?? 0) < (semi[label[node] ?? 0] ?? 0)) label[node] = label[above] ?? 0
      ancestor[node] = ancestor[above] ?? NONE
    }
  }
  const evaluate = (at: number): number => {
    if (ancestor[at] === NONE) return at
    compress(at)
    return label[at] ?? at
  }
  return {
    semi,
    dominator,
    evaluate,
    lower(at, value) {
      if (value < (semi[at] ?? 0)) semi[at] = value
    },
    finish(at, parent) {
      const own = semi[at] ?? 0
      nextWaiting[at] = firstWaiting[own] ?? NONE
      firstWaiting[own] = at
      ancestor[at] = parent
      for (let node = firstWaiting[parent] ?? NONE; node !== NONE; node = nextWaiting[node] ?? NONE) {
        const least = evaluate(node)
        dominator[node] = (semi[least] ?? 0) < (semi[node] ?? 0) ? least : parent
      }
      firstWaiting[parent] = NONE
    },
  }
}

function treeOf({ vertex, count, number }: DepthFirst, { semi, dominator }: Forest): DominatorTree {
  const next = new Uint32Array(number.length).fill(NONE)
  for (let at = 1; at < count; at++) {
    if (dominator[at] !== semi[at]) dominator[at] = dominator[dominator[at] ?? 0] ?? 0
    const above = dominator[at] ?? 0
    next[vertex[at] ?? 0] = above === 0 ? NONE : (vertex[above] ?? NONE)
  }
  return { order: vertex.slice(1, count), next }
}
