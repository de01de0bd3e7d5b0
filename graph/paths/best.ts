import FlatQueue from 'flatqueue'
import { type Distances, UNREACHABLE } from './distances.ts'
import { endOf, type Rows, weightOf } from './rows.ts'

/** A walk that is still growing; linked backwards so that prefixes are shared. */
interface Prefix {
  readonly node: number
  /** The slot it came by, -1 at the start; with `detour` the place of its edge among those that leave one node. */
  readonly slot: number
  /** What the last edge costs more than the cheapest way on from where it starts. */
  readonly detour: number
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
  /** The search gives up after it looked at so many edges, so that a dense component never hangs it. */
  readonly maxVisits: number
}

/**
 * The `k` cheapest loopless paths from `start` to a node whose distance is 0, cheapest first; fewer when `maxVisits` is
 * used up. `distances` are exact lower bounds, so the first path found is the best one and no dead end is entered. Of
 * the edges that leave a node, each waits for the one before it: the queue grows with what is found, not with degrees.
 */
export function bestPaths(
  start: number,
  forward: Rows,
  distances: Distances,
  isTarget: (node: number) => boolean,
  options: BestPathsOptions,
): FoundPath[] {
  const found: FoundPath[] = []
  if ((distances[start] ?? UNREACHABLE) === UNREACHABLE) return found
  const queue = new FlatQueue<Prefix>()
  let visits = 0
  const push = (before: Prefix, detour: number, slot: number) => {
    visits += (forward.offsets[before.node + 1] ?? 0) - (forward.offsets[before.node] ?? 0)
    const next = nextEdge(before, forward, distances, detour, slot)
    if (next !== null) queue.push(next, next.cost + (distances[next.node] ?? 0))
  }
  queue.push({ node: start, slot: -1, detour: 0, before: null, cost: 0 }, distances[start] ?? 0)
  while (visits <= options.maxVisits && found.length < options.k) {
    const prefix = queue.pop()
    if (prefix === undefined) break
    if (prefix.before !== null) push(prefix.before, prefix.detour, prefix.slot)
    if (isTarget(prefix.node)) found.push({ edges: edgesOf(prefix, forward), cost: prefix.cost })
    else push(prefix, -1, -1)
  }
  return found
}

/** Of the edges that leave a prefix without a loop, the cheapest one after the given place. */
function nextEdge(
  prefix: Prefix,
  { offsets, arcs }: Rows,
  distances: Distances,
  detour: number,
  slot: number,
): Prefix | null {
  const rest = distances[prefix.node] ?? 0
  const end = offsets[prefix.node + 1] ?? 0
  let least = Number.POSITIVE_INFINITY
  let best = -1
  for (let at = offsets[prefix.node] ?? 0; at < end; at++) {
    const arc = arcs[at] ?? 0
    const node = endOf(arc)
    const onward = distances[node] ?? UNREACHABLE
    if (onward === UNREACHABLE) continue
    const own = weightOf(arc) + onward - rest
    if (own >= least || own < detour || (own === detour && at <= slot) || visits(prefix, node)) continue
    least = own
    best = at
  }
  if (best < 0) return null
  const arc = arcs[best] ?? 0
  const cost = prefix.cost + weightOf(arc)
  return { node: endOf(arc), slot: best, detour: least, before: prefix, cost }
}

function visits(prefix: Prefix, node: number): boolean {
  for (let at: Prefix | null = prefix; at !== null; at = at.before) if (at.node === node) return true
  return false
}

function edgesOf(prefix: Prefix, forward: Rows): number[] {
  const edges: number[] = []
  for (let at: Prefix | null = prefix; at !== null && at.slot >= 0; at = at.before)
    edges.push(forward.edgeOf[at.slot] ?? 0)
  return edges.reverse()
}
