import type { Props, Snapshot, Value } from '../snapshot/records.ts'

/** One row of a query's answer: scalars, lists and maps; never a driver's node object. */
export type Row = { readonly [column: string]: Value }

export interface ReadOptions {
  /** Milliseconds after which the query is ended with a QueryTimeoutError. Default 30,000. */
  readonly timeout?: number
  /** The answer is cut after so many rows. Default: no limit. */
  readonly maxRows?: number
}

export interface Scan {
  /** Sortable and unique, such as `2026-11-21T03-45-10Z-1f3a`. */
  readonly id: string
  /** Position in the store's history: 1 for the first. */
  readonly sequence: number
  readonly startedAt: string
  readonly finishedAt: string
  /** What was read, in words: `aws 111111111111`, `file ./export`. */
  readonly source: string
  readonly nodes: number
  readonly relationships: number
  /** True once findings, paths and posture of this scan are stored. */
  readonly complete: boolean
}

export interface PublishRequest {
  readonly scan: Pick<Scan, 'id' | 'startedAt' | 'source'>
  /** The whole estate after derivation; what is stored and not in here is removed. */
  readonly snapshot: Snapshot
  /** From `writeToken()`, taken before the last snapshot was read; a stale one is refused. */
  readonly token: number
}

export interface ChangeCounts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export interface PublishResult {
  readonly scan: Scan
  readonly nodes: ChangeCounts
  readonly relationships: ChangeCounts
}

/** Collections whose records belong to a scan; unchanged ones cost nothing in the next scan. */
export const SCAN_COLLECTIONS = ['Finding', 'AttackPath', 'Coverage', 'Posture'] as const
export type ScanCollection = (typeof SCAN_COLLECTIONS)[number]

/** The records of a collection that have one of these values. */
export interface Among {
  readonly property: string
  readonly values: readonly string[]
}

/** Collections that people write and that outlive scans. */
export const KEPT_COLLECTIONS = ['Exception', 'FixStatus', 'Setting'] as const
export type KeptCollection = (typeof KEPT_COLLECTIONS)[number]

/**
 * The database, as the rest of the house sees it.
 *
 * In the graph: a resource is `(:Resource:<Class>:<Kind> {id, kind, hash, ...})`, a relationship carries its record's
 * properties and `rid`, a short handle; values that the schema calls `json` are JSON strings. A database holds no
 * null: `nulls` lists the properties that were looked at and are none. Records of a scan collection are
 * `(:Finding {id, since, until, hash, ...})`, alive in every scan with `since <= sequence AND until > sequence`, and
 * what is nested in them is JSON text. The history is `(:Scan {...})` and `(:Change {id, scan, sequence, at,
 * op: added | changed | removed, type: node | relationship, subject: node id | rid, kind, account, from?, to?,
 * before?: json, after?: json})`; of what changed `before` and `after` hold only the properties that differ.
 */
export interface GraphStore {
  /** What the store was opened with, without credentials. */
  readonly uri: string
  /** Runs a read-only query; a query that writes is refused. */
  read(cypher: string, params?: Props, options?: ReadOptions): Promise<readonly Row[]>
  /** A fencing token: a publish whose token is older than the last publish is refused with StaleTokenError. */
  writeToken(): Promise<number>
  /**
   * Makes the stored graph equal to the snapshot, with a change log; a reader sees the old scan or the new one.
   * @throws StaleTokenError, InvalidRecordError
   */
  publish(request: PublishRequest): Promise<PublishResult>
  /** The stored graph; null when nothing was published yet. */
  loadSnapshot(): Promise<Snapshot | null>
  /** Makes `records` (unique by `id`) the collection's content as of the scan; with `among` only that part of it. */
  keep(
    scan: Scan,
    collection: ScanCollection,
    records: readonly Props[],
    among?: Among | null,
  ): Promise<ChangeCounts>
  /** Marks the scan complete: its findings, paths and posture may be read. */
  completeScan(scan: Scan): Promise<void>
  put(collection: KeptCollection, record: Props): Promise<void>
  remove(collection: KeptCollection, id: string): Promise<void>
  /**
   * Tells other processes where this one takes their commands, once it listens; they find address and token in
   * StoreHeldError. Nothing to do for a store that takes many processes.
   */
  announce(address: string, token: string): void
  close(): Promise<void>
}

/** `until` of a record that is still alive. */
export const STILL_ALIVE = Number.MAX_SAFE_INTEGER
