import { z } from 'zod'
import type { Evidence } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { NO } from '../tri.ts'
import { type Answer, type Asker, ask, sourceOf } from './ask.ts'
import { type ContextValues, createContext } from './context.ts'
import { derivedKeys, impliedKeys } from './derived-keys.ts'
import { type Estate, estateOf, type Identity } from './estate.ts'
import type { Decision } from './evaluate.ts'
import { explain } from './explain.ts'
import { DIRECT_CALL } from './known-context.ts'
import type { Layer } from './layers.ts'
import { type AccessMatrix, accessMatrix } from './matrix/matrix.ts'
import { type Principal, parsePrincipal } from './principal.ts'
import { targetAt } from './resource-policies.ts'
import { type UnknownCondition, unknownConditions } from './unknown-conditions.ts'

/** The answer to one access question over a snapshot. */
export interface CanAnswer {
  readonly decision: Decision['decision']
  readonly by: readonly {
    readonly policy: string
    readonly statement: number
    readonly effect: 'Allow' | 'Deny'
    /** Of Azure what decided is an assignment, or what stood against it. */
    readonly layer: Layer | 'role-assignment' | 'deny-assignment' | 'lock'
    readonly sid: string | null
  }[]
  readonly conditions: readonly UnknownCondition[]
  readonly reason: string
}

export class AccessQuestionError extends Error {
  override readonly name = 'AccessQuestionError'
}

export interface AccessQuestion {
  readonly principal: string
  readonly action: string
  /** An ARN, or `*` for an action without a resource. */
  readonly resource: string
  /** Values that are known of the request; everything else is as the snapshot says, or unknown. */
  readonly context?: ContextValues
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

export interface PrincipalAnswer {
  readonly principal: string
  readonly decision: 'allowed' | 'conditional'
  readonly by: CanAnswer['by']
  readonly conditions: CanAnswer['conditions']
}

/**
 * Every identity of the snapshot that may do the action on the resource, surely or perhaps: decided set-wise, and told
 * one by one. Values that are known of the request are not in the matrix, so that with some everyone is asked.
 */
export function whoCan(
  facts: FactIndex,
  question: Omit<AccessQuestion, 'principal'>,
): readonly PrincipalAnswer[] {
  const estate = estateOf(facts)
  const action = checkedAction(question)
  const { resource } = question
  const asksAll = Object.keys(question.context ?? {}).length > 0
  const matrices = new Map<string, AccessMatrix>()
  const matrixFor = (account: string): AccessMatrix => {
    const owner = targetAt(estate, resource, account).account
    const matrix = matrices.get(owner) ?? accessMatrix(estate, [action], [resource], account)
    matrices.set(owner, matrix)
    return matrix
  }
  const found: PrincipalAnswer[] = []
  for (const { id: account, classes } of estate.accounts.values()) {
    const matrix = matrixFor(account)
    for (const identity of classes.flatMap(({ members }) => members)) {
      if (!asksAll && matrix.cell(identity, action, resource) === NO) continue
      const target = targetAt(estate, resource, account)
      const answer = ask(identity, target, action, resource, known(question))
      const { decision, by, conditions } = toAnswer(answer, question)
      if (decision !== 'denied') found.push({ principal: identity.id, decision, by, conditions })
    }
  }
  return found
}

export interface AccessEntry {
  readonly kind: string
  readonly resource: string
  readonly conditions: readonly UnknownCondition[]
  readonly evidence: readonly Evidence[]
}

/** What the access edges say of one principal: its own, and those of the classes it is in. */
export function accessOf(facts: FactIndex, principal: string): readonly AccessEntry[] {
  const memberships = facts.from(principal, 'IN_ACCESS_CLASS')
  const sources = [
    { source: principal, own: [] },
    ...memberships.map(({ to, props }) => ({ source: to, own: evidenceIn(props) })),
  ]
  return sources.flatMap(({ source, own }) =>
    facts
      .from(source)
      .filter(({ props }) => Array.isArray(props.evidence))
      .filter(({ kind }) => kind !== 'IN_ACCESS_CLASS')
      .map(({ kind, to, props }) => ({
        kind,
        resource: to,
        conditions: conditionsIn(props),
        evidence: withoutRepeats([...own, ...evidenceIn(props)]),
      })),
  )
}

const StoredEvidence = z.object({
  type: z.string(),
  id: z.string(),
  statement: z.union([z.number(), z.string()]).optional(),
  detail: z.string(),
})
const StoredCondition = z.object({ key: z.string(), detail: z.string() })

/** Evidence of an edge as it is stored; what does not look like it is left out. */
function evidenceIn(props: Props): readonly Evidence[] {
  const parsed = z.array(StoredEvidence).safeParse(props.evidence)
  if (!parsed.success) return []
  return parsed.data.map(({ statement, ...rest }) =>
    statement === undefined ? rest : { ...rest, statement },
  )
}

function conditionsIn(props: Props): readonly UnknownCondition[] {
  const parsed = z.array(StoredCondition).safeParse(props.conditions)
  return parsed.success ? parsed.data : []
}

const withoutRepeats = (list: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(list.map((one) => [`${one.id} ${one.statement ?? ''} ${one.detail}`, one])).values(),
]
