import type { CanAnswer } from '../question.ts'
import { MAYBE, NO } from '../tri.ts'
import { testCel } from './cel.ts'
import { type EligibleBinding, eligibleBindings } from './entitlements.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Question } from './ground.ts'
import { matchesAny } from './match-member.ts'
import { openIn } from './tell.ts'

/** What somebody may once he has taken up a role that he is eligible for; null for nothing. */
export function byEntitlement(estate: GcpEstate, question: Question): CanAnswer | null {
  const [binding] = eligibleBindings(estate, question.resource).filter((one) =>
    mayGive(estate, question, one),
  )
  if (binding === undefined) return null
  const { entitlement, role, index } = binding
  const type = estate.contains(role, question.permission) === MAYBE ? 'unknown-role' : 'binding'
  const approval = `approved by one of ${entitlement.approvers.slice(0, 3).join(', ')}`
  return {
    decision: 'conditional',
    by: [{ policy: entitlement.id, statement: index, effect: 'Allow', layer: 'entitlement', sid: null }],
    conditions: [
      { key: 'entitlement-activation', detail: `${role} has to be taken up by ${entitlement.id} first` },
      ...(entitlement.approvalNeeded ? [{ key: 'approval', detail: approval }] : []),
      ...openIn(estate, question, { type, binding, applies: MAYBE }),
    ],
    reason: `${role} on ${entitlement.scope.id} grants it once it is taken up`,
  }
}

const mayGive = (
  estate: GcpEstate,
  { permission, asker, facts }: Question,
  { role, members, condition }: EligibleBinding,
): boolean =>
  estate.contains(role, permission) !== NO &&
  matchesAny(members, asker, estate) !== NO &&
  (condition === null || testCel(condition, facts) !== NO)
