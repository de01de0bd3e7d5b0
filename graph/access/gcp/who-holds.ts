import { MAYBE, type Tri, YES } from '../tri.ts'
import { decide } from './decide.ts'
import type { GcpEstate } from './estate-of.ts'
import { expandGroups, type Holder, holdersOf } from './holders.ts'
import type { Binding } from './policy.ts'
import { requestOn } from './requests.ts'

/** Somebody who has a permission on a node, and a binding that gives it. */
export interface Held {
  readonly holder: Holder
  readonly binding: Binding
  readonly holds: Tri
}

/** Everybody who has a permission on a node after every policy; members of groups beside their groups. */
export function whoHolds(
  estate: GcpEstate,
  permission: string,
  node: string,
  now: string | null,
): ReadonlyMap<string, Held> {
  const found = new Map<string, Held>()
  const facts = { ...requestOn(permission, estate.facts.node(node), now), ...estate.tagsOn(node) }
  for (const place of estate.chainOf(node)) {
    for (const binding of estate.bindingsAt(place)) {
      if (estate.permissionsOf(binding.role)?.has(permission) !== true) continue
      const named = holdersOf(binding, estate)
      for (const holder of [...named, ...expandGroups(named, estate)]) {
        const { id } = holder.asker
        if (found.has(id)) continue
        const { decision } = decide(estate, { asker: holder.asker, permission, resource: node, facts })
        if (decision !== 'denied')
          found.set(id, { holder, binding, holds: decision === 'allowed' ? YES : MAYBE })
      }
    }
  }
  return found
}
