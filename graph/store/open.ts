import type { Engine } from './engine.ts'
import { StoreUnavailableError } from './errors.ts'
import { createGraphStore } from './graph-store.ts'
import type { GraphStore } from './port.ts'

export interface OpenOptions {
  /** What this process does, for the message that another process gets: `chokepoint serve`. */
  readonly command?: string
  /** Without it NEO4J_USERNAME and NEO4J_PASSWORD say who. */
  readonly neo4j?: { readonly username: string; readonly password: string }
}

const NEO4J = /^(neo4j|bolt)(\+s|\+ssc)?:\/\//

/**
 * Opens `file:PATH`, `memory:`, `neo4j://`, `neo4j+s://`, `bolt://` or another scheme of Neo4j's driver.
 *
 * @throws StoreUnavailableError or StoreHeldError, whose messages say what to do.
 */
export async function openStore(uri: string, options: OpenOptions = {}): Promise<GraphStore> {
  return createGraphStore(await openEngine(uri, options))
}

async function openEngine(uri: string, { command = 'chokepoint', neo4j }: OpenOptions): Promise<Engine> {
  if (NEO4J.test(uri)) {
    const { openNeo4j } = await import('./neo4j.ts')
    return openNeo4j(uri, neo4j ?? credentialsFromEnvironment())
  }
  const { openEmbeddedFile, openEmbeddedMemory } = await import('./embedded.ts')
  if (uri === 'memory:') return openEmbeddedMemory()
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(uri)?.[1]
  if (path !== undefined) return openEmbeddedFile(path, command)
  throw new StoreUnavailableError(`${uri}: no such kind of store; use file:PATH, memory: or neo4j://HOST`)
}

const credentialsFromEnvironment = () => ({
  username: process.env.NEO4J_USERNAME ?? 'neo4j',
  password: process.env.NEO4J_PASSWORD ?? '',
})
