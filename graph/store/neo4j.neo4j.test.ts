import neo4j from 'neo4j-driver'
import { expect, test } from 'vitest'
import { conformance } from './conformance.testkit.ts'
import { StoreUnavailableError } from './errors.ts'
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

test('a wrong password is one clear line that does not repeat it', async () => {
  const refused = openStore(uri, { neo4j: { username, password: 'not-the-password' } })
  await expect(refused).rejects.toThrow(StoreUnavailableError)
  await expect(refused).rejects.toThrow(
    /the user name or password is refused: set NEO4J_USERNAME and NEO4J_PASSWORD/,
  )
  await expect(refused).rejects.not.toThrow('not-the-password')
})

test('credentials may stand in the URI, and do not show in the store', async () => {
  const store = await openStore(uri.replace('//', `//${username}:${password}@`), {
    neo4j: { username: '', password: '' },
  })
  expect(store.uri).toBe(uri)
  await store.close()
})

test('a database that does not exist is one clear line', async () => {
  await expect(openStore(`${uri}/nowhere`, credentials)).rejects.toThrow(StoreUnavailableError)
})

test('read mode alone lets LOAD CSV read files, which is why the text is checked', async () => {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password))
  const session = driver.session({ defaultAccessMode: neo4j.session.READ })
  const file = new URL('./port.ts', import.meta.url).href
  const { records } = await session.run('LOAD CSV FROM $file AS line RETURN count(*) AS n', { file })
  await driver.close()
  expect(Number(records[0]?.get('n'))).toBeGreaterThan(0)
})

test('a read waits while a publish commits, and is not kept by one that died there', async () => {
  const store = await openStore(uri, credentials)
  const epoch = (value: number, age: number) =>
    run(`MERGE (e:ChokepointEpoch {id: 'epoch'}) SET e.value = ${value}, e.at = timestamp() - ${age}`)
  await epoch(7, 0)
  const order: string[] = []
  const reading = store.read('RETURN 1 AS one').then(() => order.push('answered'))
  await run('UNWIND range(1, 200000) AS x RETURN max(x)')
  order.push('committed')
  await epoch(8, 0)
  await reading
  expect(order).toEqual(['committed', 'answered'])
  await epoch(9, 3_600_000)
  expect(await store.read('RETURN 1 AS one')).toEqual([{ one: 1 }])
  await store.close()
})
