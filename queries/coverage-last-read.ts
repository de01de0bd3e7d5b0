import { z } from 'zod'
import { texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** When each partition was last read in full, as of the scan. */
export const coverageLastRead = defineQuery({
  name: 'coverage-last-read',
  cypher: `
    MATCH (c:Coverage)
    WHERE c.id IN $ids AND c.since <= $sequence AND c.state = 'OK'
    RETURN c.id AS id, max(c.at) AS at`,
  params: z.object({ ids: texts, sequence: z.number() }),
  row: z.object({ id: z.string(), at: z.string() }),
})
