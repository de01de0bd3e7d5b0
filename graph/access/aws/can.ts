import { INTERNET_ID } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import {
  type AccessQuestion,
  AccessQuestionError,
  ANYONE,
  type CanAnswer,
  type CloudAccess,
  isAnyone,
  listed,
  type PrincipalAnswer,
  type WhoQuestion,
} from '../question.ts'
import { NO } from '../tri.ts'
import { type Answer, type Asker, ask, sourceOf } from './ask.ts'
import { createContext } from './context.ts'
import { derivedKeys, impliedKeys } from './derived-keys.ts'
import { type Estate, estateOf, type Identity } from './estate.ts'
import { explain } from './explain.ts'
import { DIRECT_CALL } from './known-context.ts'
import { type AccessMatrix, accessMatrix } from './matrix/matrix.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import { type Principal, parsePrincipal } from './principal.ts'
import { targetAt } from './resource-policies.ts'
import { unknownConditions } from './unknown-conditions.ts'

/** AWS: a resource is an ARN, or `*` for an action without one. */
export const awsAccess: CloudAccess = {
  name: 'AWS',
  writes: {
    principal: 'the ARN of a user or role, a service such as ec2.amazonaws.com, or *',
    resource: 'an ARN',
  },
  isPrincipal: (_facts, id) => isAnyone(id) || parsePrincipal(id) !== null,
  isResource: (facts, id) => id === '*' || id.startsWith('arn:') || facts.node(id)?.props.provider === 'aws',
  can: (facts, question) =>
    can(facts, isAnyone(question.principal) ? { ...question, principal: ANYONE } : question),
  whoCan,
}

/** May this principal do this? Gathers every layer of policies that applies. @throws AccessQuestionError */
export function can(facts: FactIndex, question: AccessQuestion): CanAnswer {
  return canIn(estateOf(facts), question)
}

function canIn(estate: Estate, question: AccessQuestion): CanAnswer {
  const asker = askerOf(estate, question.principal)
  const target = targetAt(estate, question.resource, asker.principal.account)
  return toAnswer(ask(asker, target, checkedAction(question), question.resource, known(question)), question)
}

const known = ({ context = {} }: Pick<AccessQuestion, 'context'>) =>
  createContext([context, impliedKeys(context)])

function checkedAction({ action }: Pick<AccessQuestion, 'action'>): string {
  if (/^[^:\s*?]+:[^:\s*?]+$/.test(action)) return action
  throw new AccessQuestionError(`"${action}" is no action; write it as service:Action, such as s3:GetObject`)
}

function askerOf(estate: Estate, id: string): Asker {
  const principal = parsePrincipal(id)
  if (principal === null) throw new AccessQuestionError(`"${id}" is no ARN of a principal, service or *`)
  const identity = identityOf(estate, principal)
  if (identity !== undefined) return { ...identity, principal, context: sessionContext(identity, principal) }
  if (principal.kind === 'user' || principal.kind === 'role' || principal.kind === 'session') {
    throw new AccessQuestionError(`${id} is not in the snapshot`)
  }
  const account = estate.accounts.get(principal.account ?? '')
  return {
    principal,
    context: createContext([DIRECT_CALL, derivedKeys(principal, null)]),
    own: { identity: [], boundaries: [], serviceControl: account?.serviceControl ?? [] },
  }
}

const identityOf = (estate: Estate, principal: Principal): Identity | undefined =>
  estate.identities.get(principal.behind ?? principal.key)

/** A session's context is its role's, with what is the session's own. */
function sessionContext(identity: Identity, principal: Principal) {
  if (principal.kind !== 'federated-user') return identity.context
  return createContext([derivedKeys(principal, null), DIRECT_CALL])
}

function toAnswer(answer: Answer, question: Pick<AccessQuestion, 'action'>): CanAnswer {
  const { decision } = answer
  return {
    decision: decision.decision,
    by: decision.by.map((hit) => ({
      policy: sourceOf(hit, answer)?.id ?? hit.layer,
      statement: hit.statement.index,
      effect: hit.statement.effect,
      layer: hit.layer,
      sid: hit.statement.sid,
    })),
    conditions: unknownConditions(decision.by, answer.context),
    reason: explain(decision, question),
  }
}

/**
 * Every identity that may do the action on the resource, surely or perhaps: those of the snapshot decided set-wise and
 * told one by one, then whom the resource's own policy lets in from elsewhere. Values that are known of the request are
 * not in the matrix, so that with some everyone is asked.
 */
export function whoCan(facts: FactIndex, question: WhoQuestion): readonly PrincipalAnswer[] {
  const estate = estateOf(facts)
  return listed([...insideWhoCan(estate, question), ...strangersWhoCan(estate, question)])
}

type Told = readonly [principal: string, answer: CanAnswer]

function* insideWhoCan(estate: Estate, question: WhoQuestion): Iterable<Told> {
  const action = checkedAction(question)
  const { resource } = question
  const asksAll = Object.keys(question.context ?? {}).length > 0
  const matrices = new Map<string, AccessMatrix>()
  const matrixFor = (owner: string, account: string): AccessMatrix => {
    const matrix = matrices.get(owner) ?? accessMatrix(estate, [action], [resource], account)
    matrices.set(owner, matrix)
    return matrix
  }
  for (const { id: account, classes } of estate.accounts.values()) {
    const target = targetAt(estate, resource, account)
    const matrix = matrixFor(target.account, account)
    for (const identity of classes.flatMap(({ members }) => members)) {
      if (!asksAll && matrix.cell(identity, action, resource) === NO) continue
      yield [identity.id, toAnswer(ask(identity, target, action, resource, known(question)), question)]
    }
  }
}

/** Anyone without a login, any principal of AWS, and accounts and principals that were not read. */
function* strangersWhoCan(estate: Estate, question: WhoQuestion): Iterable<Told> {
  const action = checkedAction(question)
  const target = targetAt(estate, question.resource, null)
  const anyone = canIn(estate, { ...question, principal: ANYONE })
  yield [INTERNET_ID, anyone]
  for (const { node, askers } of outsiders(estate, target, action)) {
    if (node.kind !== 'ExternalPrincipal') continue
    if (node.id === ANY_AWS_PRINCIPAL && anyone.decision === 'allowed') continue
    const answers = askers.map((one) =>
      toAnswer(ask(one, target, action, question.resource, known(question)), question),
    )
    const best = answers.find(({ decision }) => decision === 'allowed') ?? answers.find(isNoRefusal)
    if (best !== undefined)
      yield [node.id, node.id === ANY_AWS_PRINCIPAL ? best : byItsOwnAccount(best, node)]
  }
}

const isNoRefusal = ({ decision }: CanAnswer): boolean => decision !== 'denied'

/**
 * Policies of another account have to allow it too, and nobody read them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
function byItsOwnAccount(answer: CanAnswer, { props }: NodeRecord): CanAnswer {
  const detail = `whether the policies of account ${props.account} allow it: they were not read`
  return {
    ...answer,
    decision: 'conditional',
    conditions: [...answer.conditions, { key: 'account-not-read', detail }],
  }
}
