import type { NodeRecord, RelationshipRecord } from '../snapshot/records.ts'
import { type Assumptions, NO_ASSUMPTIONS } from './assumptions.ts'
import { type Distances, distancesTo, UNREACHABLE } from './distances.ts'
import type { AttackGraph } from './graph.ts'
import { likelihoodOf } from './graph.ts'
import type { Impact } from './path.ts'
import { endOf, weightOf } from './rows.ts'
import { IMPACT_WEIGHT } from './severity.ts'
import { defaultTargets, type TargetClass } from './targets.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** What an attacker who holds one resource can get to. */
export interface BlastRadius {
  readonly id: string
  /** Resources and identities he can come to hold, read or reach. */
  readonly reached: number
  /** Expected loss: likelihood times worth, over every target in reach. */
  readonly risk: number
  readonly kinds: readonly { readonly kind: string; readonly count: number }[]
  readonly classes: readonly ReachedClass[]
}

/** Targets of one class in reach: `admin`, or `sensitivity:critical` and the like. */
export interface ReachedClass {
  readonly name: string
  readonly impact: Impact
  readonly reached: number
  readonly total: number
  /** Of the likeliest. */
  readonly likelihood: number
  /** Likeliest first. */
  readonly targets: readonly ReachedTarget[]
}

export interface ReachedTarget {
  readonly id: string
  readonly likelihood: number
  readonly steps: number
}

const HUBS = new Set(['AccessClass', 'TargetSet'])
const PRODUCT = 1e9

/** One forward pass from a node. `assume` names conditions taken as met. @throws UnknownNodeError */
export function blastRadius(
  graph: AttackGraph,
  id: string,
  assume: Assumptions = NO_ASSUMPTIONS,
): BlastRadius {
  const start = graph.indexOf.get(id)
  if (start === undefined) throw new UnknownNodeError(`no resource has the id ${id}`)
  const distances = distancesTo([start], graph.forward)
  const reach = (member: number): ReachedTarget | null =>
    (distances[member] ?? UNREACHABLE) === UNREACHABLE
      ? null
      : { id: graph.nodes.at(member)?.id ?? '', ...wayBack(graph, distances, member, assume) }
  const classes = reachedClasses(defaultTargets(graph), reach)
  const risk = classes.reduce(
    (sum, { impact, targets }) =>
      sum + targets.reduce((own, target) => own + target.likelihood, 0) * IMPACT_WEIGHT[impact],
    0,
  )
  const held: NodeRecord[] = []
  for (const [at, distance] of distances.entries()) {
    const node = distance === UNREACHABLE || at === start ? undefined : graph.nodes.at(at)
    if (node !== undefined && !HUBS.has(node.kind)) held.push(node)
  }
  return {
    id,
    reached: held.length,
    risk: Math.round(risk * PRODUCT) / PRODUCT,
    kinds: countKinds(held),
    classes,
  }
}

function reachedClasses(
  targets: readonly TargetClass[],
  reach: (member: number) => ReachedTarget | null,
): readonly ReachedClass[] {
  const classes = new Map<string, { impact: Impact; total: number; targets: ReachedTarget[] }>()
  for (const target of targets) {
    const isAdmin = target.name.startsWith('admin:')
    const name = isAdmin ? 'admin' : target.name
    const known = classes.get(name) ?? { impact: target.impact, total: 0, targets: [] }
    const found = target.members.map(reach).filter((one) => one !== null)
    const own = isAdmin ? likeliest(found, target) : found
    known.total += isAdmin ? 1 : target.members.length
    known.targets.push(...own)
    classes.set(name, known)
  }
  return [...classes].map(([name, { impact, total, targets: reached }]) => ({
    name,
    impact,
    reached: reached.length,
    total,
    likelihood: reached.reduce((best, one) => Math.max(best, one.likelihood), 0),
    targets: reached.sort((a, b) => b.likelihood - a.likelihood || (a.id < b.id ? -1 : 1)),
  }))
}

/** Holding any administrator of an account is holding the account. */
function likeliest(found: readonly ReachedTarget[], target: TargetClass): readonly ReachedTarget[] {
  const [best] = found.toSorted((a, b) => b.likelihood - a.likelihood || a.steps - b.steps)
  return best === undefined ? [] : [{ ...best, id: target.name.slice('admin:'.length) }]
}

/** Likelihood and hops of a cheapest way, walked back from its end. */
function wayBack(
  graph: AttackGraph,
  distances: Distances,
  member: number,
  assume: Assumptions,
): Pick<ReachedTarget, 'likelihood' | 'steps'> {
  let likelihood = 1
  let steps = 0
  const seen = new Set([member])
  for (let node = member; (distances[node] ?? 0) > 0; ) {
    const before = stepBack(graph, distances, node, seen)
    if (before === null) break
    likelihood *= likelihoodOf(before.edge, assume)
    if (before.weight > 0) steps++
    node = before.node
    seen.add(node)
  }
  return { likelihood, steps }
}

function stepBack(
  { backward, edges }: AttackGraph,
  distances: Distances,
  node: number,
  seen: ReadonlySet<number>,
): { readonly node: number; readonly edge: RelationshipRecord; readonly weight: number } | null {
  for (let slot = backward.offsets[node] ?? 0; slot < (backward.offsets[node + 1] ?? 0); slot++) {
    const arc = backward.arcs[slot] ?? 0
    const from = endOf(arc)
    const weight = weightOf(arc)
    const edge = edges.at(backward.edgeOf[slot] ?? 0)
    if (
      edge !== undefined &&
      !seen.has(from) &&
      (distances[from] ?? UNREACHABLE) + weight === distances[node]
    )
      return { node: from, edge, weight }
  }
  return null
}

function countKinds(nodes: readonly NodeRecord[]): BlastRadius['kinds'] {
  const counts = new Map<string, number>()
  for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}
