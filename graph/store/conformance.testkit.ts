import { describe } from 'vitest'
import { cypherClaims } from './conformance/cypher.testkit.ts'
import type { Subject } from './conformance/subject.testkit.ts'

/** What every adapter must do. */
export function conformance(subject: Subject): void {
  describe(subject.name, () => {
    cypherClaims(subject)
  })
}
