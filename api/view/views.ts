import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { newestScans, scanBefore, scanById, scanBySequence } from '../../queries/list-scans.ts'
import type { Reader } from '../../queries/query.ts'
import { refuse } from '../errors.ts'
import { once } from '../once.ts'
import type { Estates } from './estates.ts'
import { snapshotResources } from './past.ts'
import { createPatience } from './patience.ts'
import { createReader } from './reader.ts'
import { storedResources } from './stored.ts'
import { createView, type View } from './view.ts'

/** The views of one request: the newest complete scan is looked up once, so all its reads agree. */
export interface Views {
  readonly read: Reader
  /** The given scan, or the newest complete one. @throws GraphQLError NOT_FOUND for an unknown scan. */
  of(scan?: string | null): Promise<View>
  /** The newest complete scan before this one; null for the first. */
  before(view: View): Promise<View | null>
  /** False when a publish has changed the graph since the first read. */
  stillCurrent(): Promise<boolean>
}

interface Parts {
  readonly store: GraphStore
  readonly estates: Estates
  /** Epoch milliseconds. */
  readonly deadline: number
  /** Aborted when the caller hangs up. */
  readonly gone?: AbortSignal
}

const EMPTY = { nodes: new Map(), relationships: new Map(), coverage: [] }

export function createViews({ store, estates, deadline, gone }: Parts): Views {
  const patience = createPatience(deadline, gone)
  const read = createReader(store, deadline)
  const newest = once(() => readNewest(read))
  const views = new Map<string, View>()

  const viewOf = (scan: Scan, published: number): View => {
    const known = views.get(scan.id)
    if (known !== undefined) return known
    const resources =
      scan.sequence === published ? storedResources(read) : estates.resources(scan, patience.wait)
    const view = createView({
      scan,
      read,
      resources,
      snapshot: () => patience.wait(estates.snapshot(scan)),
      patience,
    })
    views.set(scan.id, view)
    return view
  }
  const empty = once(async () =>
    createView({
      scan: null,
      read,
      resources: snapshotResources(EMPTY),
      snapshot: async () => EMPTY,
      patience,
    }),
  )

  return {
    read,
    async of(id) {
      const { published, complete } = await newest()
      if (id == null) return complete === null ? empty() : viewOf(complete, published)
      const scan = await completeScan(read, id)
      return viewOf(scan, published)
    },
    async before(view) {
      const [scan] = await read(scanBefore, { sequence: view.sequence })
      return scan === undefined ? null : viewOf(scan, (await newest()).published)
    },
    async stillCurrent() {
      const { published } = await newest()
      return published === (await readNewest(read)).published
    },
  }
}

async function readNewest(read: Reader): Promise<{ published: number; complete: Scan | null }> {
  const [row] = await read(newestScans, {})
  const sequence = row?.complete ?? 0
  const [complete] = sequence === 0 ? [] : await read(scanBySequence, { sequence })
  return { published: row?.published ?? 0, complete: complete ?? null }
}

async function completeScan(read: Reader, id: string): Promise<Scan> {
  const [scan] = await read(scanById, { id })
  if (scan === undefined) throw refuse('NOT_FOUND', `scan: no scan has the id ${id}`)
  if (!scan.complete) throw refuse('BAD_INPUT', `scan: ${id} is not complete; take another one`)
  return scan
}
