import { z } from 'zod'
import { count } from './fragments.ts'
import { SCAN_COLUMNS, scanRecord } from './list-scans.ts'
import { defineQuery } from './query.ts'

/** The newest complete scans, newest first. */
export const newestComplete = defineQuery({
  name: 'newest-complete',
  cypher: `
    MATCH (s:Scan)
    WHERE s.complete
    RETURN ${SCAN_COLUMNS}
    ORDER BY sequence DESC
    LIMIT $limit`,
  params: z.object({ limit: count }),
  row: scanRecord,
})
