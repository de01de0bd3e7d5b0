import { startNeo4j } from './start.ts'

/** Starts one server for the whole run; tests find it in NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startNeo4j()
  process.env.NEO4J_URI = server.uri
  process.env.NEO4J_USERNAME = server.username
  process.env.NEO4J_PASSWORD = server.password
  return () => server.stop()
}
