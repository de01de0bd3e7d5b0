import type { Evidence } from '../../attack.ts'
import { NO } from '../tri.ts'
import type { Assignment, AzureEstate } from './estate.ts'
import { grantOf } from './grants.ts'
import type { Action } from './role.ts'

/**
 * What an assignment grants, in words and by the blocks of its role that do, as their index. Blocks grant each by
 * itself: https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
export function assignmentEvidence(
  { placeOf }: Pick<AzureEstate, 'placeOf'>,
  assignment: Assignment,
  actions: readonly Action[],
): readonly Evidence[] {
  const { id, roleName, scope } = assignment
  const detail = `${roleName} at ${placeOf(scope)} grants ${actions.join(', ')}`
  return blocksOf(assignment, actions).map((statement) => ({
    type: 'role-assignment',
    id,
    statement,
    detail,
  }))
}

const FIRST: readonly number[] = [0]

function blocksOf(assignment: Assignment, actions: readonly Action[]): readonly number[] {
  if (assignment.permissions?.length === 1) return FIRST
  const granting = actions.map((action) => grantOf(assignment, action)).filter(({ holds }) => holds !== NO)
  return [...new Set(granting.flatMap(({ block }) => (block === null ? [] : [block])))].sort((a, b) => a - b)
}
