import { deriveAccess } from './access/aws/derive.ts'
import { type BlockedEdge, type Derivation, toRelationship } from './attack.ts'
import { deriveNetwork } from './network/derive.ts'
import { deriveSensitivity } from './sensitivity.ts'
import { type FactIndex, indexFacts } from './snapshot/facts.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from './snapshot/records.ts'
import { deriveTechniques } from './techniques/derive.ts'

export interface DerivedEstate {
  /** The facts and all that follows from them. */
  readonly snapshot: Snapshot
  readonly blocked: readonly BlockedEdge[]
}

/** Derivation steps in their order; each sees the facts and what the steps before it found. */
const STEPS: readonly ((facts: FactIndex, before: readonly Derivation[]) => Derivation)[] = [
  deriveSensitivity,
  deriveAccess,
  deriveNetwork,
  deriveTechniques,
]

/** Adds to a snapshot of facts every attack edge and derived property that follows from them. Pure. */
export function deriveSnapshot(facts: Snapshot): DerivedEstate {
  const index = indexFacts(facts)
  const derivations: Derivation[] = []
  for (const step of STEPS) derivations.push(step(index, derivations))
  return {
    snapshot: {
      nodes: withNodes(facts, derivations),
      relationships: withEdges(facts, derivations),
      coverage: facts.coverage,
    },
    blocked: derivations.flatMap((derivation) => derivation.blocked),
  }
}

function withNodes(facts: Snapshot, derivations: readonly Derivation[]): ReadonlyMap<string, NodeRecord> {
  const nodes = new Map(facts.nodes)
  for (const node of derivations.flatMap((derivation) => derivation.nodes))
    if (!nodes.has(node.id)) nodes.set(node.id, node)
  for (const { properties } of derivations) {
    for (const [id, props] of properties) {
      const node = nodes.get(id)
      if (node !== undefined) nodes.set(id, { ...node, props: { ...node.props, ...props } })
    }
  }
  return nodes
}

function withEdges(
  facts: Snapshot,
  derivations: readonly Derivation[],
): ReadonlyMap<string, RelationshipRecord> {
  const relationships = new Map(facts.relationships)
  for (const { edges, facts: derived } of derivations) {
    for (const fact of derived ?? []) relationships.set(relationshipId(fact), fact)
    for (const edge of edges) {
      const relationship = toRelationship(edge)
      const id = relationshipId(relationship)
      const known = relationships.get(id)
      if (known === undefined || likelihood(relationship) > likelihood(known))
        relationships.set(id, relationship)
    }
  }
  return relationships
}

const likelihood = (relationship: RelationshipRecord): number =>
  typeof relationship.props.likelihood === 'number' ? relationship.props.likelihood : 0
