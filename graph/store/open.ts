import { StoreUnavailableError } from './errors.ts'
import { createGraphStore } from './graph-store.ts'
import type { GraphStore } from './port.ts'

export interface OpenOptions {
  /** What this process does, for the message that another process gets: `chokepoint serve`. */
  readonly command?: string
  readonly neo4j?: { readonly username: string; readonly password: string }
}

const NEO4J = /^(neo4j|bolt)(\+s|\+ssc)?:\/\//

/**
 * Opens `file:PATH`, `memory:`, `neo4j://`, `neo4j+s://`, `bolt://` or another scheme of Neo4j's driver.
 *
 * @throws StoreUnavailableError or StoreHeldError, whose messages say what to do.
 */
export async function openStore(uri: string, options: OpenOptions = {}): Promise<GraphStore> {
  if (uri.startsWith('file:') || uri.startsWith('memory:')) {
    const { openEmbedded } = await import('./embedded.ts')
    return createGraphStore(
      await openEmbedded(uri, uri.startsWith('file:') ? uri.slice('file:'.length) : null),
    )
  }
  if (NEO4J.test(uri)) {
    const { openNeo4j } = await import('./neo4j.ts')
    const engine = await openNeo4j(uri, options.neo4j ?? { username: 'neo4j', password: '' })
    return createGraphStore(engine)
  }
  throw new StoreUnavailableError(`${uri}: no such kind of store; use file:PATH, memory: or neo4j://HOST`)
}
