import { canonicalJson } from '../snapshot/hash.ts'
import type { NodeRecord, Props, RelationshipRecord, Snapshot, Value } from '../snapshot/records.ts'
import { runRows } from './batches.ts'
import type { BeforeRecords } from './before.ts'
import type { Run } from './engine.ts'
import type { PublishPlan } from './plan.ts'
import type { Scan } from './port.ts'

/** One entry of the change log, without the scan it belongs to. */
export interface ChangeRecord {
  readonly op: 'added' | 'changed' | 'removed'
  readonly type: 'node' | 'relationship'
  /** Node id, or the relationship's handle. */
  readonly subject: string
  readonly kind: string
  readonly account: string
  readonly from?: string
  readonly to?: string
  /** JSON: all properties of what went; of what changed only those that differ. */
  readonly before?: string
  /** JSON: all properties of what came; of what changed only those that differ. */
  readonly after?: string
}

export function changesOf(
  plan: PublishPlan,
  before: BeforeRecords,
  after: Snapshot,
): readonly ChangeRecord[] {
  const accountOf = (id: string): string => {
    const account = (after.nodes.get(id) ?? before.nodes.get(id))?.props.account
    return typeof account === 'string' ? account : ''
  }
  const node = (subject: string, now: NodeRecord | undefined): ChangeRecord => {
    const old = before.nodes.get(subject)
    const kind = now?.kind ?? old?.kind ?? ''
    return {
      ...operation(withKind(old), withKind(now)),
      type: 'node',
      subject,
      kind,
      account: accountOf(subject),
    }
  }
  const relationship = (subject: string, now: RelationshipRecord | undefined): ChangeRecord => {
    const old = before.relationships.get(subject)
    const { from, kind, to } = now ?? old ?? { from: '', kind: '', to: '' }
    return {
      ...operation(old?.props, now?.props),
      type: 'relationship',
      subject,
      kind,
      account: accountOf(from),
      from,
      to,
    }
  }
  return [
    ...plan.addedNodes.map(({ record }) => node(record.id, record)),
    ...plan.changedNodes.map(({ record }) => node(record.id, record)),
    ...plan.removedNodes.map((id) => node(id, undefined)),
    ...[...plan.stagedRelationships, ...plan.addedRelationships].map(({ rid, record }) =>
      relationship(rid, record),
    ),
    ...plan.changedRelationships.map(({ rid, record }) => relationship(rid, record)),
    ...plan.removedRelationships.map((rid) => relationship(rid, undefined)),
  ]
}

export async function writeChanges(run: Run, changes: readonly ChangeRecord[], scan: Scan): Promise<void> {
  const { id, sequence, finishedAt } = scan
  await runRows(
    run,
    `UNWIND $rows AS row
     CREATE (c:Change)
     SET c = row`,
    changes.map((change, at) => ({ ...change, id: `${id}/${at}`, scan: id, sequence, at: finishedAt })),
  )
}

/** The kind is worth a line in the log too: a stub becomes what it stood for. */
const withKind = (node: NodeRecord | undefined): Props | undefined =>
  node === undefined ? undefined : { ...node.props, kind: node.kind }

function operation(
  before: Props | undefined,
  after: Props | undefined,
): Pick<ChangeRecord, 'op' | 'before' | 'after'> {
  if (before === undefined)
    return { op: 'added', ...(after === undefined ? {} : { after: canonicalJson(after) }) }
  if (after === undefined) return { op: 'removed', before: canonicalJson(before) }
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const differ = [...names].filter((name) => comparable(before[name]) !== comparable(after[name]))
  const only = (props: Props): string =>
    canonicalJson(
      Object.fromEntries(differ.flatMap((name) => (props[name] === undefined ? [] : [[name, props[name]]]))),
    )
  return { op: 'changed', before: only(before), after: only(after) }
}

const comparable = (value: Value | undefined): string => (value === undefined ? '' : canonicalJson(value))
