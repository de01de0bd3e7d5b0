import type { OwnPolicies } from '../../access/aws/estate.ts'
import type { Policy, Statement } from '../../access/aws/policy.ts'
import { matchesAction } from '../../access/aws/statement.ts'

/** Tells which of a fixed list of actions policies allow anywhere; each policy is looked at once. */
export interface Abilities {
  /** May these policies allow the action on some resource? Without it no question needs to be put. */
  mayAsk(own: OwnPolicies, action: string): boolean
  /** All of those actions, lower-cased. */
  of(own: OwnPolicies): ReadonlySet<string>
}

export function abilitiesOver(actions: readonly string[]): Abilities {
  const lowered = new Set(actions.map((action) => action.toLowerCase()))
  const byPolicy = new WeakMap<Policy, ReadonlySet<string>>()
  const byOwn = new WeakMap<OwnPolicies, ReadonlySet<string>>()
  const ofPolicy = (policy: Policy): ReadonlySet<string> => {
    const known = byPolicy.get(policy)
    if (known !== undefined) return known
    const found = allowedActions(policy, lowered)
    byPolicy.set(policy, found)
    return found
  }
  const ofOwn = (own: OwnPolicies): ReadonlySet<string> => {
    const known = byOwn.get(own)
    if (known !== undefined) return known
    const found = union(own.identity.map(({ policy }) => ofPolicy(policy)))
    byOwn.set(own, found)
    return found
  }
  return { of: ofOwn, mayAsk: (own, action) => ofOwn(own).has(action.toLowerCase()) }
}

/** Those of the lower-cased `actions` that some statement allows, on whatever resource. */
export function allowedActions(policy: Policy, actions: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const statement of policy.allows) for (const action of namedBy(statement, actions)) found.add(action)
  return found
}

type ByPatterns = WeakMap<Statement['actions'], readonly string[]>
const named = new WeakMap<ReadonlySet<string>, ByPatterns>()

/** Policies say the same lists of actions over and over, and equal lists are one (see parsePolicy). */
function namedBy(statement: Statement, actions: ReadonlySet<string>): readonly string[] {
  const match = () => [...actions].filter((action) => matchesAction(statement, action))
  if (statement.notAction) return match()
  const byPatterns: ByPatterns = named.get(actions) ?? new WeakMap()
  named.set(actions, byPatterns)
  const known = byPatterns.get(statement.actions) ?? match()
  byPatterns.set(statement.actions, known)
  return known
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const filled = sets.filter(({ size }) => size > 0)
  const [first, second] = filled
  if (first !== undefined && second === undefined) return first
  return new Set(filled.flatMap((set) => [...set]))
}
