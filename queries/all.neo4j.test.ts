import neo4j from 'neo4j-driver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { CASES } from './cases.testkit.ts'
import { publishTwice } from './published.testkit.ts'

const { NEO4J_URI = '', NEO4J_USERNAME = 'neo4j', NEO4J_PASSWORD = '' } = process.env

let embedded: GraphStore
let server: GraphStore
beforeAll(async () => {
  const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD))
  await driver.executeQuery('MATCH (n) DETACH DELETE n')
  await driver.close()
  embedded = await openStore('memory:')
  server = await openStore(NEO4J_URI)
  await publishTwice(embedded)
  await publishTwice(server)
})
afterAll(async () => {
  await embedded?.close()
  await server?.close()
})

/** When a scan was finished is all in which the two may differ. */
const settled = (rows: readonly unknown[]): unknown =>
  JSON.parse(
    JSON.stringify(rows, (name, value) => (['finishedAt', 'at'].includes(name) ? 'some time' : value)),
  )
const sorted = (rows: readonly unknown[]): readonly unknown[] => {
  const settledRows = settled(rows)
  return Array.isArray(settledRows) ? settledRows.map(canonical).sort() : []
}
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

test.each(CASES.map((one) => [one.name, one] as const))(
  '%s: both stores answer alike',
  async (_name, one) => {
    const [expected, answered] = [await one.run(embedded), await one.run(server)]
    expect(answered).toHaveLength(one.rows)
    expect(sorted(answered)).toEqual(sorted(expected))
  },
)

const ORDERED = CASES.filter(({ name }) => /^(list|search|newest)-/.test(name))
test.each(ORDERED.map((one) => [one.name, one] as const))('%s: in the same order', async (_name, one) => {
  const canonicalRows = (rows: readonly unknown[]) => {
    const settledRows = settled(rows)
    return Array.isArray(settledRows) ? settledRows.map(canonical) : []
  }
  expect(canonicalRows(await one.run(server))).toEqual(canonicalRows(await one.run(embedded)))
})
