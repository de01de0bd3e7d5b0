import { COMMON_PROPERTIES, type PropertyDeclaration } from '../schema/define.ts'
import { ATTACK_KINDS, NODE_KINDS } from '../schema/index.ts'
import type { CollectedPartition } from './records.ts'
import {
  collectedBy,
  type NodeRecord,
  type Props,
  partitionKey,
  type RelationshipRecord,
  type Snapshot,
} from './records.ts'

export interface Carried {
  readonly nodes: ReadonlyMap<string, NodeRecord>
  readonly relationships: ReadonlyMap<string, RelationshipRecord>
}

/**
 * What of the earlier snapshot outlives a run: facts that some partition still vouches for, because the run did not
 * read it in full or did not ask for it. Records without a partition (stubs and whatever was derived) do not.
 */
export function carriedFrom(
  previous: Snapshot | null,
  run: readonly CollectedPartition[],
  now: string,
): Carried {
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  if (previous === null) return { nodes, relationships }
  const states = new Map(run.map(({ coverage }) => [partitionKey(coverage), coverage.state]))
  const lastRead = new Map(previous.coverage.map((entry) => [partitionKey(entry), entry.at]))
  const vouching = (record: NodeRecord | RelationshipRecord) =>
    collectedBy(record).filter((partition) => states.get(partition) !== 'OK')

  for (const [id, node] of previous.nodes) {
    const partitions = vouching(node)
    if (partitions.length === 0) continue
    const unread = partitions.find((partition) => states.has(partition))
    const props = factProps(node)
    const staleProps = unread === undefined ? props : staleSince(props, lastRead.get(unread) ?? now)
    nodes.set(id, { ...node, props: staleProps, partition: partitions.join(' ') })
  }
  for (const [id, relationship] of previous.relationships) {
    const partitions = vouching(relationship)
    if (partitions.length === 0 || ATTACK_KINDS.has(relationship.kind)) continue
    relationships.set(id, { ...relationship, partition: partitions.join(' ') })
  }
  return { nodes, relationships }
}

const staleSince = (props: Props, lastRead: string): Props => ({
  ...props,
  stale: true,
  staleSince: props.staleSince ?? lastRead,
})

/** Properties that a collector set; derived ones are derived anew. */
function factProps(node: NodeRecord): Props {
  const declared: { readonly [name: string]: PropertyDeclaration } = {
    ...COMMON_PROPERTIES,
    ...NODE_KINDS.get(node.kind)?.properties,
  }
  const names = Object.keys(node.props)
  if (!names.some((name) => declared[name]?.derived)) return node.props
  return Object.fromEntries(Object.entries(node.props).filter(([name]) => !declared[name]?.derived))
}
