import type { Snapshot } from '../../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { changesAfter } from '../../queries/changes-after.ts'
import { newestScans } from '../../queries/list-scans.ts'
import { runQuery } from '../../queries/query.ts'
import { refuse } from '../errors.ts'
import { snapshotResources } from './past.ts'
import type { ResourceSource } from './source.ts'
import { undoChanges } from './undo.ts'

/** Scans in memory, shared by all requests: for live searches and for scans that are no longer the newest. */
export interface Estates {
  snapshot(scan: Scan): Promise<Snapshot>
  /** Loads the scan when it is first asked; `waiting` bounds how long a question waits for that. */
  resources(scan: Scan, waiting: Waiting): ResourceSource
}

type Waiting = <T>(work: Promise<T>) => Promise<T>

interface Estate {
  readonly snapshot: Promise<Snapshot>
  readonly resources: Promise<ResourceSource>
}

/** Each may hold hundreds of megabytes, and few people look at more than two scans at once. */
const KEPT = 2
const ATTEMPTS = 3

export function createEstates(store: Pick<GraphStore, 'read' | 'loadSnapshot'>): Estates {
  const estates = new Map<string, Estate>()
  const estateOf = (scan: Scan): Estate => {
    const known = estates.get(scan.id) ?? load(store, scan)
    estates.delete(scan.id)
    estates.set(scan.id, known)
    for (const oldest of [...estates.keys()].slice(0, -KEPT)) estates.delete(oldest)
    known.snapshot.catch(() => estates.delete(scan.id))
    return known
  }
  return {
    snapshot: (scan) => estateOf(scan).snapshot,
    resources: (scan, waiting) => deferred(() => waiting(estateOf(scan).resources)),
  }
}

function load(store: Pick<GraphStore, 'read' | 'loadSnapshot'>, scan: Scan): Estate {
  const snapshot = rebuild(store, scan)
  const resources = snapshot.then(snapshotResources)
  resources.catch(() => undefined)
  return { snapshot, resources }
}

/** The stored graph with every later change undone; read again when a publish came in between. */
async function rebuild(store: Pick<GraphStore, 'read' | 'loadSnapshot'>, scan: Scan): Promise<Snapshot> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await published(store)
    const snapshot = await store.loadSnapshot()
    const changes = await runQuery(store, changesAfter, { sequence: scan.sequence })
    if (snapshot !== null && before === (await published(store)))
      return undoChanges(
        snapshot,
        changes.map((row) => row.record),
      )
  }
  throw refuse('UNAVAILABLE', `scan ${scan.id} could not be read while others are being stored; try again`)
}

async function published(store: Pick<GraphStore, 'read'>): Promise<number | null> {
  const [row] = await runQuery(store, newestScans, {})
  return row?.published ?? null
}

/** A source that is built when it is first asked. */
function deferred(source: () => Promise<ResourceSource>): ResourceSource {
  return {
    byId: async (...args) => (await source()).byId(...args),
    page: async (...args) => (await source()).page(...args),
    count: async (...args) => (await source()).count(...args),
    tally: async (...args) => (await source()).tally(...args),
    neighbours: async (...args) => (await source()).neighbours(...args),
    between: async (...args) => (await source()).between(...args),
    kinds: async () => (await source()).kinds(),
    accounts: async () => (await source()).accounts(),
    search: async (...args) => (await source()).search(...args),
  }
}
