import type { FactIndex } from '../snapshot/facts.ts'
import { type AccessQuestion, type CanAnswer, can as canAws } from './aws/can.ts'
import { canAzure } from './azure/can.ts'

/** May this principal do this? Asked of the cloud that the principal is of. @throws AccessQuestionError */
export function can(facts: FactIndex, question: AccessQuestion): CanAnswer {
  const isEntra = facts.node(question.principal)?.kind.startsWith('Entra') === true
  return isEntra ? canAzure(facts, question) : canAws(facts, question)
}
