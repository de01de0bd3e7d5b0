import type { ChokePoint } from '../../graph/paths/choke-point-list.ts'
import type { Guardrail } from '../../graph/paths/guardrails.ts'
import type { EstateSettings } from '../../graph/paths/settings.ts'
import { finish } from '../../graph/turns.ts'
import { failingRules } from '../../rules/engine/failing-rules.ts'
import { canBeMended, measuringPathRisk, type PathRisk } from '../../rules/engine/path-risk.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { createAssessor } from '../assessor/assessor.ts'
import type { AnswerTo, Fixes, Question, QuestionName } from '../assessor/questions.ts'
import { createShared } from './shared.ts'
import type { View } from './view.ts'

/** What of a scan has to be derived and searched for. Lists are kept for the pages that follow; a scan never changes. */
export interface Remediation {
  fixes(view: View, assume: readonly string[]): Promise<Fixes>
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
  close(): Promise<void>
}

const KEPT_LISTS = 8
const KEPT_RISKS = 1000

export function createRemediation(settings: EstateSettings = {}): Remediation {
  const assessor = createAssessor()
  const estateOf = (view: View, assume: readonly string[]) => ({
    key: keyOf(view, assume),
    options: { ...settings, now: view.scan?.startedAt ?? new Date().toISOString(), assume },
    snapshot: () => view.snapshot(),
  })
  const listed = <Name extends QuestionName>(question: Question<Name>) => {
    const answers = createShared<AnswerTo<Name>>(KEPT_LISTS)
    return (view: View, assume: readonly string[]) =>
      answers(view, keyOf(view, assume), (watch) => assessor.ask(estateOf(view, assume), question, watch))
  }
  const risks = createShared<PathRisk>(KEPT_RISKS)
  return {
    fixes: listed({ name: 'fixes', asked: null }),
    guardrails: listed({ name: 'guardrails', asked: null }),
    chokePoints: listed({ name: 'chokePoints', asked: null }),
    pathRisk(view, rules) {
      const ids = rules.map(({ id }) => id).sort()
      return risks(view, JSON.stringify([view.scan?.id, ids]), async (watch) => {
        const failing = await failingRules(view.read, view.sequence, rules)
        if (!failing.some(canBeMended)) return finish(measuringPathRisk(null, failing))
        return assessor.ask(estateOf(view, []), { name: 'pathRisk', asked: failing }, watch)
      })
    },
    ask: (view, assume, question) =>
      view.patience.run((watch) => assessor.ask(estateOf(view, assume), question, watch)),
    close: () => assessor.close(),
  }
}

const keyOf = (view: View, assume: readonly string[]): string =>
  JSON.stringify([view.scan?.id, [...assume].sort()])
