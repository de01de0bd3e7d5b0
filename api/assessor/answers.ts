import type { Assessed, Assessment } from '../../graph/paths/assessment.ts'
import { parseAssumptions } from '../../graph/paths/assumptions.ts'
import { blastRadius } from '../../graph/paths/blast-radius.ts'
import { blastWays } from '../../graph/paths/blast-ways.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import { findingChokePoints } from '../../graph/paths/choke-point-list.ts'
import { rankingGuardrails } from '../../graph/paths/guardrails.ts'
import type { AttackPath } from '../../graph/paths/path.ts'
import { rankingFixes } from '../../graph/paths/ranked-fixes.ts'
import { simulating } from '../../graph/paths/simulate.ts'
import type { Turns } from '../../graph/turns.ts'
import { measuringPathRisk } from '../../rules/engine/path-risk.ts'
import type { Answering, AnswerTo, Question, QuestionName } from './questions.ts'

/** Answers a question of an estate. @throws ChangeError, UnknownNodeError */
export const answering = <Name extends QuestionName>(
  estate: Assessed,
  { name, asked }: Question<Name>,
): Turns<AnswerTo<Name>> => ANSWERS[name](estate, asked)

const ANSWERS: Answering = {
  *fixes({ facts, assessment, options }) {
    return { fixes: yield* rankingFixes(facts, assessment, options), risk: assessment.risk }
  },
  *fixesByGraph({ facts, assessment, options }) {
    const fixes = yield* rankingFixes(facts, assessment, { ...options, budget: 0 })
    return { fixes, risk: assessment.risk }
  },
  guardrails: ({ facts, assessment, blocked, options }) =>
    rankingGuardrails(facts, assessment, blocked, options),
  chokePoints: ({ assessment }) => findingChokePoints(assessment),
  pathRisk: (estate, failing) => measuringPathRisk(estate, failing),
  *simulate({ facts, assessment, options }, changes) {
    const found = yield* simulating(facts, assessment, changes.map(readChange), options)
    return { ...found, closedPaths: pathsOf(assessment, found.closed) }
  },
  paths: ({ assessment }, ids) => atOnce(() => pathsOf(assessment, ids)),
  blastRadius: ({ assessment, options }, id) =>
    atOnce(() => blastRadius(assessment.graph, id, parseAssumptions(options.assume ?? []))),
  blastWays: ({ assessment, options }, { id, count }) =>
    atOnce(() => blastWays(assessment.graph, id, count, parseAssumptions(options.assume ?? []))),
}

function* atOnce<T>(search: () => T): Turns<T> {
  yield { what: 'searching attack paths', done: 0, of: 1 }
  return search()
}

function pathsOf({ paths }: Assessment, ids: readonly string[]): readonly AttackPath[] {
  const wanted = new Set(ids)
  return paths.filter(({ id }) => wanted.has(id))
}
