import { put } from '../../group-by.ts'
import { NO, type Tri } from '../tri.ts'
import type { Assignment, AzureEstate } from './estate.ts'
import { type Grant, grantOf } from './grants.ts'
import type { Action } from './role.ts'

/** The most that somebody's own assignments give. */
export interface OwnGrant extends Grant {
  readonly by: Assignment
  /** Place of the assignment, from the resource up: of equal ones the nearest counts. */
  readonly place: number
}

/** Whoever is assigned something on a resource, or above it, that bears on one action. */
export interface HeldOn {
  readonly granted: ReadonlyMap<string, OwnGrant>
  /** Assignments of roles that were not read: they may give anything. */
  readonly unread: ReadonlyMap<string, readonly Assignment[]>
}

/** Questions come in rows about one resource; what was asked before those is forgotten. */
const MOST_KEPT = 64
const kept = new WeakMap<AzureEstate, Map<string, HeldOn>>()

/** Looked through once, however many principals are asked about: what each holds himself, without his groups. */
export function heldOn(estate: AzureEstate, action: Action, resource: string): HeldOn {
  const ofEstate = kept.get(estate) ?? new Map<string, HeldOn>()
  kept.set(estate, ofEstate)
  const key = `${action} ${resource}`
  const known = ofEstate.get(key)
  if (known !== undefined) return known
  if (ofEstate.size >= MOST_KEPT) ofEstate.clear()
  const found = lookThrough(estate, action, resource)
  ofEstate.set(key, found)
  return found
}

function lookThrough(estate: AzureEstate, action: Action, resource: string): HeldOn {
  const granted = new Map<string, OwnGrant>()
  const unread = new Map<string, Assignment[]>()
  let place = 0
  for (const assignment of estate.chainOf(resource).flatMap((scope) => estate.assignmentsAt(scope))) {
    place++
    const { principal, permissions } = assignment
    if (permissions === null) {
      put(unread, principal, assignment)
      continue
    }
    const grant = grantOf(assignment, action)
    const before: Tri = granted.get(principal)?.holds ?? NO
    if (grant.holds > before) granted.set(principal, { ...grant, by: assignment, place })
  }
  return { granted, unread }
}

/** The most of what somebody and his groups are given; null for nothing. */
export function mostOf({ granted }: HeldOn, who: ReadonlySet<string>): OwnGrant | null {
  let best: OwnGrant | null = null
  for (const one of who) {
    const own = granted.get(one)
    if (own === undefined) continue
    const isMore = best === null || own.holds > best.holds
    if (isMore || (own.holds === best?.holds && own.place < best.place)) best = own
  }
  return best
}
