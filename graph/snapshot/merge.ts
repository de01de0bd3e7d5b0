import { carriedFrom } from './carry.ts'
import {
  type CollectedPartition,
  type CoverageEntry,
  collectedBy,
  type NodeRecord,
  partitionKey,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from './records.ts'
import { withStubs } from './stubs.ts'

/**
 * The facts of the estate after a run: what was read now, and what earlier runs read of partitions that could not be
 * read in full (marked stale) or were not asked for. Only a partition that is OK deletes its earlier records.
 * Everything derived is left out. Merging the same run twice gives the same as merging it once.
 */
export function mergePartitions(
  previous: Snapshot | null,
  collected: readonly CollectedPartition[],
  now: string,
): Snapshot {
  const run = collected.toSorted((a, b) => (partitionKey(a.coverage) < partitionKey(b.coverage) ? -1 : 1))
  const carried = carriedFrom(previous, run, now)
  const nodes = new Map(carried.nodes)
  for (const node of together(
    run.flatMap((partition) => partition.nodes),
    (one) => one.id,
  )) {
    nodes.set(node.id, named(overlay(nodes.get(node.id), node)))
  }
  const relationships = new Map(carried.relationships)
  const read = run.flatMap((partition) => partition.relationships)
  for (const relationship of together(read, relationshipId)) {
    const id = relationshipId(relationship)
    relationships.set(id, overlay(relationships.get(id), relationship))
  }
  return withStubs({ nodes, relationships, coverage: mergeCoverage(previous, run) })
}

/** Everything has a name; what nobody named is called by its id. */
const named = (node: NodeRecord): NodeRecord =>
  node.props.name === undefined ? { ...node, props: { ...node.props, name: node.id } } : node

/** Records of one id as one: the first partition in order decides on a property, the others add to it. */
function together<Kept extends NodeRecord | RelationshipRecord>(
  records: readonly Kept[],
  idOf: (record: Kept) => string,
): Iterable<Kept> {
  const byId = new Map<string, Kept>()
  for (const record of records) {
    const id = idOf(record)
    const first = byId.get(id)
    byId.set(id, first === undefined ? record : overlay(record, first))
  }
  return byId.values()
}

/** The lower record with the upper's properties over its own, told by the partitions of both. */
function overlay<Kept extends NodeRecord | RelationshipRecord>(lower: Kept | undefined, upper: Kept): Kept {
  if (lower === undefined) return upper
  const { stale: _stale, staleSince: _since, ...fresh } = lower.props
  const partitions = [...new Set([...collectedBy(lower), ...collectedBy(upper)])].sort()
  return { ...upper, props: { ...fresh, ...upper.props }, partition: partitions.join(' ') }
}

function mergeCoverage(previous: Snapshot | null, run: readonly CollectedPartition[]): CoverageEntry[] {
  const entries = new Map((previous?.coverage ?? []).map((entry) => [partitionKey(entry), entry]))
  for (const { coverage } of run) entries.set(partitionKey(coverage), coverage)
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}
