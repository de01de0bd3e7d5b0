import { z } from 'zod'
import { count, storedProps, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Relationships that start and end within `ids`, also through an access class. */
export const relationshipsBetween = defineQuery({
  name: 'relationships-between',
  cypher: `
    UNWIND $ids AS id
    MATCH (n:Resource {id: id})-[:IN_ACCESS_CLASS*0..1]->(via:Resource)-[r]->(m:Resource)
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
