import { z } from 'zod'
import { texts } from './fragments.ts'
import { defineQuery } from './query.ts'

const range = { since: z.number(), until: z.number() }

/** Kind and end of every relationship of these kinds that came, went or differs between two scans. */
export const changedEdges = defineQuery({
  name: 'changed-edges',
  cypher: `
    MATCH (c:Change)
    WHERE c.sequence > $since AND c.sequence <= $until AND c.type = 'relationship' AND c.kind IN $kinds
    RETURN DISTINCT c.op AS op, c.kind AS kind, c.to AS to`,
  params: z.object({ kinds: texts, ...range }),
  row: z.object({ op: z.enum(['added', 'changed', 'removed']), kind: z.string(), to: z.string() }),
})

/** Which of these resources came, went or differ between two scans. */
export const changedNodes = defineQuery({
  name: 'changed-nodes',
  cypher: `
    MATCH (c:Change)
    WHERE c.sequence > $since AND c.sequence <= $until AND c.type = 'node' AND c.subject IN $ids
    RETURN DISTINCT c.subject AS id`,
  params: z.object({ ids: texts, ...range }),
  row: z.object({ id: z.string() }),
})
