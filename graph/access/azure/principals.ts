import type { FactIndex } from '../../snapshot/facts.ts'

/** A principal and every group it is in, directly or through other groups. Groups in a circle end. */
export function principalSets(facts: FactIndex): (id: string) => ReadonlySet<string> {
  const sets = new Map<string, ReadonlySet<string>>()
  return (id) => {
    const known = sets.get(id)
    if (known !== undefined) return known
    const found = new Set([id])
    for (const one of found) for (const { to } of facts.from(one, 'MEMBER_OF')) found.add(to)
    sets.set(id, found)
    return found
  }
}

/** Who is in a group, directly or through other groups, the groups too. */
export function membersOf(facts: FactIndex, group: string): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [group]
  for (const one of queue) {
    for (const { from } of facts.to(one, 'MEMBER_OF')) {
      if (found.has(from) || from === group) continue
      found.add(from)
      queue.push(from)
    }
  }
  return found
}
