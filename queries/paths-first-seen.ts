import { z } from 'zod'
import { texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** When the first scan that had the path was finished. */
export const pathsFirstSeen = defineQuery({
  name: 'paths-first-seen',
  cypher: `
    MATCH (p:AttackPath)
    WHERE p.id IN $ids
    WITH p.id AS id, min(p.since) AS sequence
    MATCH (s:Scan)
    WHERE s.sequence = sequence
    RETURN id, s.finishedAt AS at`,
  params: z.object({ ids: texts }),
  row: z.object({ id: z.string(), at: z.string() }),
})
