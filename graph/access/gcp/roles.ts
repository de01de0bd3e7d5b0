import type { FactIndex } from '../../snapshot/facts.ts'
import { PREDEFINED_ROLES } from './predefined-roles.ts'

/**
 * What a role contains, of what is asked about. null when it is not known: a custom role that was not read, or a
 * predefined one that is not in the table.
 */
export type RoleContents = (role: string) => ReadonlySet<string> | null

export function roleContents(facts: FactIndex): RoleContents {
  const custom = new Map<string, ReadonlySet<string> | null>()
  for (const { id, props } of facts.ofKind('GcpRole')) {
    const name = typeof props.role === 'string' ? props.role : id
    const listed = Array.isArray(props.permissions) ? props.permissions : null
    const permissions = listed?.filter((permission) => typeof permission === 'string')
    // A disabled role grants nothing. https://cloud.google.com/iam/docs/creating-custom-roles#launch-stages
    custom.set(
      name,
      props.stage === 'DISABLED' ? new Set() : permissions === undefined ? null : new Set(permissions),
    )
  }
  return (role) => {
    const known = custom.get(role)
    return known === undefined ? (PREDEFINED_ROLES.get(role) ?? null) : known
  }
}
