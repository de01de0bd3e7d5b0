import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import type { Assignment, AzureEstate, Denial, Lock } from './estate.ts'
import { type Action, conditionConcerns, grants, type Permission } from './role.ts'

/** What one assignment gives for an action: sure, under conditions, or nothing. */
export interface Grant {
  readonly holds: Tri
  /** Why it is not sure: an activation, or the text of an ABAC condition. */
  readonly unless: readonly { readonly key: string; readonly detail: string }[]
  /** Index of the block of the role that gives it; null when none does. */
  readonly block: number | null
}

export interface Decision extends Grant {
  /** The assignment that decides; null when none grants. */
  readonly by: Assignment | null
  /** What stops the access that an assignment would give. */
  readonly blockedBy: Denial | Lock | null
}

const NOTHING: Grant = { holds: NO, unless: [], block: null }
const ACTIVATION = { key: 'pim-activation', detail: 'the role is eligible and has to be activated first' }

type Held = Pick<Assignment, 'permissions' | 'condition' | 'eligible'>

/** Roles are few and assignments many: what a role gives is told once for each action. */
const told = new WeakMap<readonly Permission[], Map<string, Grant>>()

export function grantOf(assignment: Held, action: Action): Grant {
  const { permissions, condition, eligible } = assignment
  if (permissions === null) return NOTHING
  const known = told.get(permissions) ?? new Map<string, Grant>()
  if (known.size === 0) told.set(permissions, known)
  const key = condition === null && !eligible ? action : `${action} ${eligible} ${condition}`
  const before = known.get(key)
  if (before !== undefined) return before
  const grant = grantBy(permissions, assignment, action)
  known.set(key, grant)
  return grant
}

/** Each block of the role by itself, the least conditional first. */
function grantBy(permissions: readonly Permission[], assignment: Held, action: Action): Grant {
  const found = permissions
    .flatMap((permission, block) => (grants(permission, action) ? [{ permission, block }] : []))
    .map(({ permission, block }): Grant => {
      const conditions = [permission.condition, assignment.condition].filter(
        (condition) => condition !== null && conditionConcerns(condition, action),
      )
      const unless = [
        ...(assignment.eligible ? [ACTIVATION] : []),
        ...conditions.map((detail) => ({ key: 'abac-condition', detail: detail ?? '' })),
      ]
      return { holds: unless.length === 0 ? YES : MAYBE, unless, block }
    })
    .sort((left, right) => left.unless.length - right.unless.length)
  return found[0] ?? NOTHING
}

/**
 * May the principal do this with the resource? Deny assignments first, then role assignments, which add up; locks stop
 * what a role would allow. https://learn.microsoft.com/azure/role-based-access-control/overview
 */
export function decide(estate: AzureEstate, principal: string, action: Action, resource: string): Decision {
  const who = estate.principalsOf(principal)
  const chain = estate.chainOf(resource)
  let best: Decision = { ...NOTHING, by: null, blockedBy: null }
  for (const scope of chain) {
    for (const assignment of estate.assignmentsAt(scope)) {
      if (!who.has(assignment.principal)) continue
      const grant = grantOf(assignment, action)
      if (grant.holds > best.holds) best = { ...grant, by: assignment, blockedBy: null }
    }
  }
  return best.holds === NO ? best : heldBack(estate, principal, action, resource, best)
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
