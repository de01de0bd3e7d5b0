import { NODE_KINDS } from '../../graph/schema/index.ts'
import {
  type CoverageEntry,
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
  type Value,
} from '../../graph/snapshot/records.ts'
import type { RuleTest } from './rule.ts'

/** A graph as a rule's tests write it down. */
export type GraphLiteral = Pick<RuleTest, 'nodes' | 'relationships'>

const LITERAL_ACCOUNT = '111111111111'

/** Nodes with the account, region and name that a literal leaves out. */
export const literalNodes = (literal: Pick<GraphLiteral, 'nodes'>): readonly NodeRecord[] =>
  Object.entries(literal.nodes).map(([id, { kind, ...given }]) => {
    const account = NODE_KINDS.get(kind)?.class === 'Account' ? id : LITERAL_ACCOUNT
    const props: { [name: string]: Value } = { name: id, account, region: 'us-east-1', ...given }
    return { id, kind, props }
  })

export function literalSnapshot(literal: GraphLiteral, coverage: readonly CoverageEntry[]): Snapshot {
  const relationships = literal.relationships.map(
    ([from, kind, to, props]): RelationshipRecord => ({ from, kind, to, props: props ?? {} }),
  )
  return {
    nodes: new Map(literalNodes(literal).map((node) => [node.id, node])),
    relationships: new Map(relationships.map((relationship) => [relationshipId(relationship), relationship])),
    coverage,
  }
}
