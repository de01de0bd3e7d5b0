import { type Assumptions, NO_ASSUMPTIONS } from './assumptions.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackStep } from './path.ts'
import { toSteps } from './steps.ts'
import { defaultTargets } from './targets.ts'
import { createScratch, treeFrom, waysOf } from './tree.ts'
import { UnknownNodeError } from './unknown-node.ts'

export interface BlastWays {
  /** Hops of the likeliest ways, each once. */
  readonly steps: readonly AttackStep[]
  /** Where the ways end: targets, or who is administrator of one. */
  readonly ends: readonly string[]
  /** Targets in reach, shown or not. */
  readonly reached: number
}

/** The likeliest ways from a resource to the `count` nearest targets, to be drawn. @throws UnknownNodeError */
export function blastWays(
  graph: AttackGraph,
  id: string,
  count: number,
  assume: Assumptions = NO_ASSUMPTIONS,
): BlastWays {
  const start = graph.indexOf.get(id)
  if (start === undefined) throw new UnknownNodeError(`no resource has the id ${id}`)
  const tree = treeFrom([start], graph.forward, createScratch(graph.nodes.length))
  const wayTo = waysOf(tree)
  const ends = nearest(tree.order, graph)
  const steps = new Map<string, AttackStep>()
  for (const end of ends.slice(0, count)) {
    const edges = (wayTo(end) ?? []).flatMap((index) => graph.edges.at(index) ?? [])
    for (const step of toSteps(edges, assume))
      steps.set([step.from, step.kind, step.to, step.technique ?? ''].join('\u0000'), step)
  }
  return {
    steps: [...steps.values()],
    ends: ends.slice(0, count).flatMap((end) => graph.nodes.at(end)?.id ?? []),
    reached: ends.length,
  }
}

/** Of each target, the member that is reached first; in the order of their distance. */
function nearest(order: Uint32Array, graph: AttackGraph): readonly number[] {
  const targetsAt = new Map<number, string[]>()
  for (const target of defaultTargets(graph))
    for (const member of target.members)
      targetsAt.set(member, [...(targetsAt.get(member) ?? []), target.targetOf(member)])
  const told = new Set<string>()
  const ends: number[] = []
  for (const node of order) {
    const fresh = (targetsAt.get(node) ?? []).filter((target) => !told.has(target))
    if (fresh.length === 0) continue
    for (const target of fresh) told.add(target)
    ends.push(node)
  }
  return ends
}
