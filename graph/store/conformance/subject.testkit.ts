import { snapshotOf } from '../../snapshot/arbitrary.testkit.ts'
import type { NodeRecord, Props, RelationshipRecord, Snapshot } from '../../snapshot/records.ts'
import type { GraphStore, PublishResult } from '../port.ts'

/** A database that the claims are held against. */
export interface Subject {
  readonly name: string
  /** An empty store; every test closes what it opened. */
  open(): Promise<GraphStore>
  /** The URI that another process reaches the last opened store at, after this one let go of it. */
  uriOf(store: GraphStore): string
  /** What the last opened store holds, through a new client and after this one was closed. */
  reopen(store: GraphStore): Promise<GraphStore>
  /** Runs a statement behind the store's back. */
  meddle(store: GraphStore, cypher: string): Promise<void>
}

let scans = 0

export async function publish(store: GraphStore, snapshot: Snapshot): Promise<PublishResult> {
  scans += 1
  const scan = { id: `scan-${scans}`, startedAt: '2026-11-01T00:00:00.000Z', source: 'test' }
  return store.publish({ scan, snapshot, token: await store.writeToken() })
}

export const node = (kind: string, id: string, props: Props = {}): NodeRecord => ({ id, kind, props })

export const edge = (
  from: string,
  kind: string,
  to: string,
  props: Props = {},
  key?: string,
): RelationshipRecord => ({
  from,
  kind,
  to,
  props,
  ...(key === undefined ? {} : { key }),
})

/** Two users, three roles in a chain, two buckets and the Internet. */
export const ESTATE: Snapshot = snapshotOf(
  [
    node('Internet', 'Internet'),
    node('AwsAccount', '111111111111', { name: 'production' }),
    node('AwsIamUser', 'alice', {
      name: 'Alice',
      account: '111111111111',
      mfaEnabled: false,
      accessKeys: 2,
      tags: ['team=red', 'tier=1'],
    }),
    node('AwsIamUser', 'bob', {
      name: 'Bob',
      account: '111111111111',
      mfaEnabled: true,
      accessKeys: 1,
      tags: [],
    }),
    node('AwsIamRole', 'app', { name: 'app', account: '111111111111', maxSessionDuration: 3600 }),
    node('AwsIamRole', 'ops', { name: 'Ops', account: '111111111111', maxSessionDuration: 7200 }),
    node('AwsIamRole', 'admin', { name: 'admin', account: '111111111111', isAdmin: true }),
    node('AwsS3Bucket', 'logs', { name: 'logs', sensitivity: 'low', policy: null, publicRead: true }),
    node('AwsS3Bucket', 'vault', { name: 'vault', sensitivity: 'critical', publicRead: false }),
  ],
  [
    edge('alice', 'CAN_ASSUME', 'app', { likelihood: 0.5 }),
    edge('bob', 'CAN_ASSUME', 'ops', { likelihood: 1 }),
    edge('app', 'CAN_ASSUME', 'ops', { likelihood: 0.25 }),
    edge('ops', 'CAN_ASSUME', 'admin', { likelihood: 0.5 }),
    edge('admin', 'ADMIN_OF', '111111111111', { likelihood: 1 }),
    edge('app', 'CAN_READ', 'logs', { likelihood: 1 }),
    edge('admin', 'CAN_READ', 'vault', { likelihood: 1 }),
    edge('admin', 'CAN_WRITE', 'vault', { likelihood: 1 }),
    edge('Internet', 'CAN_READ', 'logs', { likelihood: 0.9 }),
    edge('logs', 'LOGS_TO', 'logs'),
  ],
)

/** ESTATE with some records replaced, by id, and some left out. */
export function altered(
  records: readonly NodeRecord[],
  edges: readonly RelationshipRecord[] = [],
  without: (record: NodeRecord | RelationshipRecord) => boolean = () => false,
): Snapshot {
  const base = snapshotOf(
    [...ESTATE.nodes.values(), ...records],
    [...ESTATE.relationships.values(), ...edges],
  )
  return snapshotOf(
    [...base.nodes.values()].filter((record) => !without(record)),
    [...base.relationships.values()].filter((record) => !without(record)),
  )
}
export const CHANGED_ROLE = node('AwsIamRole', 'app', {
  ...ESTATE.nodes.get('app')?.props,
  name: 'application',
})
