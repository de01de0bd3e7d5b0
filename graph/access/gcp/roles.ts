import type { FactIndex } from '../../snapshot/facts.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import { PREDEFINED_ROLES } from './predefined-roles.ts'

/**
 * What a role contains, of what is asked about. null when it is not known: a custom role that was not read, or a
 * predefined one that is not in the table.
 */
export type RoleContents = (role: string) => ReadonlySet<string> | null

/** Permissions that the table of predefined roles is about: of others it says nothing. */
export const TOLD_PERMISSIONS: ReadonlySet<string> = new Set(
  [...PREDEFINED_ROLES.values()].flatMap((permissions) => [...permissions]),
)

/** Whether a role contains a permission, whichever that is; MAYBE where its contents are not known that far. */
export const containing =
  (contentsOf: RoleContents) =>
  (role: string, permission: string): Tri => {
    const contents = contentsOf(role)
    if (contents === null) return MAYBE
    if (contents.has(permission)) return YES
    return contents === PREDEFINED_ROLES.get(role) && !TOLD_PERMISSIONS.has(permission) ? MAYBE : NO
  }

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
