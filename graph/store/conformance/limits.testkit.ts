import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QueryRefusedError, QueryTimeoutError } from '../errors.ts'
import type { GraphStore } from '../port.ts'
import { ESTATE, publish, type Subject } from './subject.testkit.ts'

const WRITES = [
  'CREATE (n:Resource {id: "x"}) RETURN n',
  'MATCH (n:Resource) SET n.name = "x"',
  'MATCH (n:Resource) REMOVE n.name',
  'MATCH (n:Resource) DETACH DELETE n',
  'MERGE (n:Resource {id: "x"})',
  'MATCH (n:Resource) FOREACH (x IN [1] | SET n.name = "x")',
  'CREATE INDEX FOR (n:Resource) ON (n.name)',
  'LOAD CSV FROM "file:///etc/passwd" AS line RETURN line',
  'CALL db.labels()',
  'MATCH (n:Resource) CALL { WITH n SET n.name = "x" } RETURN n',
  'DROP INDEX Incoming_publish_index',
  'SHOW INDEXES',
]
const ENDLESS =
  'UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a + b AS c WHERE c = -1 RETURN count(c) AS n'

/** A read reads, within its limits. */
export function limitClaims(subject: Subject): void {
  describe('read', () => {
    let store: GraphStore
    beforeAll(async () => {
      store = await subject.open()
      await publish(store, ESTATE)
    })
    afterAll(() => store.close())

    for (const cypher of WRITES)
      test(`${cypher.slice(0, 40)} is refused, and nothing changes`, async () => {
        await expect(store.read(cypher)).rejects.toThrow(QueryRefusedError)
        expect(await store.loadSnapshot()).toEqual(ESTATE)
      })

    test('a query that is not Cypher is refused', async () => {
      await expect(store.read('MATCH (n:Resource RETURN n')).rejects.toThrow(QueryRefusedError)
    })

    test('a missing parameter is refused', async () => {
      await expect(store.read('MATCH (n:Resource {id: $id}) RETURN n.id AS id')).rejects.toThrow(
        QueryRefusedError,
      )
    })

    test('a query is ended at its time limit', async () => {
      const began = performance.now()
      await expect(store.read(ENDLESS, {}, { timeout: 300 })).rejects.toThrow(QueryTimeoutError)
      expect(performance.now() - began).toBeLessThan(10_000)
    })

    test('queries beside one that is ended get their answers, and so do later ones', async () => {
      const ended = expect(store.read(ENDLESS, {}, { timeout: 300 })).rejects.toThrow(QueryTimeoutError)
      const beside = Array.from({ length: 20 }, (_, at) => store.read('RETURN $at AS at', { at }))
      expect(await Promise.all(beside)).toEqual(Array.from({ length: 20 }, (_, at) => [{ at }]))
      await ended
      expect(await store.loadSnapshot()).toEqual(ESTATE)
    })

    test('a publish goes on while a query is ended', async () => {
      const ended = expect(store.read(ENDLESS, {}, { timeout: 200 })).rejects.toThrow(QueryTimeoutError)
      for (let at = 0; at < 3; at += 1) await publish(store, ESTATE)
      await ended
      await publish(store, ESTATE)
      expect(await store.loadSnapshot()).toEqual(ESTATE)
    })

    test('an answer is cut after maxRows', async () => {
      const rows = await store.read('UNWIND range(1, 100000) AS x RETURN x', {}, { maxRows: 3 })
      expect(rows).toEqual([{ x: 1 }, { x: 2 }, { x: 3 }])
      expect(await store.read('RETURN 1 AS x', {}, { maxRows: 3 })).toEqual([{ x: 1 }])
    })

    test('nodes and relationships answer as maps', async () => {
      const [row] = await store.read('MATCH (n:AwsAccount)<-[r:ADMIN_OF]-(:AwsIamRole) RETURN n, r')
      expect(row?.n).toMatchObject({ id: '111111111111', kind: 'AwsAccount', name: 'production' })
      expect(row?.r).toMatchObject({ kind: 'ADMIN_OF', likelihood: 1 })
    })
  })
}
