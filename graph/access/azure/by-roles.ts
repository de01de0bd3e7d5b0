import type { CanAnswer, OpenCondition } from '../question.ts'
import { MAYBE, NO } from '../tri.ts'
import { lakeLists } from './anonymous.ts'
import { type Decision, decide } from './decide.ts'
import type { AzureEstate } from './estate.ts'
import { heldOn } from './held-on.ts'
import { holdersOf, notReadAt, unknownGroups } from './not-read.ts'

/** One way to decide a question, for whoever asks it. */
export interface Decider {
  /** Whom what decides names: everybody else is in their groups, or may nothing by it. */
  readonly named: Iterable<string>
  /** What was not read, and may let in whoever it names. */
  readonly open: readonly OpenCondition[]
  answer(principal: string): CanAnswer
}

/** By role assignments, deny assignments and locks. `settled` holds conditions that stand for all. */
export function byRoles(
  estate: AzureEstate,
  action: string,
  resource: string,
  settled: readonly OpenCondition[] = [],
): Decider {
  const { mayGrant, mayHoldBack } = notReadAt(estate, action, resource)
  const held = heldOn(estate, action, resource)
  const named = holdersOf(held)
  const besides = [...settled, ...mayHoldBack]
  return {
    named,
    open: [
      ...mayGrant,
      ...unknownGroups(estate, named),
      ...lakeLists(estate.facts, action, resource),
      ...settled,
    ],
    answer(principal) {
      const decision = decide(estate, principal, action, resource)
      if (decision.holds === NO) return decision.blockedBy === null ? byUnread(principal) : told(decision, [])
      return told(decision, [...(decision.holds === MAYBE ? decision.unless : []), ...besides])
    },
  }

  /** A role that was not read may give anything. */
  function byUnread(principal: string): CanAnswer {
    const own = [...estate.principalsOf(principal)].flatMap((one) => held.unread.get(one) ?? [])
    const conditions = own.map(({ id, role }) => ({
      key: 'role-not-read',
      detail: `what the role ${role} allows, assigned by ${id}`,
    }))
    return {
      decision: own.length === 0 ? 'denied' : 'conditional',
      by: [],
      conditions,
      reason: own.length === 0 ? 'no role assignment grants it' : 'a role that was not read may grant it',
    }
  }

  function told(decision: Decision, conditions: readonly OpenCondition[]): CanAnswer {
    return {
      decision: decision.holds === NO ? 'denied' : conditions.length > 0 ? 'conditional' : 'allowed',
      by: hitsOf(decision),
      conditions,
      reason: reasonOf(estate, decision),
    }
  }
}

function hitsOf({ by, block, blockedBy }: Decision): CanAnswer['by'] {
  const granted: CanAnswer['by'] =
    by === null
      ? []
      : [{ policy: by.id, statement: block ?? 0, effect: 'Allow', layer: 'role-assignment', sid: null }]
  if (blockedBy === null) return granted
  const layer = 'readOnly' in blockedBy ? 'lock' : 'deny-assignment'
  return [{ policy: blockedBy.id, statement: 0, effect: 'Deny', layer, sid: null }, ...granted]
}

function reasonOf(estate: AzureEstate, { by, blockedBy }: Decision): string {
  if (blockedBy !== null)
    return 'readOnly' in blockedBy
      ? `a lock at ${estate.placeOf(blockedBy.scope)} stops it`
      : `the deny assignment ${blockedBy.name} at ${estate.placeOf(blockedBy.scope)} denies it`
  return by === null
    ? 'no role assignment grants it'
    : `${by.roleName} at ${estate.placeOf(by.scope)} grants it`
}
