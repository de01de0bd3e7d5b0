import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { snapshotOf } from '../../snapshot/arbitrary.testkit.ts'
import { StaleTokenError } from '../errors.ts'
import type { GraphStore } from '../port.ts'
import { ESTATE_SIZE, estate } from './publisher.testkit.ts'
import { altered, CHANGED_ROLE, ESTATE, node, publish, type Subject } from './subject.testkit.ts'

/** Publishes and readers at one time. */
export function concurrencyClaims(subject: Subject): void {
  describe('at the same time', () => {
    let store: GraphStore
    beforeEach(async () => {
      store = await subject.open()
    })
    afterEach(() => store.close())

    test('an old token is refused, and nothing is written', async () => {
      const token = await store.writeToken()
      await publish(store, ESTATE)
      const late = store.publish({
        scan: { id: 'late', startedAt: '', source: 'test' },
        snapshot: snapshotOf([node('Internet', 'Internet')]),
        token,
      })
      await expect(late).rejects.toThrow(StaleTokenError)
      expect(await store.loadSnapshot()).toEqual(ESTATE)
    })

    test('of two publishes at once one is stored whole and the other refused', async () => {
      const token = await store.writeToken()
      const other = altered([CHANGED_ROLE, node('AwsIamUser', 'carol')])
      const attempts = [ESTATE, other].map((snapshot, at) =>
        store.publish({ scan: { id: `both-${at}`, startedAt: '', source: 'test' }, snapshot, token }),
      )
      const results = await Promise.allSettled(attempts)
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = results.find((result) => result.status === 'rejected')
      expect(lost?.reason).toBeInstanceOf(StaleTokenError)
      expect(await store.loadSnapshot()).toEqual(results[0]?.status === 'fulfilled' ? ESTATE : other)
      expect(await store.read('MATCH (n:Incoming) RETURN n.id AS id')).toEqual([])
    })

    test('what a killed publish staged is swept by the next one, and seen by nobody meanwhile', async () => {
      await publish(store, ESTATE)
      await subject.meddle(
        store,
        `CREATE (a:Incoming {id: "ghost", kind: "AwsIamUser", publish: "dead AwsIamUser", publishToken: 0})
           -[:CAN_ASSUME]->(b:Incoming {id: "alice", kind: "AwsIamUser", publish: "dead AwsIamUser", publishToken: 1})`,
      )
      expect(await store.loadSnapshot()).toEqual(ESTATE)
      await publish(store, ESTATE)
      expect(await store.read('MATCH (n:Incoming) RETURN n.id AS id')).toEqual([])
      expect(await store.loadSnapshot()).toEqual(ESTATE)
    })

    test('a reader sees the old scan or the new one, never a mixture', async () => {
      await publish(store, estate('left'))
      const seen = new Set<string>()
      let done = false
      const watch = async (): Promise<void> => {
        while (!done) {
          const [row] = await store.read(
            'MATCH (n:AwsIamUser)-[r:CAN_ASSUME]->(m:AwsIamUser) RETURN count(r) AS edges, collect(DISTINCT n.name) AS names',
          )
          seen.add(JSON.stringify(row))
        }
      }
      const watching = Promise.all([watch(), watch(), watch()])
      for (const name of ['right', 'left', 'right', 'left'] as const) await publish(store, estate(name))
      done = true
      await watching
      expect([...seen].sort()).toEqual(
        ['left', 'right'].map((name) => JSON.stringify({ edges: ESTATE_SIZE, names: [name] })),
      )
    })
  })
}
