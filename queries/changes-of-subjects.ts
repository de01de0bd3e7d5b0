import { z } from 'zod'
import { changeRecord } from './change-record.ts'
import { count, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Changes of these resources and of relationships that leave them, between two scans. */
export const changesOfSubjects = defineQuery({
  name: 'changes-of-subjects',
  cypher: `
    MATCH (c:Change)
    WHERE c.sequence > $since AND c.sequence <= $until AND (c.subject IN $ids OR c.from IN $ids)
    RETURN properties(c) AS record
    ORDER BY c.sequence DESC, c.id
    LIMIT $limit`,
  params: z.object({ ids: texts, since: z.number(), until: z.number(), limit: count }),
  row: z.object({ record: changeRecord }),
})
