import { z } from 'zod'
import { between, count, storedProps, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Relationships that start and end within `ids`, also through hubs. */
export const relationshipsBetween = defineQuery({
  name: 'relationships-between',
  cypher: `
    UNWIND $ids AS id
    MATCH ${between('(n:Resource {id: id})', '(m:Resource)')}
    WHERE ${visible('m')} AND m.id IN $ids
    RETURN id AS source, m.id AS destination, type(r) AS kind, r.rid AS rid, properties(r) AS props
    ORDER BY source, kind, destination, rid
    LIMIT $limit`,
  params: z.object({ ids: texts, limit: count }),
  row: z.object({
    source: z.string(),
    destination: z.string(),
    kind: z.string(),
    rid: z.string(),
    props: storedProps,
  }),
})
