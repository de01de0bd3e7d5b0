import { endOf, type Rows } from './rows.ts'

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
  const { vertex, number, count } = search
  const forest = createForest(search)
  const isTarget = new Uint8Array(search.root)
  for (const target of targets) isTarget[target] = 1
  for (let at = count - 1; at > 0; at--) {
    const node = vertex[at] ?? 0
    let least = isTarget[node] === 1 ? 0 : at
    const end = forward.offsets[node + 1] ?? 0
    for (let slot = forward.offsets[node] ?? 0; slot < end && least > 0; slot++) {
      const next = number[endOf(forward.arcs[slot] ?? 0)] ?? NONE
      if (next === NONE) continue
      // What comes before `at` is not in the forest yet, and speaks for itself.
      const semi = next < at ? next : forest.leastAbove(next)
      if (semi < least) least = semi
    }
    forest.hang(at, least)
  }
  return treeOf(search, forest.settled())
}

interface DepthFirst {
  /** Nodes by their number; number 0 is the root before the targets. */
  readonly vertex: Uint32Array
  /** By node. */
  readonly number: Uint32Array
  /** By number: the number of the node before it. */
  readonly parent: Uint32Array
  readonly count: number
  /** Stands for the root among the nodes. */
  readonly root: number
}

function depthFirst(targets: readonly number[], backward: Rows): DepthFirst {
  const root = backward.offsets.length - 1
  const vertex = new Uint32Array(root + 1)
  const parent = new Uint32Array(root + 1)
  const number = new Uint32Array(root + 1).fill(NONE)
  const slots = backward.offsets.slice()
  vertex[0] = root
  number[root] = 0
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
      const next = endOf(backward.arcs[slot] ?? 0)
      if (visit(next, number[node] ?? 0)) stack.push(next)
    }
  }
  return { vertex, number, parent, count, root }
}

/**
 * What is looked at together stands side by side, by number: in a graph that is larger than the processor's cache every
 * place in memory costs more than all reckoning. UP is the one above in the forest, LEAST the least number of a
 * semidominator on the way up.
 */
const CELL = 1
const [UP, LEAST] = [0, 1]

/** Speaks of nodes by their numbers. */
interface Forest {
  /** The least semidominator on the way up from what hangs in the forest. */
  leastAbove(at: number): number
  /** Hangs a node under its parent and settles those that waited for the parent. */
  hang(at: number, semi: number): void
  /** By number: its immediate dominator, once all hang. */
  settled(): Uint32Array
}

function createForest({ parent, count }: DepthFirst): Forest {
  const cells = new Uint32Array(count << CELL).fill(NONE)
  // Who has the least semidominator, and everyone's own.
  const label = Uint32Array.from({ length: count }, (_, at) => at)
  const semidominator = new Uint32Array(count)
  const dominator = new Uint32Array(count)
  // Those whose semidominator it is, as a list.
  const firstWaiting = new Uint32Array(count).fill(NONE)
  const nextWaiting = new Uint32Array(count)
  const path = new Uint32Array(count)

  // Shortens the way up, so that label and least speak for all of it.
  const compress = (start: number): void => {
    let depth = 0
    let node = start
    for (;;) {
      const up = cells[(node << CELL) + UP] ?? NONE
      if (up === NONE || cells[(up << CELL) + UP] === NONE) break
      path[depth++] = node
      node = up
    }
    while (depth > 0) {
      const one = path[--depth] ?? 0
      const up = cells[(one << CELL) + UP] ?? 0
      const least = cells[(up << CELL) + LEAST] ?? NONE
      if (least < (cells[(one << CELL) + LEAST] ?? NONE)) {
        cells[(one << CELL) + LEAST] = least
        label[one] = label[up] ?? 0
      }
      cells[(one << CELL) + UP] = cells[(up << CELL) + UP] ?? NONE
    }
  }
  return {
    leastAbove(at) {
      // Nothing is less than the root; then the way up may stay as long as it is.
      if (cells[(at << CELL) + LEAST] === 0) return 0
      compress(at)
      return cells[(at << CELL) + LEAST] ?? NONE
    },
    hang(at, semi) {
      const above = parent[at] ?? 0
      semidominator[at] = semi
      cells[(at << CELL) + LEAST] = semi
      nextWaiting[at] = firstWaiting[semi] ?? NONE
      firstWaiting[semi] = at
      cells[(at << CELL) + UP] = above
      for (let one = firstWaiting[above] ?? NONE; one !== NONE; one = nextWaiting[one] ?? NONE) {
        compress(one)
        const isLower = (cells[(one << CELL) + LEAST] ?? 0) < (semidominator[one] ?? 0)
        dominator[one] = isLower ? (label[one] ?? 0) : above
      }
      firstWaiting[above] = NONE
    },
    settled() {
      for (let at = 1; at < count; at++)
        if (dominator[at] !== semidominator[at]) dominator[at] = dominator[dominator[at] ?? 0] ?? 0
      return dominator
    },
  }
}

function treeOf({ vertex, count, root }: DepthFirst, dominator: Uint32Array): DominatorTree {
  const next = new Uint32Array(root).fill(NONE)
  for (let at = 1; at < count; at++) {
    const above = dominator[at] ?? 0
    if (above !== 0) next[vertex[at] ?? 0] = vertex[above] ?? NONE
  }
  return { order: vertex.slice(1, count), next }
}
