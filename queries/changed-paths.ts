import { z } from 'zod'
import { pathRecord } from './path-record.ts'
import { defineQuery } from './query.ts'

const params = z.object({ since: z.number(), until: z.number() })
const row = z.object({ record: pathRecord })

/** Paths of scan `until` whose record is younger than scan `since`: new ones, and ones whose rank moved. */
export const youngerPaths = defineQuery({
  name: 'younger-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE p.since > $since AND p.since <= $until AND p.until > $until
    RETURN properties(p) AS record
    ORDER BY p.rank, p.id`,
  params,
  row,
})

/** Paths of scan `since` whose record ended by scan `until`: gone ones, and ones whose rank moved. */
export const endedPaths = defineQuery({
  name: 'ended-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE p.since <= $since AND p.until > $since AND p.until <= $until
    RETURN properties(p) AS record
    ORDER BY p.rank, p.id`,
  params,
  row,
})
