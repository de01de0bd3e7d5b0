import type { Assessed } from '../../graph/paths/assessment.ts'
import type { BlastRadius } from '../../graph/paths/blast-radius.ts'
import type { BlastWays } from '../../graph/paths/blast-ways.ts'
import type { ChokePoint } from '../../graph/paths/choke-point-list.ts'
import type { Guardrail } from '../../graph/paths/guardrails.ts'
import type { AttackPath } from '../../graph/paths/path.ts'
import type { Fix } from '../../graph/paths/ranked-fixes.ts'
import type { Simulation } from '../../graph/paths/simulate.ts'
import type { Props } from '../../graph/snapshot/records.ts'
import type { Turns } from '../../graph/turns.ts'
import type { FailingRule, PathRisk } from '../../rules/engine/path-risk.ts'

interface Asked<Input, Answer> {
  readonly asked: Input
  readonly answer: Answer
}

/** What can be asked of an estate that was derived and searched. Both sides are plain data: they pass between processes. */
export interface Questions {
  readonly fixes: Asked<null, Fixes>
  /** What the graph alone tells of them, in a moment: no change is tried. */
  readonly fixesByGraph: Asked<null, Fixes>
  readonly guardrails: Asked<null, readonly Guardrail[]>
  readonly chokePoints: Asked<null, readonly ChokePoint[]>
  readonly pathRisk: Asked<readonly FailingRule[], PathRisk>
  /** Changes as `simulate` reads them. */
  readonly simulate: Asked<readonly Props[], SimulatedPaths>
  /** Ids of listed paths. */
  readonly paths: Asked<readonly string[], readonly AttackPath[]>
  /** Id of a resource. */
  readonly blastRadius: Asked<string, BlastRadius>
  readonly blastWays: Asked<{ readonly id: string; readonly count: number }, BlastWays>
}

export type QuestionName = keyof Questions

export interface Question<Name extends QuestionName = QuestionName> {
  readonly name: Name
  readonly asked: Questions[Name]['asked']
}

export type AnswerTo<Name extends QuestionName> = Questions[Name]['answer']

export interface Fixes {
  readonly fixes: readonly Fix[]
  /** Expected loss of the whole estate. */
  readonly risk: number
}

export interface SimulatedPaths extends Simulation {
  readonly closedPaths: readonly AttackPath[]
}

/** How each is answered. */
export type Answering = {
  readonly [Name in QuestionName]: (
    estate: Assessed,
    asked: Questions[Name]['asked'],
  ) => Turns<Questions[Name]['answer']>
}
