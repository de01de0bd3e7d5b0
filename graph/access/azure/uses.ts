import { NO } from '../tri.ts'
import { belowIn } from './below.ts'
import type { Assignment, AzureEstate } from './estate.ts'
import { grantOf } from './grants.ts'
import type { Permission } from './role.ts'
import type { AzureTechnique } from './technique.ts'

/** Techniques that an assignment is of use for, by what its role grants and by what lies below its scope. */
export interface Uses {
  /** It gives an action on targets. */
  readonly needs: ReadonlySet<AzureTechnique>
  /** It gives what is needed elsewhere besides. */
  readonly also: ReadonlySet<AzureTechnique>
}

/** Of roles that grant nothing at all that techniques ask for, null. */
export type UsesOf = (assignment: Assignment) => Uses | null

/** Roles are few, and so are the kinds that lie together below a scope: each pair of them is looked into once. */
export function usesFor(estate: AzureEstate, techniques: readonly AzureTechnique[]): UsesOf {
  const below = belowIn(estate)
  const kinds = new Set(
    techniques.flatMap(({ target, also }) => (also === undefined ? [target] : [target, also.kind])),
  )
  type ByRole = Map<readonly Permission[] | null, Uses | null>
  const byKinds = new Map<string, { readonly here: ReadonlySet<string>; readonly byRole: ByRole }>()
  const byPlace: { readonly here: ReadonlySet<string>; readonly byRole: ByRole }[] = []
  return (assignment) => {
    const { here, byRole } = byPlace[assignment.place] ?? look(assignment)
    let uses = byRole.get(assignment.permissions)
    if (uses === undefined) {
      uses = usesOf(techniques, assignment, here)
      byRole.set(assignment.permissions, uses)
    }
    return uses
  }

  function look({ scope, place }: Assignment) {
    const here = below.kinds(scope, kinds)
    const key = here.join(' ')
    const same = byKinds.get(key) ?? { here: new Set(here), byRole: new Map() }
    byKinds.set(key, same)
    byPlace[place] = same
    return same
  }
}

function usesOf(
  techniques: readonly AzureTechnique[],
  assignment: Assignment,
  here: ReadonlySet<string>,
): Uses | null {
  const isGranted = (action: string): boolean => grantOf(assignment, action).holds !== NO
  const needs = techniques.filter((technique) => technique.needs.some((actions) => actions.some(isGranted)))
  const also = techniques.filter(({ also: other }) => other?.needs.some((actions) => actions.some(isGranted)))
  if (needs.length === 0 && also.length === 0) return null
  return {
    needs: new Set(needs.filter(({ target }) => here.has(target))),
    also: new Set(
      also.filter(
        ({ also: other }) =>
          other !== undefined &&
          here.has(other.kind) &&
          other.needs.some((actions) => actions.every(isGranted)),
      ),
    ),
  }
}
