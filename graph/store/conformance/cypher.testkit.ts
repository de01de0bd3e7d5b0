import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GraphStore } from '../port.ts'
import { ANSWERS } from './answers.testkit.ts'
import { PATTERNS } from './patterns.testkit.ts'
import { PREDICATES } from './predicates.testkit.ts'
import { ESTATE, publish, type Subject } from './subject.testkit.ts'

/** Every form of Cypher that queries and rules may use answers alike. */
export function cypherClaims(subject: Subject): void {
  describe('Cypher', () => {
    let store: GraphStore
    beforeAll(async () => {
      store = await subject.open()
      await publish(store, ESTATE)
    })
    afterAll(() => store.close())

    for (const { claim, cypher, params, rows } of [...PATTERNS, ...PREDICATES, ...ANSWERS])
      test(claim, async () => {
        expect(await store.read(cypher, params)).toEqual(rows)
      })
  })
}
