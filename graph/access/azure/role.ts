import { z } from 'zod'
import type { Value } from '../../snapshot/records.ts'
import { compileGlob, type Glob, matchGlob } from '../aws/glob.ts'

/** One block of a role: what it allows, less what it leaves out. */
export interface Permission {
  readonly actions: readonly Glob[]
  readonly notActions: readonly Glob[]
  readonly dataActions: readonly Glob[]
  readonly notDataActions: readonly Glob[]
  /** ABAC condition inside the role definition. */
  readonly condition: string | null
}

const patterns = z
  .array(z.string())
  .optional()
  .transform((all) => (all ?? []).map((pattern) => compileGlob(pattern.toLowerCase())))

const blocks = z.array(
  z.object({
    actions: patterns,
    notActions: patterns,
    dataActions: patterns,
    notDataActions: patterns,
    condition: z
      .string()
      .nullish()
      .transform((text) => (text === undefined || text === '' ? null : text)),
  }),
)

/** null when the role's contents are not known. */
export function parsePermissions(value: Value | undefined): readonly Permission[] | null {
  const parsed = blocks.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** An action, lower-cased: `microsoft.storage/storageaccounts/listkeys/action`; `data:` before a data action. */
export type Action = string

/**
 * Whether one block grants an action. Control and data actions are apart: neither grants the other; NotActions take
 * away from their own block only. https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
export function grants(permission: Permission, action: Action): boolean {
  const isData = action.startsWith('data:')
  const name = isData ? action.slice('data:'.length) : action
  const allowed = isData ? permission.dataActions : permission.actions
  const left = isData ? permission.notDataActions : permission.notActions
  return allowed.some((glob) => matchGlob(glob, name)) && !left.some((glob) => matchGlob(glob, name))
}

/**
 * Whether an ABAC condition looks at an action at all. Conditions are written as "it is not this action, or …": for an
 * action that none of its ActionMatches names, they hold.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */
export function conditionConcerns(condition: string, action: Action): boolean {
  const named = [...condition.matchAll(/ActionMatches\s*\{\s*'([^']*)'\s*\}/gi)].map(([, name]) => name ?? '')
  if (named.length === 0) return true
  const guards = [...condition.matchAll(/!\s*\(?\s*ActionMatches/gi)].length
  // An action that is asked for, not excluded, makes the condition fail for all others.
  if (guards < named.length) return true
  const bare = action.replace(/^data:/, '')
  return named.some((name) => matchGlob(compileGlob(name.toLowerCase()), bare))
}
