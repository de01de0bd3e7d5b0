import { describe } from 'vitest'
import { collectionClaims } from './conformance/collections.testkit.ts'
import { concurrencyClaims } from './conformance/concurrency.testkit.ts'
import { crashClaims } from './conformance/crash.testkit.ts'
import { cypherClaims } from './conformance/cypher.testkit.ts'
import { limitClaims } from './conformance/limits.testkit.ts'
import { publishClaims } from './conformance/publish.testkit.ts'
import type { Subject } from './conformance/subject.testkit.ts'
import { valueClaims } from './conformance/values.testkit.ts'

const CLAIMS = {
  cypher: cypherClaims,
  publish: publishClaims,
  concurrency: concurrencyClaims,
  values: valueClaims,
  collections: collectionClaims,
  limits: limitClaims,
  crash: crashClaims,
}

type Group = keyof typeof CLAIMS
const EVERY_GROUP: readonly Group[] = [
  'cypher',
  'publish',
  'concurrency',
  'values',
  'collections',
  'limits',
  'crash',
]

/** What every adapter must do. */
export function conformance(subject: Subject, groups: readonly Group[] = EVERY_GROUP): void {
  describe(subject.name, () => {
    for (const group of groups) CLAIMS[group](subject)
  })
}
