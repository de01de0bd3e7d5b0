import type { Engine } from './engine.ts'
import { completeScan, keep, put, remove } from './keep.ts'
import { loadSnapshot } from './load.ts'
import type { GraphStore } from './port.ts'
import { publish } from './publish.ts'
import { refuseWrites } from './read-only.ts'
import { prepareStore, readState } from './state.ts'

const DEFAULT_TIMEOUT = 30_000

/** The store over a database: everything but how statements reach it. */
export async function createGraphStore(engine: Engine): Promise<GraphStore> {
  try {
    await prepareStore(engine)
  } catch (error) {
    await engine.close()
    throw error
  }
  return {
    uri: engine.uri,
    read: async (
      cypher,
      params = {},
      { timeout = DEFAULT_TIMEOUT, maxRows = Number.POSITIVE_INFINITY } = {},
    ) => {
      refuseWrites(cypher)
      return engine.read(cypher, params, { timeout, maxRows })
    },
    writeToken: async () => (await readState(engine)).token,
    publish: (request) => publish(engine, request),
    loadSnapshot: () => loadSnapshot(engine),
    keep: (scan, collection, records, among) => keep(engine, scan, collection, records, among),
    completeScan: (scan) => completeScan(engine, scan),
    put: (collection, record) => put(engine, collection, record),
    remove: (collection, id) => remove(engine, collection, id),
    announce: (address, token) => engine.announce(address, token),
    close: () => engine.close(),
  }
}
