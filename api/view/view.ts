import DataLoader from 'dataloader'
import { groupBy } from '../../graph/group-by.ts'
import type { Severity } from '../../graph/paths/path.ts'
import type { NodeRecord, Snapshot } from '../../graph/snapshot/records.ts'
import type { Scan } from '../../graph/store/port.ts'
import { coverageLastRead } from '../../queries/coverage-last-read.ts'
import type { FindingRecord } from '../../queries/finding-record.ts'
import { findingsById } from '../../queries/findings-by-id.ts'
import { findingsOfSubjects } from '../../queries/findings-of-subjects.ts'
import type { PathRecord } from '../../queries/path-record.ts'
import { pathsById } from '../../queries/paths-by-id.ts'
import { pathsFirstSeen } from '../../queries/paths-first-seen.ts'
import type { PostureRecord } from '../../queries/posture-record.ts'
import { postureById } from '../../queries/posture-records.ts'
import type { Reader } from '../../queries/query.ts'
import type { Patience } from './patience.ts'
import type { NeighbourTally, ResourceSource } from './source.ts'

/** One scan as one request sees it: everything read through a view belongs together. */
export interface View {
  /** Null while nothing complete is stored. */
  readonly scan: Scan | null
  /** The scan's sequence; 0 without a scan, which no record is alive in. */
  readonly sequence: number
  readonly read: Reader
  readonly resources: ResourceSource
  readonly node: DataLoader<string, NodeRecord | null>
  readonly outgoing: DataLoader<string, readonly NeighbourTally[]>
  readonly incoming: DataLoader<string, readonly NeighbourTally[]>
  /** What is wrong with a resource, worst first; resolved findings left out. */
  readonly findingsOf: DataLoader<string, readonly FindingRecord[]>
  readonly finding: DataLoader<string, FindingRecord | null>
  readonly path: DataLoader<string, PathRecord | null>
  /** When a path was first seen; null for one that was never stored. */
  readonly pathFirstSeen: DataLoader<string, string | null>
  /** Posture by record id: `all`, `account:<id>`, `rule:<id>`. */
  readonly posture: DataLoader<string, PostureRecord | null>
  /** When a partition was last read in full; null if never. */
  readonly coverageLastRead: DataLoader<string, string | null>
  /** The whole scan in memory, for live searches. */
  snapshot(): Promise<Snapshot>
  /** How long the request waits for long work. */
  readonly patience: Patience
}

interface Parts {
  readonly scan: Scan | null
  readonly read: Reader
  readonly resources: ResourceSource
  readonly snapshot: () => Promise<Snapshot>
  readonly patience: Patience
}

export function createView({ scan, read, resources, snapshot, patience }: Parts): View {
  const sequence = scan?.sequence ?? 0
  return {
    scan,
    sequence,
    read,
    resources,
    snapshot,
    patience,
    node: loader(async (ids) => {
      const found = await resources.byId(ids)
      return (id) => found.get(id) ?? null
    }),
    outgoing: loader(async (ids) => grouped(await resources.tally(ids, 'out'), (row) => row.id)),
    incoming: loader(async (ids) => grouped(await resources.tally(ids, 'in'), (row) => row.id)),
    findingsOf: loader(async (subjects) => {
      const rows = await read(findingsOfSubjects, { subjects: [...subjects], sequence })
      return grouped(
        rows.map((row) => row.record),
        (finding) => finding.subject,
      )
    }),
    finding: loader(async (ids) => {
      const rows = await read(findingsById, { ids: [...ids], sequence })
      return lookUp(rows.map((row) => row.record))
    }),
    path: loader(async (ids) => {
      const rows = await read(pathsById, { ids: [...ids], sequence })
      return lookUp(rows.map((row) => row.record))
    }),
    pathFirstSeen: loader(async (ids) => {
      const rows = await read(pathsFirstSeen, { ids: [...ids] })
      const found = lookUp(rows)
      return (id) => found(id)?.at ?? null
    }),
    posture: loader(async (ids) => {
      const rows = await read(postureById, { ids: [...ids], sequence })
      return lookUp(rows.map((row) => row.record))
    }),
    coverageLastRead: loader(async (ids) => {
      const rows = await read(coverageLastRead, { ids: [...ids], sequence })
      const found = lookUp(rows)
      return (id) => found(id)?.at ?? null
    }),
  }
}

/** Worst severity among findings that fail; null when none does. */
export const worstOf = (findings: readonly FindingRecord[]): Severity | null =>
  findings.find((finding) => finding.status === 'fail')?.severity ?? null

/** Collects the keys of one tick into one read. */
function loader<V>(load: (keys: readonly string[]) => Promise<(key: string) => V>): DataLoader<string, V> {
  return new DataLoader<string, V>(async (keys) => {
    const answer = await load(keys)
    return keys.map(answer)
  })
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): (key: string) => readonly T[] {
  const groups = groupBy(items, keyOf)
  return (key) => groups.get(key) ?? []
}

function lookUp<T extends { readonly id: string }>(items: readonly T[]): (key: string) => T | null {
  const byId = new Map(items.map((item) => [item.id, item]))
  return (key) => byId.get(key) ?? null
}
