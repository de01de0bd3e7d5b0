import { z } from 'zod'
import { count, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** How many resources of each kind there are. */
export const countKinds = defineQuery({
  name: 'count-kinds',
  cypher: `
    MATCH (n:Resource)
    WHERE ${visible('n')}
    RETURN n.kind AS kind, count(*) AS count
    ORDER BY kind`,
  params: z.object({}),
  row: z.object({ kind: z.string(), count }),
})
