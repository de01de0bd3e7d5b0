import { finish, type Turns } from '../turns.ts'
import { distancesTo, UNREACHABLE } from './distances.ts'
import type { AttackGraph } from './graph.ts'
import { STEPS_PER_NAT } from './graph.ts'
import type { Rows } from './rows.ts'
import { IMPACT_WEIGHT } from './severity.ts'
import type { TargetClass } from './targets.ts'

/** A start of an attacker, by its node's index. */
export interface Start {
  readonly node: number
  readonly likelihood: number
}

/** What risk is summed over. */
export interface RiskModel {
  readonly backward: Rows
  readonly starts: readonly Start[]
  readonly targets: readonly RiskTarget[]
}

export interface RiskTarget {
  readonly members: readonly number[]
  /** What reaching it counts, in (0..1]. */
  readonly weight: number
  /** Set where the administrators of an account are among the members. */
  readonly account?: string
  /** What is lost, where it is one thing: its id, and its node, which is a member whoever is administrator. */
  readonly id?: string
  readonly own?: number
}

/** Edges that are taken as gone: 1 at their index. */
export type Removed = Uint8Array

/** Probability that a cost of the weights stands for. */
export const likelihoodOfCost = (cost: number): number => Math.exp(-cost / STEPS_PER_NAT)

/**
 * The risk of an estate: over every start and every target, the likelihood of the best path from one to the other,
 * weighted by what the target is worth. One reverse pass a target.
 */
export const riskOf = (model: RiskModel, removed: Removed | null = null): number =>
  finish(measuringRisk(model, removed))

export function* measuringRisk(model: RiskModel, removed: Removed | null = null): Turns<number> {
  let sum = 0
  for (const [done, target] of model.targets.entries()) {
    yield { what: 'measuring risk', done, of: model.targets.length }
    sum += riskOfTarget(model, target, removed)
  }
  return sum
}

function riskOfTarget(model: RiskModel, target: RiskTarget, removed: Removed | null): number {
  const distances = distancesTo(target.members, model.backward, removed)
  let sum = 0
  for (const { node, likelihood } of model.starts) {
    const cost = distances[node] ?? UNREACHABLE
    if (cost !== UNREACHABLE) sum += likelihood * likelihoodOfCost(cost)
  }
  return sum * target.weight
}

/** Reverse passes may look at so many edges in all; beyond, targets of one class are one target. */
const EDGE_VISITS = 200_000_000

/** Every target for itself, so that losing two is worse than losing one; classes as a whole where that takes too long. */
export function riskTargets(graph: AttackGraph, classes: readonly TargetClass[]): RiskTarget[] {
  const edges = graph.edges.length + graph.nodes.length
  return classes.flatMap((target) => {
    const weight = IMPACT_WEIGHT[target.impact]
    const account = target.name.slice('admin:'.length)
    if (target.name.startsWith('admin:'))
      return [{ members: target.members, weight, account, id: account, ...ownOf(graph, account) }]
    return target.members.length * edges > EDGE_VISITS
      ? [{ members: target.members, weight }]
      : target.members.map((member) => withAdministrators(graph, member, weight))
  })
}

/** Who is administrator of an account holds what is in it. */
function withAdministrators(graph: AttackGraph, member: number, weight: number): RiskTarget {
  const node = graph.nodes.at(member)
  const account = node?.props.account
  const id = node?.id ?? ''
  if (typeof account !== 'string') return { members: [member], weight, id, own: member }
  return { members: [member, ...(graph.administrators.get(account) ?? [])], weight, account, id, own: member }
}

function ownOf({ indexOf }: AttackGraph, account: string): Pick<RiskTarget, 'own'> {
  const own = indexOf.get(account)
  return own === undefined ? {} : { own }
}
