import type { BlockedEdge } from '../attack.ts'
import { deriveSnapshot } from '../derive.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { type IsWalkable, walkableIn } from './closed.ts'
import { entryPoints } from './entries.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'
import { type RiskModel, riskOf, riskTargets } from './risk.ts'
import { graphsFor, type SearchOptions, searching } from './search.ts'
import { withCrownJewels } from './settings.ts'
import { defaultTargets } from './targets.ts'
import { finish } from './turns.ts'

/** What paths, fixes and what-ifs are asked under. */
export type AssessOptions = Omit<SearchOptions, 'from' | 'to'>

/** An estate with its paths and its risk: what what-ifs are compared by. */
export interface Assessment {
  readonly snapshot: Snapshot
  readonly graph: AttackGraph
  readonly paths: readonly AttackPath[]
  /** Expected loss over all starts and targets; lower is better. */
  readonly risk: number
  readonly model: RiskModel
  readonly isWalkable: IsWalkable
}

/** Paths and risk of an estate that was derived. */
export function assess(snapshot: Snapshot, options: AssessOptions): Assessment {
  const graphs = graphsFor(snapshot, options.assume)
  const { graph } = graphs
  const entries = entryPoints(graph, options)
  const model: RiskModel = {
    backward: graph.backward,
    starts: entries.flatMap(({ id, likelihood }) => {
      const node = graph.indexOf.get(id)
      return node === undefined ? [] : [{ node, likelihood }]
    }),
    targets: riskTargets(graph, defaultTargets(graph)),
  }
  return {
    snapshot,
    graph,
    paths: finish(searching(graphs, options)),
    risk: riskOf(model),
    model,
    isWalkable: walkableIn(graph, new Set(entries.map(({ id }) => id))),
  }
}

/** Derives facts and assesses what follows from them. */
export function assessFacts(
  facts: Snapshot,
  options: AssessOptions,
): { readonly assessment: Assessment; readonly blocked: readonly BlockedEdge[] } {
  const { snapshot, blocked } = deriveSnapshot(facts)
  return { assessment: assess(withCrownJewels(snapshot, options), options), blocked }
}
