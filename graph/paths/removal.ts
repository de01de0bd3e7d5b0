import type { Turns } from '../turns.ts'
import { UNREACHABLE } from './distances.ts'
import type { AttackGraph } from './graph.ts'
import { type Owners, ownersOf, type Removal } from './owners.ts'
import { createRepairer, type Repair, repairedTree } from './repair.ts'
import { likelihoodOfCost, type RiskModel, type RiskTarget } from './risk.ts'
import type { Rows } from './rows.ts'
import { clear, createScratch, load, NONE, type Scratch, type Tree, treeFrom } from './tree.ts'

/** An estate in which some removals were made. A state is never changed: each can be asked again. */
export interface RiskState {
  readonly made: readonly number[]
  readonly removed: Uint8Array
  readonly targets: readonly TargetState[]
}

interface TargetState {
  readonly target: RiskTarget
  readonly tree: Tree
  /** By removal: at most so much risk ends with it, as the best way of some start uses it. */
  readonly bounds: ReadonlyMap<number, number>
  /** Removals that take something out of the tree, perhaps more. */
  readonly present: ReadonlySet<number>
}

export interface RemovalSearch {
  /** One pass a target. */
  start(): Turns<RiskState>
  /** At most so much risk ends with a removal. */
  boundOf(state: RiskState, removal: number): number
  /** So much risk ends with it: exactly what a new search without its edges finds to be gone. */
  removedBy(state: RiskState, removal: number): number
  after(state: RiskState, removal: number): RiskState
}

type Graph = Pick<AttackGraph, 'forward' | 'backward' | 'administrators'> & {
  readonly edges: { readonly length: number }
}

/**
 * Risk after removals, by searching again only what is behind them: a start whose best way loses no edge keeps it, so
 * of the tree of best ways only the part below a removed edge is searched anew (G. Ramalingam, T. Reps, "An incremental
 * algorithm for a generalization of the shortest-path problem", J. Algorithms 21(2), 1996).
 */
export function createRemovalSearch(
  model: RiskModel,
  graph: Graph,
  removals: readonly Removal[],
): RemovalSearch {
  const room = createRoom(graph.forward.offsets.length - 1)
  const owners = ownersOf(removals, graph)
  const begins = startsOf(graph.forward)
  const repairBelow = createRepairer(graph)
  const likelihoodAt = new Float64Array(graph.forward.offsets.length - 1)
  for (const { node, likelihood } of model.starts) likelihoodAt[node] = (likelihoodAt[node] ?? 0) + likelihood

  const repaired = ({ made, removed }: RiskState, { target, tree }: TargetState, at: number): Repair => {
    const old = room.use(tree)
    const edges = removals[at]?.edges ?? []
    const cut = edges.filter((edge) => old.via[begins[edge] ?? 0] === edge).map((edge) => begins[edge] ?? 0)
    const lost = owners
      .lost(target, [...made, at])
      .filter((node) => old.distances[node] === 0 && old.via[node] === NONE)
    for (const edge of edges) removed[edge] = 1
    const repair = repairBelow([...cut, ...lost], old, removed)
    for (const edge of edges) removed[edge] = 0
    return repair
  }

  const lossIn = (state: RiskState, own: TargetState, at: number): number => {
    const { affected, distances } = repaired(state, own, at)
    const before = room.use(own.tree).distances
    let sum = 0
    for (const [place, node] of affected.entries()) {
      const likelihood = likelihoodAt[node] ?? 0
      if (likelihood > 0)
        sum += likelihood * (likelihoodAtCost(before[node]) - likelihoodAtCost(distances[place]))
    }
    return sum * own.target.weight
  }

  const stateOf = (target: RiskTarget, tree: Tree, present: ReadonlySet<number>): TargetState => ({
    target,
    tree,
    bounds: boundsOf(target, room.use(tree), model, owners),
    present,
  })

  return {
    *start() {
      const targets: TargetState[] = []
      for (const [done, target] of model.targets.entries()) {
        yield { what: 'measuring risk', done, of: model.targets.length }
        const tree = treeFrom(target.members, graph.backward, room.empty())
        targets.push(stateOf(target, tree, presentIn(tree, target, owners)))
      }
      return { made: [], removed: new Uint8Array(graph.edges.length), targets }
    },
    boundOf: ({ targets }, at) => targets.reduce((sum, { bounds }) => sum + (bounds.get(at) ?? 0), 0),
    removedBy: (state, at) =>
      state.targets.reduce((sum, own) => (own.bounds.has(at) ? sum + lossIn(state, own, at) : sum), 0),
    after(state, at) {
      const targets = state.targets.map((own) => {
        if (!own.present.has(at)) return own
        const repair = repaired(state, own, at)
        if (repair.affected.length === 0) return own
        const present = new Set([...own.present, ...presentIn(repair.settled, own.target, owners)])
        return stateOf(own.target, repairedTree(own.tree, repair), present)
      })
      const removed = state.removed.slice()
      for (const edge of removals[at]?.edges ?? []) removed[edge] = 1
      return { made: [...state.made, at], removed, targets }
    },
  }
}

const likelihoodAtCost = (cost = UNREACHABLE): number => (cost === UNREACHABLE ? 0 : likelihoodOfCost(cost))

/** A scratch that keeps the tree it was last used for. */
function createRoom(nodes: number): { use(tree: Tree): Scratch; empty(): Scratch } {
  const scratch = createScratch(nodes)
  let loaded: Tree | null = null
  const empty = () => {
    if (loaded !== null) clear(loaded, scratch)
    loaded = null
    return scratch
  }
  return {
    empty,
    use(tree) {
      if (loaded === tree) return scratch
      load(tree, empty())
      loaded = tree
      return scratch
    },
  }
}

/** Risk of the starts whose best way uses what a removal takes away. */
function boundsOf(
  target: RiskTarget,
  { distances, via, parent }: Scratch,
  { starts }: RiskModel,
  owners: Owners,
): ReadonlyMap<number, number> {
  const bounds = new Map<number, number>()
  for (const { node: start, likelihood } of starts) {
    const risk = likelihood * likelihoodAtCost(distances[start]) * target.weight
    if (risk === 0) continue
    const used = new Set<number>()
    let node = start
    for (; via[node] !== NONE; node = parent[node] ?? 0) used.add(owners.ofEdge(via[node] ?? 0))
    for (const owner of owners.ofAdministrator(target.account, node)) used.add(owner)
    for (const owner of used) if (owner !== NONE) bounds.set(owner, (bounds.get(owner) ?? 0) + risk)
  }
  return bounds
}

/** Removals with an edge in the tree or an administrator at its foot. */
function presentIn({ order, via }: Tree, { account }: RiskTarget, owners: Owners): ReadonlySet<number> {
  const present = new Set<number>()
  for (const [place, edge] of via.entries()) {
    if (edge !== NONE) present.add(owners.ofEdge(edge))
    else for (const owner of owners.ofAdministrator(account, order[place] ?? 0)) present.add(owner)
  }
  return present
}

/** By edge: the node it leaves. */
function startsOf({ offsets, edgeOf }: Rows): Uint32Array {
  const starts = new Uint32Array(edgeOf.length)
  for (let node = 0; node < offsets.length - 1; node++)
    for (let slot = offsets[node] ?? 0; slot < (offsets[node + 1] ?? 0); slot++)
      starts[edgeOf[slot] ?? 0] = node
  return starts
}
