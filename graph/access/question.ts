import { INTERNET_ID } from '../internet-node.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { ContextValues } from './aws/context.ts'
import type { Layer } from './aws/layers.ts'

/** One question about access. What is an action, a principal and a resource its cloud says. */
export interface AccessQuestion {
  readonly principal: string
  readonly action: string
  readonly resource: string
  /** Values of condition keys of AWS that are known of the request. */
  readonly context?: ContextValues
}

/** Asked of everybody: who may do this? */
export type WhoQuestion = Omit<AccessQuestion, 'principal'>

/** What stands for or against: the layers of AWS, and what decides in Azure and in Google Cloud. */
export type AccessLayer =
  | Layer
  | 'role-assignment'
  | 'deny-assignment'
  | 'lock'
  | 'access-policy'
  | 'anonymous-access'
  | 'allow-policy'
  | 'entitlement'
  | 'deny-policy'
  | 'access-boundary'
  | 'service-perimeter'
  | 'organization-policy'

/** A statement, binding, rule or assignment that decided, or may decide. */
export interface AccessHit {
  /** Id of what it stands in. */
  readonly policy: string
  readonly statement: number
  readonly effect: 'Allow' | 'Deny'
  readonly layer: AccessLayer
  readonly sid: string | null
}

/** What would have to be known to decide. */
export interface OpenCondition {
  /** A condition key as its policy writes it, such as `aws:MultiFactorAuthPresent`, or what was not read. */
  readonly key: string
  readonly detail: string
}

/** The answer to one access question over a snapshot. */
export interface CanAnswer {
  readonly decision: 'allowed' | 'denied' | 'conditional'
  readonly by: readonly AccessHit[]
  readonly conditions: readonly OpenCondition[]
  readonly reason: string
}

/** Somebody who may, surely or perhaps. */
export interface PrincipalAnswer {
  readonly principal: string
  readonly decision: 'allowed' | 'conditional'
  readonly by: CanAnswer['by']
  readonly conditions: CanAnswer['conditions']
}

/** What does not make sense as a question, in words for whoever asked it. */
export class AccessQuestionError extends Error {
  override readonly name = 'AccessQuestionError'
}

/** Anyone at all, with or without a login: in questions, and for those who are not listed in answers. */
export const ANYONE = '*'

/** Everybody on the Internet is anyone, by the name of the node. */
export const isAnyone = (id: string): boolean => id === ANYONE || id === INTERNET_ID

/** How one cloud answers. Nothing but its entry in the list of clouds is needed to ask it. */
export interface CloudAccess {
  /** As people call it. */
  readonly name: string
  /** How its principals and resources are written, for whoever wrote something else. */
  readonly writes: { readonly principal: string; readonly resource: string }
  /** By what was read, or by how the id is written. */
  isPrincipal(facts: FactIndex, id: string): boolean
  isResource(facts: FactIndex, id: string): boolean
  /** @throws AccessQuestionError */
  can(facts: FactIndex, question: AccessQuestion): CanAnswer
  /**
   * Everybody who may, with the answer that `can` gives for each. Where something was not read that may let in whoever
   * it names, they are not listed one by one: an entry of the principal `*` at the end tells what that is.
   * @throws AccessQuestionError
   */
  whoCan(facts: FactIndex, question: WhoQuestion): readonly PrincipalAnswer[]
}

/** Those of the answers that are no no: the sure ones first, anyone before those who are named. */
export function listed(
  answers: Iterable<readonly [principal: string, answer: CanAnswer]>,
): readonly PrincipalAnswer[] {
  const found: PrincipalAnswer[] = []
  for (const [principal, { decision, by, conditions }] of answers)
    if (decision !== 'denied') found.push({ principal, decision, by, conditions })
  const rank = ({ principal, decision }: PrincipalAnswer) =>
    (decision === 'allowed' ? 0 : 2) + (isAnyone(principal) ? 0 : 1)
  return found.sort((one, other) => rank(one) - rank(other))
}

/** Conditions of AWS are the only ones that are told values beforehand. */
export function refuseContext({ context = {} }: Pick<AccessQuestion, 'context'>, cloud: string): void {
  const [key] = Object.keys(context)
  if (key === undefined) return
  throw new AccessQuestionError(
    `${cloud} takes no context: it holds condition keys of AWS, such as aws:SourceIp, and not "${key}"`,
  )
}
