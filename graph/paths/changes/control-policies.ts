import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { ChangeError, type Draft } from './change.ts'

/** What AWS attaches everywhere when an organization turns service control policies on. */
const FULL_ACCESS = {
  id: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
}

export interface Governed {
  readonly account: NodeRecord
  /** Policies level by level, from the root to the account. */
  readonly levels: readonly (readonly Value[])[]
  /** The level that the account or unit stands at. */
  readonly level: number
}

/** The accounts under an account, unit or root that service control policies restrict. @throws ChangeError if none. */
export function governedBy(draft: Draft, scope: string): readonly Governed[] {
  const unit = draft.nodes.get(scope)
  const names = new Set([scope, unit?.props.unitId, unit?.props.rootId, scope.split('/').at(-1)])
  const found: Governed[] = []
  for (const account of draft.nodes.values()) {
    // The management account is exempt from service control policies.
    if (account.kind !== 'AwsAccount' || account.props.managementAccount === true) continue
    const path = Array.isArray(account.props.organizationPath) ? account.props.organizationPath : []
    const level = account.id === scope ? path.length : path.findIndex((id) => names.has(id))
    if (level >= 0) found.push({ account, levels: levelsOf(account, path.length + 1), level })
  }
  if (found.length === 0) throw new ChangeError(`no account is restricted by policies at ${scope}`)
  return found
}

function levelsOf({ props }: NodeRecord, count: number): readonly (readonly Value[])[] {
  const levels = props.serviceControlPolicies
  if (!Array.isArray(levels) || levels.length === 0) return Array.from({ length: count }, () => [FULL_ACCESS])
  return levels.map((level) => (Array.isArray(level) ? level : [level]))
}

export function putLevel(
  draft: Draft,
  { account, levels, level }: Governed,
  changed: readonly Value[],
): void {
  draft.patch(account.id, {
    serviceControlPolicies: levels.map((policies, at) => (at === level ? changed : policies)),
  })
}
