import type { Snapshot } from '../snapshot/records.ts'
import type { Turns } from '../turns.ts'
import { type Assessment, type AssessOptions, assessingFacts } from './assessment.ts'
import type { Change } from './changes/change.ts'
import { applyChanges } from './changes/index.ts'
import type { AttackPath } from './path.ts'

export interface Score {
  /** Expected loss over all starts and targets; lower is better. */
  readonly score: number
  readonly paths: number
}

/** As the command line prints it. */
export interface Simulation {
  /** Ids of paths that can't be walked any more. */
  readonly closed: readonly string[]
  /** Paths that could not be walked before. */
  readonly opened: readonly AttackPath[]
  readonly before: Score
  readonly after: Score
}

/** Makes the changes in a copy of the facts, derives again and compares. @throws ChangeError */
export function* simulating(
  facts: Snapshot,
  before: Assessment,
  changes: readonly Change[],
  options: AssessOptions,
): Turns<Simulation> {
  const { assessment } = yield* assessingFacts(applyChanges(facts, changes), options, before)
  return compare(before, assessment)
}

/** What became of the paths between two estates. */
export function compare(before: Assessment, after: Assessment): Simulation {
  return {
    closed: before.paths.filter((path) => !after.isWalkable(path)).map(({ id }) => id),
    opened: after.paths.filter((path) => !before.isWalkable(path)),
    before: scoreOf(before),
    after: scoreOf(after),
  }
}

/** Nine digits: what is equal but for the order of summation is equal. */
const scoreOf = ({ risk, paths }: Assessment): Score => ({
  score: Math.round(risk * 1e9) / 1e9,
  paths: paths.length,
})
