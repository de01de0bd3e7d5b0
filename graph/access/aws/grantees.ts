import { type Answer, ask, isHeldBack, type Target } from './ask.ts'
import { isPrincipalKey } from './dependence.ts'
import type { Account, Estate, Identity, OwnPolicies, PolicyClass, SourcedPolicy } from './estate.ts'
import type { Policy, Statement } from './policy.ts'
import { type PrincipalSet, principalKey } from './principal.ts'
import { matchesAction } from './statement.ts'

/** A class or a single identity, and what it was answered. */
export interface Grantee {
  readonly from: PolicyClass | Identity
  readonly answer: Answer
}

export interface Grants {
  readonly granted: readonly Grantee[]
  /** Would have been granted, but for a control. */
  readonly heldBack: readonly Grantee[]
}

export interface GrantQuestion {
  readonly target: Target
  readonly action: string
  /** The resource to ask about, best first; what an asker's own policies name may be asked too. */
  resourcesFor(own: OwnPolicies): readonly string[]
  /** The resource's policy must allow, even in its own account: trust policies and KMS keys. */
  readonly needsPolicy: boolean
  /** Classes that need no edge of their own. */
  skips(found: PolicyClass): boolean
}

/** Every identity of the snapshot that may do the action on the target, as few edges as say it. */
export function grantees(estate: Estate, question: GrantQuestion): Grants {
  const policy = question.target.policy?.policy ?? null
  const named = namesOf(policy, question.action)
  const apart = policy !== null && tellsApart(policy)
  const granted: Grantee[] = []
  const heldBack: Grantee[] = []
  const covered = new Set<PolicyClass>()
  const put = (found: PolicyClass, answers: readonly Grantee[]) => {
    for (const one of answers) if (sortOut(one, question, granted, heldBack)) covered.add(found)
  }
  const candidates = candidateClasses(estate, question, named)
  for (const found of candidates) put(found, answersOf(found, question, apart))
  if (named.everyone) {
    const home = estate.accounts.get(question.target.account)
    const others = (home?.classes ?? []).filter((found) => !candidates.has(found) && !question.skips(found))
    const answers = others.map((found) => [found, answersOf(found, question, apart)] as const)
    const whole =
      home === undefined
        ? null
        : asEveryone(
            home.everyone,
            answers.flatMap(([, list]) => list),
          )
    if (whole === null) for (const [found, list] of answers) put(found, list)
    else granted.push(whole)
    if (whole !== null) for (const found of others) covered.add(found)
  }
  for (const key of named.arns) {
    const identity = estate.identities.get(key)
    if (identity === undefined || covered.has(identity.class) || question.skips(identity.class)) continue
    sortOut({ from: identity, answer: bestAnswer(identity, question) }, question, granted, heldBack)
  }
  return { granted, heldBack }
}

/** One answer for the class, or one for each member where they differ. */
function answersOf(found: PolicyClass, question: GrantQuestion, apart: boolean): readonly Grantee[] {
  const asked = apart ? found.members : found.members.slice(0, 1)
  const answers = asked.map((identity) => ({ from: identity, answer: bestAnswer(identity, question) }))
  const [first] = answers
  if (first === undefined || !sameDecision(answers)) return answers
  return [{ from: found.members.length === 1 ? first.from : found, answer: first.answer }]
}

/** Where everyone is granted alike, and by the resource alone, it is one edge from the account's everyone. */
function asEveryone(everyone: PolicyClass, answers: readonly Grantee[]): Grantee | null {
  const [first] = answers
  if (first === undefined || !sameDecision(answers)) return null
  if (first.answer.decision.decision === 'denied') return null
  return answers.length === 1 ? null : { from: everyone, answer: first.answer }
}

function sortOut(one: Grantee, question: GrantQuestion, granted: Grantee[], heldBack: Grantee[]): boolean {
  const { decision } = one.answer.decision
  if (decision !== 'denied') {
    granted.push(one)
    return true
  }
  const { stoppedBy, explicit } = one.answer.decision
  const isControl = explicit || (stoppedBy !== 'identityPolicies' && stoppedBy !== 'resourcePolicy')
  const [resource] = question.resourcesFor(one.answer.asker.own)
  if (isControl && resource !== undefined && isHeldBack(one.answer, question.action, resource))
    heldBack.push(one)
  return false
}

/** The most favourable answer over the resources that may be asked about. */
export function bestAnswer(
  asker: Pick<Identity, 'principal' | 'context' | 'own'>,
  question: Pick<GrantQuestion, 'target' | 'action' | 'resourcesFor'>,
): Answer {
  let best: Answer | null = null
  for (const resource of question.resourcesFor(asker.own)) {
    const answer = ask(asker, question.target, question.action, resource)
    if (answer.decision.decision === 'allowed') return answer
    if (best === null || answer.decision.decision === 'conditional') best = answer
  }
  return best ?? ask(asker, question.target, question.action, question.target.id)
}

function sameDecision(answers: readonly Grantee[]): boolean {
  const [first, ...others] = answers
  return others.every((other) => other.answer.decision.decision === first?.answer.decision.decision)
}

/** Whom the Allow statements for this action name. */
interface Names {
  readonly accounts: ReadonlySet<string>
  readonly arns: ReadonlySet<string>
  readonly everyone: boolean
}

export function namesOf(policy: Policy | null, action: string): Names {
  const accounts = new Set<string>()
  const arns = new Set<string>()
  let everyone = false
  for (const statement of allowsOf(policy, action)) {
    const { principals } = statement
    if (principals === null) continue
    if (principals.everyone || statement.notPrincipal) everyone = true
    for (const account of principals.accounts) accounts.add(account)
    for (const arn of principals.arns) arns.add(roleOf(arn))
  }
  return { accounts, arns, everyone }
}

export const allowsOf = (policy: Policy | null, action: string): readonly Statement[] =>
  (policy?.statements ?? []).filter(
    (statement) => statement.effect === 'Allow' && matchesAction(statement, action.toLowerCase()),
  )

/** A session's grant is its role's: whoever holds the role may take the session. */
function roleOf(key: string): string {
  const match = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(key)
  return match === null ? key : principalKey(`arn:${match[1]}:iam::${match[2]}:role/${match[3]}`)
}

function candidateClasses(estate: Estate, question: GrantQuestion, named: Names): ReadonlySet<PolicyClass> {
  const { target, action } = question
  const found = new Set<PolicyClass>()
  const addAllowing = (account: Account | undefined) => {
    for (const one of account?.classes ?? []) if (mayAsk(one, action) && !question.skips(one)) found.add(one)
  }
  const home = estate.accounts.get(target.account)
  if (!question.needsPolicy || named.everyone || named.accounts.has(target.account)) addAllowing(home)
  for (const account of estate.accounts.values()) {
    if (account.id === target.account) continue
    if (named.everyone || named.accounts.has(account.id)) addAllowing(account)
  }
  return found
}

const askedBefore = new WeakMap<OwnPolicies, Map<string, boolean>>()

/** Has the class any Allow for the action, whatever the resource? */
function mayAsk({ own }: PolicyClass, action: string): boolean {
  const known = askedBefore.get(own) ?? new Map<string, boolean>()
  askedBefore.set(own, known)
  const before = known.get(action)
  if (before !== undefined) return before
  const allows = own.identity.some(({ policy }: SourcedPolicy) => allowsOf(policy, action).length > 0)
  known.set(action, allows)
  return allows
}

const apartBefore = new WeakMap<Policy, boolean>()

/** Can the policy answer two identities of one class differently, other than by an Allow that names them? */
export function tellsApart(policy: Policy): boolean {
  const known = apartBefore.get(policy)
  if (known !== undefined) return known
  const apart = policy.statements.some(
    (statement) =>
      statement.notPrincipal ||
      (statement.effect === 'Deny' && namesSomeone(statement.principals)) ||
      statement.conditions.some(
        (test) => isPrincipalKey(test.key) || test.values.some((value) => value.parts),
      ) ||
      statement.resources?.some((template) => template.parts !== null),
  )
  apartBefore.set(policy, apart)
  return apart
}

const namesSomeone = (principals: PrincipalSet | null): boolean =>
  principals !== null && !principals.everyone && principals.arns.size > 0
