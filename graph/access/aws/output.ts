import type { AttackEdge, BlockedEdge, Condition, Derivation, Evidence, Provenance } from '../../attack.ts'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import type { AccessGroup } from './access-group.ts'
import { type Answer, ask } from './ask.ts'
import { blockedBy, type EdgeEnds, edgeFrom, ownSide, standingFor } from './edges.ts'
import type { Estate, Identity } from './estate.ts'
import type { Grantee } from './grantees.ts'
import type { Groups } from './groups.ts'

type GrantEnds = Omit<EdgeEnds, 'from'>

/** Gathers what access derives. */
export interface Output {
  readonly groups: Groups
  /** An edge from an identity, or from the access class of a group. */
  grant(ends: GrantEnds, grantee: Grantee, also?: readonly Condition[]): void
  edge(ends: EdgeEnds, answer: Answer, also?: readonly Condition[]): void
  add(edge: AttackEdge): void
  /** `by`: what stops it, where that is no policy that the answer knows of. */
  heldBack(ends: GrantEnds, grantee: Grantee, by?: Evidence): void
  block(edge: BlockedEdge): void
  node(node: NodeRecord): void
  property(id: string, props: Props): void
  /** Whether the property was set already. */
  has(id: string, property: string): boolean
}

/** The side of one member: by which of his own policies he is in the class. */
interface Member {
  readonly identity: Identity
  readonly evidence: readonly Evidence[]
  readonly provenance: Provenance | null
}

interface Hub {
  readonly group: AccessGroup
  readonly members: readonly Member[]
  /** The statement by which all of them are in it; null when they differ. */
  readonly common: Provenance | null
  /** Ids of the policies that the members' own evidence names. */
  readonly ownIds: ReadonlySet<string>
}

export function createOutput(estate: Estate, groups: Groups): Output & { finish(): Derivation } {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  const properties = new Map<string, Props>()
  const hubs = new Map<string, Hub>()
  const hubOf = (group: AccessGroup, answer: Answer): Hub => {
    const known = hubs.get(group.id)
    if (known !== undefined) return known
    const hub = createHub(group, answer)
    hubs.set(group.id, hub)
    return hub
  }
  return {
    groups,
    grant(ends, { from, answer }, also) {
      const edge = edgeFrom({ ...ends, from: sourceOf(from) }, answer, also)
      if (edge === null) return
      const hub = 'members' in from && from.members.length > 1 ? hubOf(from, answer) : null
      edges.push(hub === null || hub.common !== null ? edge : withoutOwnSide(edge, hub))
    },
    edge(ends, answer, also) {
      const edge = edgeFrom(ends, answer, also)
      if (edge !== null) edges.push(edge)
    },
    add: (edge) => edges.push(edge),
    heldBack(ends, { from, answer }, by) {
      if ('members' in from && from.members.length > 1) hubOf(from, answer)
      const edge = blockedBy({ ...ends, from: sourceOf(from) }, answer)
      const members = 'members' in from ? from.members.length : 1
      blocked.push({ ...edge, ...(by === undefined ? {} : { by }), ...standingFor(members) })
    },
    block: (edge) => blocked.push(edge),
    node(node) {
      if (estate.facts.node(node.id) === undefined) nodes.set(node.id, node)
    },
    property: (id, props) => properties.set(id, { ...properties.get(id), ...props }),
    has: (id, property) => properties.get(id)?.[property] !== undefined,
    finish() {
      for (const { group } of hubs.values()) nodes.set(group.id, classNode(group))
      return {
        edges,
        facts: [...hubs.values()].flatMap(memberships),
        nodes: [...nodes.values()],
        properties,
        blocked,
      }
    },
  }
}

function sourceOf(from: AccessGroup | Identity): string {
  if (!('members' in from)) return from.id
  const [only, second] = from.members
  return only !== undefined && second === undefined ? only.id : from.id
}

function createHub(group: AccessGroup, answer: Answer): Hub {
  const members = group.members.map((identity): Member => {
    const own = ask(identity, answer.target, answer.action, answer.resource)
    return { identity, ...ownSide(own) }
  })
  const [first] = members
  const isCommon = members.every(
    ({ provenance }) => JSON.stringify(provenance) === JSON.stringify(first?.provenance),
  )
  const ownIds = new Set(members.flatMap(({ evidence }) => evidence.map(({ id }) => id)))
  return { group, members, common: isCommon ? (first?.provenance ?? null) : null, ownIds }
}

/** Where the members are in the class by different statements, each membership tells its own. */
function withoutOwnSide(edge: AttackEdge, { ownIds }: Hub): AttackEdge {
  const isOwn = ownIds.has(edge.provenance?.id ?? '')
  return {
    ...edge,
    evidence: edge.evidence.filter(({ id }) => !ownIds.has(id)),
    provenance: isOwn ? null : edge.provenance,
  }
}

function classNode({ id, account, action, members }: AccessGroup): NodeRecord {
  const names = members.slice(0, 3).map(({ principal }) => principal.name)
  const more = members.length > 3 ? ` and ${members.length - 3} more` : ''
  const everyone = id.endsWith('/everyone')
  return {
    id,
    kind: 'AccessClass',
    props: {
      name: everyone ? `everyone in ${account}` : `${names.join(', ')}${more}: ${action}`,
      provider: 'aws',
      account,
      members: members.length,
    },
  }
}

const memberships = ({ group, members }: Hub): readonly RelationshipRecord[] =>
  members.map(({ identity, evidence, provenance }) => ({
    from: identity.id,
    kind: 'IN_ACCESS_CLASS',
    to: group.id,
    props: { evidence, provenance },
  }))
