import type { ChokePoint } from '../../graph/paths/choke-point-list.ts'
import type { Guardrail } from '../../graph/paths/guardrails.ts'
import type { EstateSettings } from '../../graph/paths/settings.ts'
import { finish, type Progress, type Watch } from '../../graph/turns.ts'
import { failingRules } from '../../rules/engine/failing-rules.ts'
import { canBeMended, measuringPathRisk, type PathRisk } from '../../rules/engine/path-risk.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { AssessorEndedError, createAssessor } from '../assessor/assessor.ts'
import type { AnswerTo, Fixes, Question, QuestionName } from '../assessor/questions.ts'
import { refuse } from '../errors.ts'
import { createShared } from './shared.ts'
import type { View } from './view.ts'

/** What of a scan has to be derived and searched for. Lists are kept for the pages that follow; a scan never changes. */
export interface Remediation {
  fixes(view: View, assume: readonly string[]): Promise<Fixes>
  /** The same while they are still being tried: what the graph alone tells of them, and how far trying is. */
  fixesSoFar(view: View, assume: readonly string[]): Promise<FixesSoFar>
  guardrails(view: View, assume: readonly string[]): Promise<readonly Guardrail[]>
  chokePoints(view: View, assume: readonly string[]): Promise<readonly ChokePoint[]>
  /** What attack paths would lose if all that fails these rules passed. */
  pathRisk(view: View, rules: readonly Rule[]): Promise<PathRisk>
  /** Answers one request; the work ends when the request does. @throws ChangeError, UnknownNodeError */
  ask<Name extends QuestionName>(
    view: View,
    assume: readonly string[],
    question: Question<Name>,
  ): Promise<AnswerTo<Name>>
  /** What is being worked out now, for whoever waits; null for nothing. */
  working(): Progress | null
  close(): Promise<void>
}

export interface FixesSoFar extends Fixes {
  /** Null once every fix was tried. */
  readonly pending: Progress | null
}

const NOT_BEGUN: Progress = { what: 'reading the scan', done: 0, of: 1 }

const KEPT_LISTS = 8
const KEPT_RISKS = 1000

export function createRemediation(settings: EstateSettings = {}): Remediation {
  const assessor = createAssessor()
  const estateOf = (view: View, assume: readonly string[]) => ({
    key: keyOf(view, assume),
    options: { ...settings, now: view.scan?.startedAt ?? new Date().toISOString(), assume },
    snapshot: () => view.snapshot(),
  })
  const ask = <Name extends QuestionName>(
    view: View,
    assume: readonly string[],
    question: Question<Name>,
    watch: Watch,
  ): Promise<AnswerTo<Name>> => assessor.ask(estateOf(view, assume), question, watch).catch(refuseEnd)
  const listed = <Name extends QuestionName>(question: Question<Name>) => {
    const answers = createShared<AnswerTo<Name>>(KEPT_LISTS)
    const compute = (view: View, assume: readonly string[]) => (watch: Watch) =>
      ask(view, assume, question, watch)
    return {
      get: (view: View, assume: readonly string[]) =>
        answers.answer(view, keyOf(view, assume), compute(view, assume)),
      soFar: (view: View, assume: readonly string[]) =>
        answers.soFar(keyOf(view, assume), compute(view, assume)),
    }
  }
  const risks = createShared<PathRisk>(KEPT_RISKS)
  const fixes = listed({ name: 'fixes', asked: null })
  const fixesByGraph = listed({ name: 'fixesByGraph', asked: null })
  /** Once this is answered the estate is derived. */
  const ready = listed({ name: 'paths', asked: [] })
  return {
    fixes: fixes.get,
    async fixesSoFar(view, assume) {
      const { answer } = fixes.soFar(view, assume)
      if (answer !== null) return { ...answer, pending: null }
      const early = await fixesByGraph.get(view, assume)
      const now = fixes.soFar(view, assume)
      return now.answer === null
        ? { ...early, pending: now.progress ?? NOT_BEGUN }
        : { ...now.answer, pending: null }
    },
    guardrails: listed({ name: 'guardrails', asked: null }).get,
    chokePoints: listed({ name: 'chokePoints', asked: null }).get,
    pathRisk(view, rules) {
      const ids = rules.map(({ id }) => id).sort()
      return risks.answer(view, JSON.stringify([view.scan?.id, ids]), async (watch) => {
        const failing = await failingRules(view.read, view.sequence, rules)
        if (!failing.some(canBeMended)) return finish(measuringPathRisk(null, failing))
        return ask(view, [], { name: 'pathRisk', asked: failing }, watch)
      })
    },
    async ask(view, assume, question) {
      await ready.get(view, assume)
      return view.patience.run((watch) => ask(view, assume, question, watch))
    },
    working: () => assessor.working(),
    close: () => assessor.close(),
  }
}

function refuseEnd(error: unknown): never {
  if (error instanceof AssessorEndedError)
    throw refuse('UNAVAILABLE', `${error.message}. Ask again; if it ends again, give the service more memory`)
  throw error
}

const keyOf = (view: View, assume: readonly string[]): string =>
  JSON.stringify([view.scan?.id, [...assume].sort()])
