import type { FactIndex } from '../../snapshot/facts.ts'
import { AccessQuestionError, type CanAnswer } from '../aws/can.ts'
import { MAYBE, NO } from '../tri.ts'
import { AZURE_ACCESS_TECHNIQUES } from './data-techniques.ts'
import { type Decision, decide } from './decide.ts'
import { type AzureEstate, azureEstateOf } from './estate.ts'
import { parsePermissions } from './role.ts'

/** `action` is one of the control plane, or one of data with `data:` before it; `resource` an id, in any case. */
export interface AzureQuestion {
  readonly principal: string
  readonly action: string
  readonly resource: string
}

type Condition = CanAnswer['conditions'][number]

/**
 * May this principal do this by its role assignments? A role that was not read may give anything.
 * https://learn.microsoft.com/azure/role-based-access-control/overview
 * @throws AccessQuestionError for an action that is not written as it is asked, or that no role decides.
 */
export function canAzure(facts: FactIndex, question: AzureQuestion): CanAnswer {
  const estate = azureEstateOf(facts)
  const action = question.action.toLowerCase()
  const resource = question.resource.toLowerCase().replace(/\/+$/, '') || '/'
  checkAction(facts, action)
  const vault = vaultCondition(facts, action, resource)
  const decision = decide(estate, question.principal, action, resource)
  const unread = decision.holds === NO && decision.blockedBy === null
  const unknown = unread ? unreadRoles(estate, question.principal, resource) : []
  const conditions = [...(decision.holds === MAYBE ? decision.unless : []), ...unknown]
  if (decision.blockedBy === null) conditions.push(...vault)
  return {
    decision: conditions.length > 0 ? 'conditional' : decision.holds === NO ? 'denied' : 'allowed',
    by: hitsOf(decision),
    conditions,
    reason: reasonOf(estate, decision, unknown),
  }
}

function checkAction(facts: FactIndex, action: string): void {
  if (!/^(data:)?[^/\s*?:]+(\/[^/\s*?:]+)+$/.test(action))
    throw new AccessQuestionError(
      `"${action}" is no action of Azure; write it as Provider/type/verb, with data: before one of data`,
    )
  if (!action.startsWith('data:') && isDataAction(facts, action))
    throw new AccessQuestionError(`"${action}" is an action of data: write it as data:${action}`)
}

/** Names do not tell the two kinds apart; roles and techniques that name an action do. */
function isDataAction(facts: FactIndex, action: string): boolean {
  const named = AZURE_ACCESS_TECHNIQUES.flatMap(({ needs }) => needs.flat())
  if (named.includes(`data:${action}`)) return true
  return facts
    .ofKind('AzureRoleDefinition')
    .some(({ props }) =>
      parsePermissions(props.permissions)?.some(({ dataActions }) =>
        dataActions.some(({ shape, pattern }) => shape === 'exact' && pattern === action),
      ),
    )
}

/**
 * Roles decide about the data of a vault only where it is set to go by them.
 * https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy
 */
function vaultCondition(facts: FactIndex, action: string, resource: string): readonly Condition[] {
  if (!action.startsWith('data:microsoft.keyvault/vaults/')) return []
  const id = /^.*\/providers\/microsoft\.keyvault\/vaults\/[^/]+/.exec(resource)?.[0]
  const rbac = id === undefined ? undefined : facts.node(id)?.props.rbac
  if (rbac === true) return []
  if (rbac === false)
    throw new AccessQuestionError(`${id} goes by its access policies, not by roles: see show`)
  return [{ key: 'vault-permission-model', detail: 'the vault goes by roles, not by access policies' }]
}

function unreadRoles(estate: AzureEstate, principal: string, resource: string): readonly Condition[] {
  const who = estate.principalsOf(principal)
  return estate
    .chainOf(resource)
    .flatMap((scope) => estate.assignmentsAt(scope))
    .filter((one) => who.has(one.principal) && one.permissions === null)
    .map(({ id, role }) => ({
      key: 'role-not-read',
      detail: `what the role ${role} allows, assigned by ${id}`,
    }))
}

function hitsOf({ by, block, blockedBy }: Decision): CanAnswer['by'] {
  const granted =
    by === null
      ? []
      : [
          {
            policy: by.id,
            statement: block ?? 0,
            effect: 'Allow',
            layer: 'role-assignment',
            sid: null,
          } as const,
        ]
  if (blockedBy === null) return granted
  const layer = 'readOnly' in blockedBy ? 'lock' : 'deny-assignment'
  return [{ policy: blockedBy.id, statement: 0, effect: 'Deny', layer, sid: null }, ...granted]
}

function reasonOf(estate: AzureEstate, { by, blockedBy }: Decision, unread: readonly Condition[]): string {
  if (blockedBy !== null)
    return 'readOnly' in blockedBy
      ? `a lock at ${estate.placeOf(blockedBy.scope)} stops it`
      : `the deny assignment ${blockedBy.name} at ${estate.placeOf(blockedBy.scope)} denies it`
  if (by !== null) return `${by.roleName} at ${estate.placeOf(by.scope)} grants it`
  return unread.length > 0 ? 'a role that was not read may grant it' : 'no role assignment grants it'
}
