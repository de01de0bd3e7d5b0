import { type CaseAnswer, evaluateCase } from '../../access/aws/case.ts'
import type { ConditionState } from '../../attack.ts'
import type { Value } from '../../snapshot/records.ts'
import type { Decided } from '../technique.ts'

interface PolicyQuestion {
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly context?: { readonly [key: string]: string }
}

const STATES: Record<CaseAnswer['decision'], ConditionState> = {
  allowed: 'met',
  conditional: 'unknown',
  denied: 'unmet',
}

/** Asks a resource policy (or trust policy) alone; null is a resource without one, undefined was not collected. */
export function askResourcePolicy(
  document: Value | undefined,
  question: PolicyQuestion,
): Decided & { readonly answer: CaseAnswer | null } {
  if (document === undefined) {
    return { state: 'unknown', detail: 'the policy was not collected', answer: null }
  }
  const result = evaluateCase({ request: question, resourcePolicy: document })
  if (!result.ok) return { state: 'unknown', detail: result.error, answer: null }
  return { state: STATES[result.answer.decision], detail: result.answer.reason, answer: result.answer }
}
