import type { Candidate } from '../privilege.ts'
import type { Group } from './groups.ts'
import type { Pool, Prepared, PreparedSet } from './pool.ts'

/** A group's candidates as they are drawn; worked out once for every principal that has the same group. */
export function prepare(pool: Pool, group: Group): Prepared {
  const known = pool.prepared.get(group.key)
  if (known !== undefined) return known
  const members = group.members()
  const prepared: Prepared = {
    limited: bestByEnd(members.filter(({ limitedBy }) => limitedBy !== undefined)),
    sets: byConditions(bestByEnd(members.filter(({ limitedBy }) => limitedBy === undefined))),
  }
  pool.prepared.set(group.key, prepared)
  return prepared
}

/** Of several ways to one end, the one with least that is not known. */
function bestByEnd(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const known = best.get(candidate.end)
    if (known === undefined || candidate.conditions.length < known.conditions.length)
      best.set(candidate.end, candidate)
  }
  return [...best.values()]
}

function byConditions(candidates: readonly Candidate[]): readonly PreparedSet[] {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const key = candidate.conditions.length === 0 ? '' : JSON.stringify(candidate.conditions)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [candidate])
    else group.push(candidate)
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members
    return first === undefined ? [] : [{ first, members, hub: null }]
  })
}
