import { diffHashes, hashSnapshot } from '../snapshot/diff.ts'
import type { NodeRecord, Props, RelationshipRecord, Snapshot } from '../snapshot/records.ts'
import { InvalidRecordError } from './errors.ts'
import type { StoredHashes } from './hashes.ts'
import { storeNode, storeRelationship } from './stored-record.ts'

export interface NodeWrite {
  readonly record: NodeRecord
  readonly stored: Props
  /** The kind it has in the store; undefined when it is new. */
  readonly oldKind?: string
}

export interface RelationshipWrite {
  readonly record: RelationshipRecord
  readonly stored: Props
  readonly rid: string
}

/** Everything that a publish will write, checked against the schema before the first write. */
export interface PublishPlan {
  readonly addedNodes: readonly NodeWrite[]
  readonly changedNodes: readonly NodeWrite[]
  readonly removedNodes: readonly string[]
  /** New ones between two new nodes. */
  readonly stagedRelationships: readonly RelationshipWrite[]
  /** New ones with an end that is stored already. */
  readonly addedRelationships: readonly RelationshipWrite[]
  readonly changedRelationships: readonly RelationshipWrite[]
  /** Handles of the relationships that went. */
  readonly removedRelationships: readonly string[]
}

/** @throws InvalidRecordError naming the record that the schema does not allow. */
export function planPublish(stored: StoredHashes, snapshot: Snapshot): PublishPlan {
  checkRecords(snapshot)
  const now = hashSnapshot(snapshot)
  const nodes = diffHashes(stored.nodes, now.nodes)
  const relationships = diffHashes(stored.relationships, now.relationships)
  const writeNode = (id: string): NodeWrite[] => {
    const record = snapshot.nodes.get(id)
    const hash = now.nodes.get(id)
    if (record === undefined || hash === undefined) return []
    const oldKind = stored.nodeKinds.get(id)
    return [{ record, stored: storeNode(record, hash), ...(oldKind === undefined ? {} : { oldKind }) }]
  }
  const writeRelationship = (rid: string): RelationshipWrite[] => {
    const record = now.byHandle.get(rid)
    const hash = now.relationships.get(rid)
    if (record === undefined || hash === undefined) return []
    return [{ record, rid, stored: storeRelationship(record, rid, hash) }]
  }
  const isNew = (id: string) => !stored.nodes.has(id)
  const added = relationships.added.flatMap(writeRelationship)
  const [stagedRelationships, addedRelationships] = partition(
    added,
    ({ record }) => isNew(record.from) && isNew(record.to),
  )
  return {
    addedNodes: nodes.added.flatMap(writeNode),
    changedNodes: nodes.changed.flatMap(writeNode),
    removedNodes: nodes.removed,
    stagedRelationships,
    addedRelationships,
    changedRelationships: relationships.changed.flatMap(writeRelationship),
    removedRelationships: relationships.removed,
  }
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []]
  for (const item of items) (test(item) ? yes : no).push(item)
  return [yes, no]
}

function checkRecords(snapshot: Snapshot): void {
  for (const [id, node] of snapshot.nodes)
    if (id !== node.id)
      throw new InvalidRecordError(`node ${node.id} stands in the snapshot under the id ${id}`)
  for (const { from, kind, to } of snapshot.relationships.values()) {
    const missing = [from, to].find((end) => !snapshot.nodes.has(end))
    if (missing !== undefined)
      throw new InvalidRecordError(`${from} ${kind} ${to}: there is no node ${missing}`)
  }
}
