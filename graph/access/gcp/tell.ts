import type { AccessHit, OpenCondition } from '../question.ts'
import { MAYBE, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { Estate } from './estate.ts'
import type { Ground, Question } from './ground.ts'
import { matches, memberOf } from './match-member.ts'
import { basicBindings, unknownGroup } from './not-read.ts'

/** A ground as a statement of its policy. */
export function hitOf(ground: Ground): AccessHit {
  switch (ground.type) {
    case 'binding':
    case 'unknown-role':
      return hit(ground.binding.node, ground.binding.index, 'allow-policy')
    case 'deny':
      return hit(ground.rule.policy, ground.rule.index, 'deny-policy')
    case 'boundary':
      return hit(ground.boundary.policy, 0, 'access-boundary')
    case 'perimeter':
      return hit(ground.perimeter, 0, 'service-perimeter')
    case 'organization-policy':
      return hit(ground.node, 0, 'organization-policy')
  }
}

const hit = (policy: string, statement: number, layer: AccessHit['layer']): AccessHit => ({
  policy,
  statement,
  effect: layer === 'allow-policy' ? 'Allow' : 'Deny',
  layer,
  sid: null,
})

/** What is not known of a ground that may apply. */
export function openIn(estate: Estate, question: Question, ground: Ground): readonly OpenCondition[] {
  if (ground.applies !== MAYBE) return []
  switch (ground.type) {
    case 'binding':
      return openOf(estate, question, ground.binding.members, ground.binding.condition)
    case 'unknown-role': {
      const { role, members, condition } = ground.binding
      const detail = `whether ${role} contains ${question.permission}`
      return [{ key: 'role-not-read', detail }, ...openOf(estate, question, members, condition)]
    }
    case 'deny': {
      const { policy, deniedPrincipals, exceptionPrincipals, condition } = ground.rule
      const detail = `whether the deny policy ${policy} applies`
      const named = [...deniedPrincipals, ...exceptionPrincipals]
      return [{ key: 'deny-policy', detail }, ...openOf(estate, question, named, condition)]
    }
    case 'boundary':
      return [
        {
          key: 'access-boundary',
          detail: `whether ${ground.boundary.policy} holds back what lies outside of it`,
        },
      ]
    case 'perimeter':
      return [
        {
          key: 'service-perimeter',
          detail: `whether ${ground.perimeter} lets the request ${ground.direction === 'in' ? 'come in' : 'leave'}`,
        },
      ]
    case 'organization-policy':
      return [{ key: 'organization-policy', detail: `whether ${ground.node} enforces ${ground.constraint}` }]
  }
}

/** Members that may stand for whoever asks, unless one surely does; and the condition. */
function openOf(
  estate: Estate,
  question: Question,
  members: readonly string[],
  condition: string | null,
): readonly OpenCondition[] {
  const { asker, facts } = question
  const answers = members.map((text) => ({ text, found: matches(text, asker, estate) }))
  const open = answers.some(({ found }) => found === YES)
    ? []
    : answers.flatMap(({ text, found }) => (found === MAYBE ? openMember(estate, question, text) : []))
  if (condition !== null && testCel(condition, facts) === MAYBE)
    open.push({ key: 'iam-condition', detail: condition })
  return open
}

function openMember(estate: Estate, question: Question, text: string): readonly OpenCondition[] {
  const member = memberOf(text)
  if (member.type === 'group') return [unknownGroup(member.email)]
  const other = [{ key: 'member', detail: `whether ${text} stands for who asks` }]
  if (member.type !== 'basic') return other
  const found = basicBindings(estate, member).flatMap(({ members, condition }) =>
    openOf(
      estate,
      question,
      members.filter((one) => memberOf(one).type !== 'basic'),
      condition,
    ),
  )
  return found.length > 0 ? found : other
}

/** The decision in words. */
export function reasonOf(permission: string, by: readonly Ground[], decision: string): string {
  const against = by.find(({ type }) => type !== 'binding' && type !== 'unknown-role')
  const grant = by.find(({ type }) => type === 'binding') ?? by.find(({ type }) => type === 'unknown-role')
  if (decision === 'denied')
    return against === undefined
      ? `no allow policy grants ${permission}`
      : `${wordsOf(against)} holds it back`
  const words =
    grant === undefined
      ? permission
      : `${wordsOf(grant)} ${grant.type === 'binding' ? 'grants' : 'may grant'} it`
  return against === undefined ? words : `${words}, unless ${wordsOf(against)} holds it back`
}

function wordsOf(ground: Ground): string {
  switch (ground.type) {
    case 'binding':
    case 'unknown-role':
      return `${ground.binding.role} on ${ground.binding.node}`
    case 'deny':
      return `rule ${ground.rule.index} of the deny policy ${ground.rule.policy}`
    case 'boundary':
      return `the access boundary ${ground.boundary.policy}`
    case 'perimeter':
      return `the perimeter ${ground.perimeter}`
    case 'organization-policy':
      return `${ground.constraint} at ${ground.node}`
  }
}
