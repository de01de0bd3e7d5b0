import { MAYBE, NO } from '../tri.ts'
import type { Assignment, AzureEstate, Denial, Lock } from './estate.ts'
import { type Grant, NOTHING } from './grants.ts'
import { heldOn, mostOf } from './held-on.ts'
import { type Action, grants } from './role.ts'

export interface Decision extends Grant {
  /** The assignment that decides; null when none grants. */
  readonly by: Assignment | null
  /** What stops the access that an assignment would give. */
  readonly blockedBy: Denial | Lock | null
}

/**
 * May the principal do this with the resource? Deny assignments first, then role assignments, which add up; locks stop
 * what a role would allow. https://learn.microsoft.com/azure/role-based-access-control/overview
 */
export function decide(estate: AzureEstate, principal: string, action: Action, resource: string): Decision {
  const best = mostOf(heldOn(estate, action, resource), estate.principalsOf(principal))
  if (best === null) return { ...NOTHING, by: null, blockedBy: null }
  const { holds, unless, block, by } = best
  return heldBack(estate, principal, action, resource, { holds, unless, block, by, blockedBy: null })
}

/** What is left of access that an assignment gives, after deny assignments and locks. */
export function heldBack(
  estate: AzureEstate,
  principal: string,
  action: Action,
  resource: string,
  best: Decision,
): Decision {
  const denial = denialOf(estate, estate.principalsOf(principal), action, resource)
  if (denial !== null) return { ...best, holds: NO, blockedBy: denial }
  const lock = lockOn(estate, action, resource)
  if (lock === null) return best
  if (!mayLift(estate, principal, lock)) return { ...best, holds: NO, blockedBy: lock }
  return { ...best, holds: MAYBE, unless: [...best.unless, lockRemoval(lock)] }
}

export const lockRemoval = ({ id }: Lock) => ({
  key: 'resource-lock',
  detail: `the lock ${id} has to be removed first`,
})

/** Whoever may remove a lock is only held up by it. */
export const mayLift = (estate: AzureEstate, principal: string, lock: Lock): boolean =>
  decide(estate, principal, 'microsoft.authorization/locks/delete', lock.scope).holds !== NO

/** The deny assignment that keeps these principals from the action. https://learn.microsoft.com/azure/role-based-access-control/deny-assignments */
export function denialOf(
  estate: AzureEstate,
  who: ReadonlySet<string>,
  action: Action,
  resource: string,
): Denial | null {
  if (estate.denials.length === 0) return null
  for (const [distance, scope] of estate.chainOf(resource).entries()) {
    for (const denial of estate.denialsAt(scope)) {
      if (denial.ownScopeOnly && distance > 0) continue
      if (!concerns(denial, who)) continue
      if (denial.permissions.some((permission) => grants(permission, action))) return denial
    }
  }
  return null
}

export function concerns({ everyone, principals, excluded }: Denial, who: ReadonlySet<string>): boolean {
  for (const one of who) if (excluded.has(one)) return false
  if (everyone) return true
  for (const one of who) if (principals.has(one)) return true
  return false
}

/**
 * A ReadOnly lock stops everything of the control plane that is no read, also the POSTs that only answer keys; a
 * CanNotDelete lock stops deleting; neither touches data. https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export function lockOn(estate: AzureEstate, action: Action, resource: string): Lock | null {
  if (estate.locks.length === 0) return null
  if (action.startsWith('data:') || action.endsWith('/read')) return null
  // Locks do not keep from removing locks.
  if (action.startsWith('microsoft.authorization/locks/')) return null
  for (const scope of estate.chainOf(resource)) {
    for (const lock of estate.locksAt(scope)) {
      if (lock.readOnly || action.endsWith('/delete')) return lock
    }
  }
  return null
}
