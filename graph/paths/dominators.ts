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
  const forest = createForest(search)
  const { cells } = forest
  const isTarget = new Uint8Array(search.root)
  for (const target of targets) isTarget[target] = 1
  for (let at = search.count - 1; at > 0; at--) {
    const node = search.vertex[at] ?? 0
    let least = isTarget[node] === 1 ? 0 : at
    const end = forward.offsets[node + 1] ?? 0
    for (let slot = forward.offsets[node] ?? 0; slot < end; slot++) {
      const next = endOf(forward.arcs[slot] ?? 0)
      const cell = next << CELL
      if (cells[cell + UP] !== NONE) forest.compress(next)
      const semi = cells[cell + LEAST] ?? NONE
      if (semi < least) least = semi
    }
    forest.finish(node, at, least)
  }
  return treeOf(search, forest)
}

interface DepthFirst {
  /** Nodes by their number; number 0 is the root before the targets. */
  readonly vertex: Uint32Array
  /** By node. */
  readonly number: Uint32Array
  /** By number: the node before it. */
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
    const stack = visit(target, root) ? [target] : []
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const slot = slots[node] ?? 0
      if (slot >= (backward.offsets[node + 1] ?? 0)) {
        stack.pop()
        continue
      }
      slots[node] = slot + 1
      const next = endOf(backward.arcs[slot] ?? 0)
      if (visit(next, node)) stack.push(next)
    }
  }
  return { vertex, number, parent, count, root }
}

/**
 * What is kept of a node stands side by side, as it is looked at together: in a graph that is larger than the
 * processor's cache every place in memory costs more than all reckoning. SEMI is the number of its semidominator, UP the
 * node above it in the forest, LEAST the least number of a semidominator on the way up, LABEL the node that has it.
 */
const CELL = 2
const [SEMI, LABEL, UP, LEAST] = [0, 1, 2, 3]

interface Forest {
  readonly cells: Uint32Array
  /** By node. */
  readonly dominator: Uint32Array
  /** Shortens the way up, so that label and least of the node speak for all of it. */
  compress(node: number): void
  /** Hangs a node under its parent and settles those that waited for the parent. */
  finish(node: number, number: number, semi: number): void
}

function createForest({ vertex, number, parent, count, root }: DepthFirst): Forest {
  const cells = new Uint32Array((root + 1) << CELL).fill(NONE)
  for (let at = 0; at < count; at++) {
    const node = vertex[at] ?? 0
    cells[(node << CELL) + LABEL] = node
    cells[(node << CELL) + LEAST] = at
  }
  const dominator = new Uint32Array(root + 1)
  // By number: the nodes whose semidominator it is, as a list.
  const firstWaiting = new Uint32Array(count).fill(NONE)
  const nextWaiting = new Uint32Array(root + 1)
  const path = new Uint32Array(count)

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
      const cell = (path[--depth] ?? 0) << CELL
      const above = (cells[cell + UP] ?? 0) << CELL
      if ((cells[above + LEAST] ?? 0) < (cells[cell + LEAST] ?? 0)) {
        cells[cell + LEAST] = cells[above + LEAST] ?? 0
        cells[cell + LABEL] = cells[above + LABEL] ?? 0
      }
      cells[cell + UP] = cells[above + UP] ?? NONE
    }
  }
  return {
    cells,
    dominator,
    compress,
    finish(node, at, semi) {
      const cell = node << CELL
      const above = parent[at] ?? root
      const aboveAt = number[above] ?? 0
      cells[cell + SEMI] = semi
      cells[cell + LEAST] = semi
      nextWaiting[node] = firstWaiting[semi] ?? NONE
      firstWaiting[semi] = node
      cells[cell + UP] = above
      for (let one = firstWaiting[aboveAt] ?? NONE; one !== NONE; one = nextWaiting[one] ?? NONE) {
        const own = one << CELL
        compress(one)
        dominator[one] =
          (cells[own + LEAST] ?? 0) < (cells[own + SEMI] ?? 0) ? (cells[own + LABEL] ?? 0) : above
      }
      firstWaiting[aboveAt] = NONE
    },
  }
}

function treeOf({ vertex, count, root }: DepthFirst, { cells, dominator }: Forest): DominatorTree {
  const next = new Uint32Array(root).fill(NONE)
  for (let at = 1; at < count; at++) {
    const node = vertex[at] ?? 0
    const semi = vertex[cells[(node << CELL) + SEMI] ?? 0] ?? root
    if (dominator[node] !== semi) dominator[node] = dominator[dominator[node] ?? 0] ?? 0
    const above = dominator[node] ?? root
    next[node] = above === root ? NONE : above
  }
  return { order: vertex.slice(1, count), next }
}
