import type { Turns } from '../turns.ts'
import { type Distances, distancesTo, UNREACHABLE } from './distances.ts'
import { type DominatorTree, dominatorsTo, NONE } from './dominators.ts'

import { likelihoodOfCost, type RiskModel, type RiskTarget, type Start } from './risk.ts'
import { endOf, type Rows } from './rows.ts'

/** Risk that ends when one node or one edge goes: every way of a start to a target passes it. */
export interface Cuts {
  /** By node. */
  readonly nodes: Float64Array
  /** By edge index. */
  readonly edges: ReadonlyMap<number, number>
  /** By node: targets that it cuts some start off from. */
  readonly targets: ReadonlyMap<number, readonly number[]>
}

/** Sums up what each node and each edge cuts off, over every target. Exact: it equals the risk after removal. */
export function* measuringCuts(model: RiskModel, forward: Rows): Turns<Cuts> {
  const nodes = new Float64Array(forward.offsets.length - 1)
  const edges = new Map<number, number>()
  const targets = new Map<number, number[]>()
  for (const [index, target] of model.targets.entries()) {
    if (target.members.length === 0) continue
    yield { what: 'looking for choke points', done: index, of: model.targets.length }
    const cut = cutsTo(target, model, forward)
    for (const node of cut.tree.order) {
      const risk = cut.below[node] ?? 0
      if (risk <= cut.floor) continue
      nodes[node] = (nodes[node] ?? 0) + risk
      append(targets, node, index)
    }
    for (const [edge, risk] of cut.edges) edges.set(edge, (edges.get(edge) ?? 0) + risk)
  }
  return { nodes, edges, targets }
}

interface CutsTo {
  readonly tree: DominatorTree
  /** By node: the risk of the starts whose every way passes it, itself as a start included. */
  readonly below: Float64Array
  readonly edges: readonly (readonly [number, number])[]
  readonly floor: number
}

function cutsTo(target: RiskTarget, model: RiskModel, forward: Rows): CutsTo {
  const tree = dominatorsTo(target.members, forward, model.backward)
  const below = riskAtStarts(target, model.starts, distancesTo(target.members, model.backward))
  const own = below.slice()
  for (let at = tree.order.length - 1; at >= 0; at--) {
    const node = tree.order[at] ?? 0
    const above = tree.next[node] ?? NONE
    if (above !== NONE) below[above] = (below[above] ?? 0) + (below[node] ?? 0)
  }
  const edges = bridges(tree, forward, new Set(target.members)).flatMap(([edge, from]) => {
    const risk = below[from] ?? 0
    return risk > 0 ? [[edge, risk] as const] : []
  })
  // Taking a start away is no way to protect what it reaches.
  for (const { node } of model.starts) below[node] = (below[node] ?? 0) - (own[node] ?? 0)
  return { tree, below, edges, floor: 1e-12 }
}

function riskAtStarts(target: RiskTarget, starts: readonly Start[], distances: Distances): Float64Array {
  const risk = new Float64Array(distances.length)
  for (const { node, likelihood } of starts) {
    const cost = distances[node] ?? UNREACHABLE
    if (cost !== UNREACHABLE)
      risk[node] = (risk[node] ?? 0) + likelihood * likelihoodOfCost(cost) * target.weight
  }
  return risk
}

/** Edges that are the only way out of their start towards the targets: all others lead back through it. */
function bridges(
  tree: DominatorTree,
  forward: Rows,
  targets: ReadonlySet<number>,
): readonly (readonly [edge: number, from: number])[] {
  const { first, last } = intervals(tree)
  const isBelow = (node: number, top: number) =>
    (first[node] ?? 0) >= (first[top] ?? 0) && (first[node] ?? 0) < (last[top] ?? 0)
  const found: (readonly [number, number])[] = []
  for (const node of tree.order) {
    if (targets.has(node)) continue
    let ways = 0
    let only = 0
    const end = forward.offsets[node + 1] ?? 0
    for (let slot = forward.offsets[node] ?? 0; slot < end && ways < 2; slot++) {
      const to = endOf(forward.arcs[slot] ?? 0)
      if (last[to] === 0 || isBelow(to, node)) continue
      ways++
      only = slot
    }
    if (ways === 1) found.push([forward.edgeOf[only] ?? 0, node])
  }
  return found
}

/** Places of a walk through the tree: a node is below another when its place lies in the other's interval. */
function intervals(tree: DominatorTree): { readonly first: Uint32Array; readonly last: Uint32Array } {
  const size = new Uint32Array(tree.next.length)
  for (let at = tree.order.length - 1; at >= 0; at--) {
    const node = tree.order[at] ?? 0
    size[node] = (size[node] ?? 0) + 1
    const above = tree.next[node] ?? NONE
    if (above !== NONE) size[above] = (size[above] ?? 0) + (size[node] ?? 0)
  }
  const first = new Uint32Array(tree.next.length)
  const last = new Uint32Array(tree.next.length)
  const free = new Uint32Array(tree.next.length)
  let place = 1
  for (const node of tree.order) {
    const above = tree.next[node] ?? NONE
    const start = above === NONE ? place : (free[above] ?? 0)
    const count = size[node] ?? 0
    if (above === NONE) place += count
    else free[above] = start + count
    first[node] = start
    last[node] = start + count
    free[node] = start + 1
  }
  return { first, last }
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
