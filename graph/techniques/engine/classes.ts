import type { Identity, PolicyClass } from '../../access/aws/estate.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'

/** Nodes that stand for principals with the same policies, so that what they share is said once. */
export interface Classes {
  /** Where an edge of all members leaves: the only member, or the class. */
  sourceOf(found: Pick<PolicyClass, 'id' | 'account' | 'members'>): string
  nodes(): readonly NodeRecord[]
  facts(): readonly RelationshipRecord[]
}

type Found = Pick<PolicyClass, 'id' | 'account' | 'members'>

export function createClasses(): Classes {
  const used = new Map<string, Found>()
  return {
    sourceOf(found) {
      const [only, second] = found.members
      if (only !== undefined && second === undefined) return only.id
      used.set(found.id, found)
      return found.id
    },
    nodes: () => [...used.values()].map(classNode),
    facts: () =>
      [...used.values()].flatMap(({ id, members }) => members.map((member) => membership(member, id))),
  }
}

function classNode({ id, account, members }: Found): NodeRecord {
  const names = members.slice(0, 3).map(({ principal }) => principal.name)
  const more = members.length > 3 ? ` and ${members.length - 3} more` : ''
  const props = { name: `${names.join(', ')}${more}`, provider: 'aws', account, members: members.length }
  return { id, kind: 'AccessClass', props }
}

const membership = (member: Identity, to: string): RelationshipRecord => ({
  from: member.id,
  kind: 'IN_ACCESS_CLASS',
  to,
  props: {},
})
