import { NODE_KINDS } from '../../graph/schema/index.ts'
import { relationshipHandle } from '../../graph/snapshot/hash.ts'
import type { NodeRecord, Props, RelationshipRecord, Snapshot, Value } from '../../graph/snapshot/records.ts'
import { relationshipId } from '../../graph/snapshot/records.ts'
import type { ChangeRecord } from '../../queries/change-record.ts'

/** The snapshot before these changes, which come newest scan first. */
export function undoChanges(snapshot: Snapshot, changes: readonly ChangeRecord[]): Snapshot {
  if (changes.length === 0) return snapshot
  const nodes = new Map(snapshot.nodes)
  const relationships = new Map<string, RelationshipRecord>()
  for (const relationship of snapshot.relationships.values())
    relationships.set(relationshipHandle(relationship), relationship)
  for (const change of changes) {
    if (change.type === 'node') undoNode(nodes, change)
    else undoRelationship(relationships, change)
  }
  return {
    nodes,
    relationships: new Map([...relationships.values()].map((record) => [relationshipId(record), record])),
    coverage: snapshot.coverage,
  }
}

function undoNode(nodes: Map<string, NodeRecord>, change: ChangeRecord): void {
  if (change.op === 'added') {
    nodes.delete(change.subject)
    return
  }
  const now = nodes.get(change.subject)
  const { kind, ...props } = restored({ ...now?.props, kind: now?.kind ?? change.kind }, change)
  nodes.set(change.subject, {
    id: change.subject,
    kind: typeof kind === 'string' && NODE_KINDS.has(kind) ? kind : change.kind,
    props,
  })
}

function undoRelationship(relationships: Map<string, RelationshipRecord>, change: ChangeRecord): void {
  if (change.op === 'added') {
    relationships.delete(change.subject)
    return
  }
  const now = relationships.get(change.subject)
  const props = restored(now?.props ?? {}, change)
  const { technique } = props
  relationships.set(change.subject, {
    from: change.from ?? '',
    kind: change.kind,
    to: change.to ?? '',
    props,
    ...(typeof technique === 'string' ? { key: technique } : {}),
  })
}

/** Properties that differ, as they were; what the change brought is taken away. */
function restored(now: Props, change: ChangeRecord): Props {
  const props: { [name: string]: Value } = { ...now }
  for (const name of Object.keys(change.after ?? {})) delete props[name]
  return { ...props, ...change.before }
}
