import { ATTACK_KINDS, HUB_KINDS } from '../schema/index.ts'
import type { CollectedPartition } from './records.ts'
import {
  type CoverageEntry,
  collectedBy,
  type NodeRecord,
  partitionKey,
  type RelationshipRecord,
  type Snapshot,
} from './records.ts'

/** The partition of records that name none, such as those of a snapshot somebody wrote by hand. */
const UNNAMED = 'file/unknown/global/snapshot'

/** A snapshot as if its partitions had just been read; what was derived is left out and will be derived again. */
export function partitionsOf(snapshot: Snapshot, at: string): CollectedPartition[] {
  const held = new Map<
    string,
    { coverage: CoverageEntry; nodes: NodeRecord[]; relationships: RelationshipRecord[] }
  >()
  for (const coverage of snapshot.coverage)
    held.set(partitionKey(coverage), { coverage, nodes: [], relationships: [] })
  const partition = (name: string) => {
    const known = held.get(name)
    if (known !== undefined) return known
    const created = { coverage: coverageOf(name, at), nodes: [], relationships: [] }
    held.set(name, created)
    return created
  }
  // What was collected names its partition; beside it, what names none was derived, such as who is named in a policy.
  const isCollected = [...snapshot.nodes.values()].some((node) => node.partition !== undefined)
  for (const node of snapshot.nodes.values()) {
    if (node.partition === undefined && (isCollected || isDerived(node))) continue
    for (const name of namesOf(node)) partition(name).nodes.push({ ...node, partition: name })
  }
  for (const relationship of snapshot.relationships.values()) {
    if (ATTACK_KINDS.has(relationship.kind) || HUB_KINDS.has(relationship.kind)) continue
    if (relationship.partition === undefined && isCollected) continue
    for (const name of namesOf(relationship))
      partition(name).relationships.push({ ...relationship, partition: name })
  }
  return [...held.values()]
}

const namesOf = (record: NodeRecord | RelationshipRecord): readonly string[] =>
  record.partition === undefined ? [UNNAMED] : collectedBy(record)

const DERIVED_KINDS = new Set(['AccessClass', 'ExternalPrincipal', 'Internet', 'TargetSet'])

const isDerived = (node: NodeRecord): boolean => DERIVED_KINDS.has(node.kind) || node.props.stub === true

function coverageOf(name: string, at: string): CoverageEntry {
  const [provider = '', account = '', region = '', service = ''] = name.split('/')
  return { provider, account, region, service, state: 'OK', reason: null, at, missing: [] }
}
