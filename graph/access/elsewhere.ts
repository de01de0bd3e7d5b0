import type { FactIndex } from '../snapshot/facts.ts'
import {
  type AccessQuestion,
  AccessQuestionError,
  type CanAnswer,
  type CloudAccess,
  type OpenCondition,
} from './question.ts'
import { conditionsIn } from './stored-edge.ts'

/** Whom somebody becomes in another cloud, and under which conditions. */
interface Federated {
  readonly id: string
  readonly conditions: readonly OpenCondition[]
}

const RANKS = { allowed: 2, conditional: 1, denied: 0 } as const

/**
 * What a principal may do in another cloud: what the identities there may that it can sign in as.
 * @throws AccessQuestionError where there is none.
 */
export function canElsewhere(
  facts: FactIndex,
  question: AccessQuestion,
  cloud: CloudAccess,
  home: CloudAccess,
): CanAnswer {
  const answers = identitiesIn(facts, question.principal, cloud).map((one) =>
    through(one, cloud.can(facts, { ...question, principal: one.id }), cloud),
  )
  const [best] = answers.sort((one, other) => RANKS[other.decision] - RANKS[one.decision])
  if (best !== undefined) return best
  throw new AccessQuestionError(
    `"${question.principal}" is a principal of ${home.name} and "${question.resource}" a resource of ${cloud.name}, ` +
      `where no trust that was read lets it sign in as anybody`,
  )
}

const identitiesIn = (facts: FactIndex, principal: string, cloud: CloudAccess): Federated[] =>
  facts
    .from(principal, 'CAN_FEDERATE')
    .filter(({ to }) => cloud.isPrincipal(facts, to))
    .map(({ to, props }) => ({ id: to, conditions: conditionsIn(props) }))

function through({ id, conditions }: Federated, answer: CanAnswer, { name }: CloudAccess): CanAnswer {
  const reason = `as ${id} of ${name}: ${answer.reason}`
  if (answer.decision === 'denied' || conditions.length === 0) return { ...answer, reason }
  return { ...answer, decision: 'conditional', conditions: [...conditions, ...answer.conditions], reason }
}
