import neo4j from 'neo4j-driver'
import { conformance } from './conformance.testkit.ts'
import { openStore } from './open.ts'

const { NEO4J_URI: uri = '', NEO4J_USERNAME: username = '', NEO4J_PASSWORD: password = '' } = process.env
const credentials = { neo4j: { username, password } }

async function run(cypher: string): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password))
  await driver.executeQuery(cypher)
  await driver.close()
}

conformance({
  name: 'Neo4j',
  open: async () => {
    await run('MATCH (n) DETACH DELETE n')
    return openStore(uri, credentials)
  },
  uriOf: () => uri,
  reopen: async (store) => {
    await store.close()
    return openStore(uri, credentials)
  },
  meddle: (_, cypher) => run(cypher),
})
