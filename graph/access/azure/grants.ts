import type { OpenCondition } from '../question.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import type { Assignment } from './estate.ts'
import { type Action, conditionConcerns, grants, type Permission } from './role.ts'

/** What one assignment gives for an action: sure, under conditions, or nothing. */
export interface Grant {
  readonly holds: Tri
  /** Why it is not sure: an activation, or the text of an ABAC condition. */
  readonly unless: readonly OpenCondition[]
  /** Index of the block of the role that gives it; null when none does. */
  readonly block: number | null
}

export const NOTHING: Grant = { holds: NO, unless: [], block: null }
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
