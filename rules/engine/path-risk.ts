import { type Assessment, type AssessOptions, assessingFacts } from '../../graph/paths/assessment.ts'
import { type Change, ChangeError } from '../../graph/paths/changes/change.ts'
import { applyChanges } from '../../graph/paths/changes/index.ts'
import { compare, type Simulation } from '../../graph/paths/simulate.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import type { Turns } from '../../graph/turns.ts'
import { MendUnknownError, mendingChanges, remainingChanges } from './mend.ts'
import type { Rule } from './rule.ts'

/** What the attack paths would lose if every resource that fails passed. What is not known is null, never 0. */
export interface PathRisk {
  /** Expected loss that goes away, in the measure of `score` (docs/interface.md); null when it is not known. */
  readonly removed: number | null
  /** Of the estate's whole, in [0..1]; null when it is not known, or there is no risk. */
  readonly share: number | null
  readonly closedPaths: number | null
  readonly openedPaths: number | null
  /** Why it is not known, or what is not in it; empty when it is whole. */
  readonly unknown: readonly string[]
}

/** A rule that fails somewhere, or was left open. */
export interface FailingRule<R extends Pick<Rule, 'id' | 'mend' | 'parameters'> = Rule> {
  readonly rule: R
  /** Ids of the resources that fail. */
  readonly subjects: readonly string[]
  /** Resources for which it is not known whether they fail. */
  readonly notEvaluated: number
}

/** Whether there is something to be measured: it fails, and says what mends it. */
export const canBeMended = ({ rule, subjects }: FailingRule): boolean =>
  subjects.length > 0 && rule.mend.length > 0

/** One scan, derived and searched. */
export interface AssessedEstate {
  readonly facts: Snapshot
  readonly assessment: Assessment
  readonly options: AssessOptions
}

/**
 * The risk that goes away when all failing resources of these rules are mended at once: their changes are made in a copy
 * of the facts, which is derived and searched again. One rule, or all those of a control: risks of rules do not add up.
 * The estate may be null where none `canBeMended`: it takes long to make.
 */
export function* measuringPathRisk(
  estate: AssessedEstate | null,
  failing: readonly FailingRule[],
): Turns<PathRisk> {
  const unknown = failing.flatMap(({ rule, notEvaluated }) =>
    notEvaluated === 0 ? [] : [`${rule.id}: ${notEvaluated} not evaluated`],
  )
  const changes: Change[] = []
  const told: FailingRule[] = []
  for (const one of failing) {
    const { rule, subjects } = one
    if (subjects.length === 0) continue
    try {
      changes.push(...mendingChanges(rule, subjects, estate?.assessment.snapshot ?? NO_ESTATE))
      told.push(one)
    } catch (error) {
      unknown.push(`${rule.id}: ${reasonOf(error)}`)
    }
  }
  const failsNowhere = failing.every(({ subjects }) => subjects.length === 0)
  if (failsNowhere && unknown.length === 0) return { ...NOTHING, unknown }
  if (told.length === 0 || estate === null) return { ...NOT_KNOWN, unknown }
  try {
    return { ...riskOf(yield* mending(estate, told, changes)), unknown }
  } catch (error) {
    return { ...NOT_KNOWN, unknown: [...unknown, reasonOf(error)] }
  }
}

/** What allows twice is taken away twice; rounds beyond these would mean that the edits do not help. */
const ROUNDS = 4

function* mending(
  { facts, assessment, options }: AssessedEstate,
  rules: readonly FailingRule[],
  changes: readonly Change[],
): Turns<Simulation> {
  let mended = facts
  let left = changes
  for (let round = 0; round < ROUNDS; round += 1) {
    mended = applyChanges(mended, left)
    const { assessment: after } = yield* assessingFacts(mended, options, assessment)
    left = rules.flatMap(({ rule, subjects }) => remainingChanges(rule, subjects, after.snapshot))
    if (left.length === 0) return compare(assessment, after)
  }
  throw new MendUnknownError('the edits that were found do not close every way')
}

const NO_ESTATE: Snapshot = { nodes: new Map(), relationships: new Map(), coverage: [] }
const NOTHING = { removed: 0, share: 0, closedPaths: 0, openedPaths: 0 } as const
const NOT_KNOWN = { removed: null, share: null, closedPaths: null, openedPaths: null } as const

/** @throws what is no question of changes. */
function reasonOf(error: unknown): string {
  if (error instanceof MendUnknownError || error instanceof ChangeError) return error.message
  throw error
}

function riskOf({ before, after, closed, opened }: Simulation): Omit<PathRisk, 'unknown'> {
  const removed = Math.round((before.score - after.score) * 1e9) / 1e9
  return {
    removed,
    share: before.score === 0 ? null : removed / before.score,
    closedPaths: closed.length,
    openedPaths: opened.length,
  }
}
