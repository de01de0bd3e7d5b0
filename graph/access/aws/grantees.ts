import { type AccessGroup, everyoneIn } from './access-group.ts'
import { type Answer, type Asker, ask, isHeldBack, type Target } from './ask.ts'
import { tellsApart } from './dependence.ts'
import { conditionsOf } from './edges.ts'
import type { Estate, Identity, OwnPolicies } from './estate.ts'
import type { Groups } from './groups.ts'
import { type Names, namesOf } from './names.ts'
import type { ReachIndex } from './reach-index.ts'

/** A group or a single identity, and what it was answered. */
export interface Grantee {
  readonly from: AccessGroup | Identity
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
  /** The resources to ask about, such as objects of a bucket; some may be what the asker's own policies name. */
  resourcesFor(own: OwnPolicies): readonly string[]
  /** The groups whose policies could allow the action on the target at all; may err towards yes. */
  candidates(index: ReachIndex): readonly AccessGroup[]
  /** The resource's policy must allow, even in its own account: trust policies and KMS keys. */
  readonly needsPolicy: boolean
  /** What must be allowed besides, such as decrypting with the key that guards the resource. */
  readonly also?: { readonly target: Target; readonly action: string; readonly resource: string }
}

interface Search {
  readonly estate: Estate
  readonly groups: Groups
  readonly question: GrantQuestion
  /** Whether the target's policy can answer two identities of one group differently. */
  readonly apart: boolean
  readonly granted: Grantee[]
  readonly heldBack: Grantee[]
  /** Identities that are granted already. */
  readonly covered: Set<Identity>
}

/** Every identity of the snapshot that may do the action on the target, in as few edges as say it. */
export function grantees(
  estate: Estate,
  groups: Groups,
  question: GrantQuestion,
  covered: Set<Identity> = new Set(),
): Grants {
  const policy = question.target.policy?.policy ?? null
  const names = namesOf(policy, question.action)
  // What else is needed is not what the groups were made by, so each member is asked.
  const apart = question.also !== undefined || (policy !== null && tellsApart(policy))
  const search: Search = { estate, groups, question, apart, granted: [], heldBack: [], covered }
  const asked = askCandidates(search, names)
  if (names.everyone) askEveryone(search, asked)
  for (const key of names.arns) {
    const identity = estate.identities.get(key)
    if (identity === undefined || search.covered.has(identity) || isSkipped(search, identity)) continue
    sortOut(search, { from: identity, answer: bestAnswer(identity, question) })
  }
  return search
}

/** Those whose own policies allow: at home, and in other accounts that the resource's policy lets in. */
function askCandidates(search: Search, names: Names): ReadonlySet<AccessGroup> {
  const { estate, groups, question } = search
  const home = question.target.account
  const asked = new Set<AccessGroup>()
  const named = names.everyone ? estate.accounts.keys() : names.accounts
  for (const account of new Set(question.needsPolicy ? named : [home, ...named])) {
    if (!estate.accounts.has(account)) continue
    for (const group of question.candidates(groups.reach(account, question.action))) {
      const [first] = group.members
      // What the members' policies say about the action is the same, so one of them tells.
      if (first === undefined || isSkipped(search, first)) continue
      if (group.members.every((member) => search.covered.has(member))) continue
      asked.add(group)
      for (const one of answersOf(search, group)) sortOut(search, one)
    }
  }
  return asked
}

/** The rest of the home account, where the resource grants to everyone. */
function askEveryone(search: Search, asked: ReadonlySet<AccessGroup>): void {
  const { estate, groups, question } = search
  const home = groups.of(question.target.account, question.action)
  const others = home.filter(({ members: [first] }) => first !== undefined && !isSkipped(search, first))
  const rest = others.filter((group) => !asked.has(group)).flatMap((group) => answersOf(search, group))
  const allCovered = others.every(
    (group) => !asked.has(group) || group.members.every((one) => search.covered.has(one)),
  )
  const [first] = rest
  const isGranted = first !== undefined && first.answer.decision.decision !== 'denied'
  const members = rest.flatMap(({ from }) => ('members' in from ? from.members : [from]))
  if (!isGranted || !allCovered || !sameDecision(rest) || members.length < 2) {
    for (const one of rest) sortOut(search, one)
    return
  }
  search.granted.push({
    from: everyoneIn(estate, question.target.account, question.action),
    answer: first.answer,
  })
  for (const one of members) search.covered.add(one)
}

/** An administrator needs no edge to anything in his own account. */
const isSkipped = ({ question, groups }: Search, identity: Identity): boolean =>
  identity.account === question.target.account && groups.isAdministrator(identity)

/** One answer for the group, or one for each member where they differ. */
function answersOf({ question, apart }: Search, group: AccessGroup): readonly Grantee[] {
  const asked = apart ? group.members : group.members.slice(0, 1)
  const answers = asked.map((identity) => ({ from: identity, answer: bestAnswer(identity, question) }))
  const [first] = answers
  if (first === undefined || !sameDecision(answers)) return answers
  return [{ from: group.members.length === 1 ? first.from : group, answer: first.answer }]
}

function sortOut({ granted, heldBack, covered }: Search, one: Grantee): void {
  const { decision, stoppedBy, explicit } = one.answer.decision
  if (decision !== 'denied') {
    granted.push(one)
    for (const member of 'members' in one.from ? one.from.members : [one.from]) covered.add(member)
    return
  }
  const isControl = explicit || (stoppedBy !== 'identityPolicies' && stoppedBy !== 'resourcePolicy')
  if (isControl && isHeldBack(one.answer)) heldBack.push(one)
}

type Ask = Pick<GrantQuestion, 'target' | 'action' | 'resourcesFor' | 'also'>

/** The most favourable answer over the resources that may be asked about, and what must be allowed besides. */
export function bestAnswer(asker: Asker, question: Ask): Answer {
  const best = bestOf(asker, question)
  const { also } = question
  if (also === undefined || best.decision.decision === 'denied') return best
  const besides = ask(asker, also.target, also.action, also.resource)
  return besides.decision.decision === 'allowed' ? best : worse(best, besides)
}

function bestOf(asker: Asker, question: Ask): Answer {
  let best: Answer | null = null
  for (const resource of question.resourcesFor(asker.own)) {
    const answer = ask(asker, question.target, question.action, resource)
    if (answer.decision.decision === 'allowed') return answer
    if (best === null || answer.decision.decision === 'conditional') best = answer
  }
  return best ?? ask(asker, question.target, question.action, question.target.id)
}

/** A no is the answer; two that are open are told by the one with more against it. */
function worse(left: Answer, right: Answer): Answer {
  if (right.decision.decision === 'denied') return right
  return conditionsOf(left).length > conditionsOf(right).length ? left : right
}

function sameDecision(answers: readonly Grantee[]): boolean {
  const [first, ...others] = answers
  return others.every((other) => other.answer.decision.decision === first?.answer.decision.decision)
}
