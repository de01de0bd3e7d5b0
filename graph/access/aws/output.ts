import type { AttackEdge, BlockedEdge, Condition, Derivation } from '../../attack.ts'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import type { Answer } from './ask.ts'
import { blockedBy, type EdgeEnds, edgeFrom } from './edges.ts'
import type { Estate, Identity, PolicyClass } from './estate.ts'

/** Gathers what access derives. */
export interface Output {
  /** Ids of the classes whose members are administrators of their account. */
  readonly administrators: ReadonlySet<string>
  /** The node an edge leaves from: the identity, or its class where it has several members. */
  source(from: PolicyClass | Identity): string
  edge(ends: EdgeEnds, answer: Answer, also?: readonly Condition[]): void
  add(edge: AttackEdge): void
  blocked(ends: Pick<EdgeEnds, 'from' | 'kind' | 'to'>, answer: Answer): void
  block(edge: BlockedEdge): void
  node(node: NodeRecord): void
  property(id: string, props: Props): void
}

export function createOutput(
  estate: Estate,
  administrators: ReadonlySet<string>,
): Output & { finish(): Derivation } {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  const properties = new Map<string, Props>()
  const classes = new Map<string, PolicyClass>()
  return {
    administrators,
    source(from) {
      if (!('members' in from)) return from.id
      const [only, second] = from.members
      if (only !== undefined && second === undefined) return only.id
      classes.set(from.id, from)
      return from.id
    },
    edge(ends, answer, also) {
      const edge = edgeFrom(ends, answer, also)
      if (edge !== null) edges.push(edge)
    },
    add: (edge) => edges.push(edge),
    blocked: (ends, answer) => blocked.push(blockedBy(ends, answer)),
    block: (edge) => blocked.push(edge),
    node(node) {
      if (estate.facts.node(node.id) === undefined) nodes.set(node.id, node)
    },
    property: (id, props) => properties.set(id, { ...properties.get(id), ...props }),
    finish() {
      // A class that only blocked edges name still needs its node.
      for (const found of classes.values()) nodes.set(found.id, classNode(found))
      return {
        edges,
        facts: [...classes.values()].flatMap(memberships),
        nodes: [...nodes.values()],
        properties,
        blocked,
      }
    },
  }
}

function classNode(found: PolicyClass): NodeRecord {
  const names = found.members.slice(0, 3).map(({ principal }) => principal.name)
  const more = found.members.length > 3 ? ` and ${found.members.length - 3} more` : ''
  return {
    id: found.id,
    kind: 'AccessClass',
    props: {
      name: `${names.join(', ')}${more}`,
      provider: 'aws',
      account: found.account,
      members: found.members.length,
    },
  }
}

const memberships = (found: PolicyClass): readonly RelationshipRecord[] =>
  found.members.map((member) => ({ from: member.id, kind: 'IN_ACCESS_CLASS', to: found.id, props: {} }))
