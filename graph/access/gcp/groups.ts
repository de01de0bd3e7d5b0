import type { FactIndex } from '../../snapshot/facts.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'

/** Who is in which group, through any number of groups. */
export interface GroupMembers {
  /** `member` is the node id of a user, service account or group; `group` an address. */
  contains(group: string, member: string): Tri
  expand(group: string): Expanded
}

/** Ids of everybody in a group who is no group, the groups in it, and whether all of them are known. */
interface Expanded {
  readonly members: readonly string[]
  readonly groups: readonly string[]
  readonly complete: boolean
}

export const groupId = (email: string): string => `group:${email}`

export function groupMembers(facts: FactIndex): GroupMembers {
  const expanded = new Map<string, Expanded>()
  const inside = new Map<string, ReadonlySet<string>>()
  const insideOf = (email: string): ReadonlySet<string> => {
    const found = inside.get(email) ?? new Set(expand(email).members)
    inside.set(email, found)
    return found
  }
  const expand: GroupMembers['expand'] = (email) => {
    const known = expanded.get(email)
    if (known !== undefined) return known
    const seen = new Set([groupId(email)])
    const members = new Set<string>()
    let complete = true
    for (const id of seen) {
      if (facts.node(id)?.props.membersKnown !== true) complete = false
      for (const { from } of facts.to(id, 'MEMBER_OF')) {
        if (from.startsWith('group:')) seen.add(from)
        else members.add(from)
      }
    }
    const found = { members: [...members], groups: [...seen].slice(1), complete }
    expanded.set(email, found)
    return found
  }
  return {
    expand,
    contains(email, member) {
      const { complete } = expand(email)
      if (insideOf(email).has(member)) return YES
      if (member.startsWith('group:') && isNested(facts, groupId(email), member)) return YES
      return complete ? NO : MAYBE
    },
  }
}

function isNested(facts: FactIndex, group: string, member: string): boolean {
  const seen = new Set([group])
  for (const id of seen) for (const { from } of facts.to(id, 'MEMBER_OF')) seen.add(from)
  return seen.has(member)
}
