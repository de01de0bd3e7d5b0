import FlatQueue from 'flatqueue'
import { UNREACHABLE } from './distances.ts'
import type { Rows } from './graph.ts'

/** A walk that is still growing; linked backwards so that prefixes are shared. */
interface Prefix {
  readonly node: number
  /** Index into the graph's edges; -1 at the start. */
  readonly edge: number
  readonly before: Prefix | null
  readonly cost: number
}

export interface FoundPath {
  /** Edge indices from start to target; empty when the start is a target. */
  readonly edges: readonly number[]
  readonly cost: number
}

export interface BestPathsOptions {
  readonly k: number
  /** The search gives up after so many expansions, so that a dense component never hangs it. */
  readonly maxPops: number
}

/**
 * The `k` cheapest loopless paths from `start` to a node whose distance is 0, cheapest first. `distances` are exact
 * lower bounds, so the first path found is the best one and no dead end is entered.
 */
export function bestPaths(
  start: number,
  forward: Rows,
  distances: Uint32Array,
  isTarget: (node: number) => boolean,
  options: BestPathsOptions,
): FoundPath[] {
  const found: FoundPath[] = []
  if ((distances[start] ?? UNREACHABLE) === UNREACHABLE) return found
  const queue = new FlatQueue<Prefix>()
  queue.push({ node: start, edge: -1, before: null, cost: 0 }, distances[start] ?? 0)
  for (let pops = 0; pops < options.maxPops && found.length < options.k; pops++) {
    const prefix = queue.pop()
    if (prefix === undefined) break
    if (isTarget(prefix.node)) {
      found.push({ edges: edgesOf(prefix), cost: prefix.cost })
      continue
    }
    extend(prefix, forward, distances, queue)
  }
  return found
}

function extend(prefix: Prefix, forward: Rows, distances: Uint32Array, queue: FlatQueue<Prefix>): void {
  const end = forward.offsets[prefix.node + 1] ?? 0
  for (let slot = forward.offsets[prefix.node] ?? 0; slot < end; slot++) {
    const node = forward.neighbours[slot] ?? 0
    const rest = distances[node] ?? UNREACHABLE
    if (rest === UNREACHABLE || visits(prefix, node)) continue
    const cost = prefix.cost + (forward.weights[slot] ?? 0)
    queue.push({ node, edge: forward.edgeOf[slot] ?? 0, before: prefix, cost }, cost + rest)
  }
}

function visits(prefix: Prefix, node: number): boolean {
  for (let at: Prefix | null = prefix; at !== null; at = at.before) if (at.node === node) return true
  return false
}

function edgesOf(prefix: Prefix): number[] {
  const edges: number[] = []
  for (let at: Prefix | null = prefix; at !== null && at.edge >= 0; at = at.before) edges.push(at.edge)
  return edges.reverse()
}
