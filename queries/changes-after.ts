import { z } from 'zod'
import { changeRecord } from './change-record.ts'
import { defineQuery } from './query.ts'

/** The whole change log after a scan, newest scan first: what to undo to see that scan again. */
export const changesAfter = defineQuery({
  name: 'changes-after',
  cypher: `
    MATCH (c:Change)
    WHERE c.sequence > $sequence
    RETURN properties(c) AS record
    ORDER BY c.sequence DESC`,
  params: z.object({ sequence: z.number() }),
  row: z.object({ record: changeRecord }),
})
