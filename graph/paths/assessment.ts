import type { BlockedEdge } from '../attack.ts'
import { deriving, type Made } from '../derive.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { finish, type Turns } from '../turns.ts'
import { type IsWalkable, walkableIn } from './closed.ts'
import { entryPoints } from './entries.ts'
import { factsOf } from './facts.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'
import { measuringRisk, type RiskModel, riskTargets } from './risk.ts'
import { graphsFor, type SearchOptions, searching } from './search.ts'
import { withCrownJewels } from './settings.ts'
import { defaultTargets } from './targets.ts'

/** What paths, fixes and what-ifs are asked under. */
export type AssessOptions = Omit<SearchOptions, 'from' | 'to'>

/** An estate with its paths and its risk: what what-ifs are compared by. */
export interface Assessment extends Measured {
  readonly paths: readonly AttackPath[]
}

/** What takes no search for paths to tell of an estate. */
export interface Measured {
  readonly snapshot: Snapshot
  readonly graph: AttackGraph
  /** Ids of where attackers start. */
  readonly entries: ReadonlySet<string>
  /** Expected loss over all starts and targets; lower is better. */
  readonly risk: number
  readonly model: RiskModel
  readonly isWalkable: IsWalkable
  /** How it was derived; null where it came derived. */
  readonly made: Made | null
}

/** Paths and risk of an estate that was derived. */
export const assess = (snapshot: Snapshot, options: AssessOptions): Assessment =>
  finish(assessing(snapshot, options))

export function* assessing(
  snapshot: Snapshot,
  options: AssessOptions,
  made: Made | null = null,
): Turns<Assessment> {
  const { measured, searchingPaths } = yield* measuring(snapshot, options, made)
  return { ...measured, paths: yield* searchingPaths() }
}

interface Searchable {
  readonly measured: Measured
  searchingPaths(): Turns<readonly AttackPath[]>
}

function* measuring(snapshot: Snapshot, options: AssessOptions, made: Made | null): Turns<Searchable> {
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
  const starts = new Set(entries.map(({ id }) => id))
  return {
    measured: {
      made,
      snapshot,
      graph,
      entries: starts,
      risk: yield* measuringRisk(model),
      model,
      isWalkable: walkableIn(graph, starts),
    },
    searchingPaths: () => searching(graphs, options),
  }
}

export interface AssessedFacts {
  readonly assessment: Assessment
  readonly blocked: readonly BlockedEdge[]
}

/** One scan, derived anew and searched: what fixes and what-ifs start from. */
export interface Assessed extends AssessedFacts {
  readonly facts: Snapshot
  readonly options: AssessOptions
}

/** Assesses what was collected of a stored snapshot. */
export function* assessingEstate(stored: Snapshot, options: AssessOptions): Turns<Assessed> {
  const facts = factsOf(stored, options.now)
  return { facts, ...(yield* assessingFacts(facts, options)), options }
}

/** Derives facts and assesses what follows from them; what is as in `before` is not derived again. */
export function* assessingFacts(
  facts: Snapshot,
  options: AssessOptions,
  before: Pick<Measured, 'made'> | null = null,
): Turns<AssessedFacts> {
  const { snapshot, blocked, made } = yield* deriving(facts, options, before?.made)
  return { assessment: yield* assessing(withCrownJewels(snapshot, options), options, made), blocked }
}

/** The same without the paths, which are searched for by whoever needs them. */
export function* measuringFacts(
  facts: Snapshot,
  options: AssessOptions,
  before: Pick<Measured, 'made'>,
): Turns<Searchable> {
  const { snapshot, made } = yield* deriving(facts, options, before.made)
  return yield* measuring(withCrownJewels(snapshot, options), options, made)
}
