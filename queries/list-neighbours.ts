import { z } from 'zod'
import { between, count, nameOf, storedProps, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

const params = z.object({
  id: z.string(),
  /** Relationship kinds. */
  kinds: texts.nullable(),
  neighbourKinds: texts.nullable(),
  /** The sort key of the last row seen: relationship kind, neighbour's name, neighbour's id, relationship's rid. */
  after: z.object({ kind: z.string(), name: z.string(), id: z.string(), rid: z.string() }).nullable(),
  limit: count,
})

const row = z.object({
  relationship: z.string(),
  rid: z.string(),
  relationshipProps: storedProps,
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  props: storedProps,
})

const page = `
    WITH m, r, type(r) AS relationship, ${nameOf('m')} AS name
    WHERE $after IS NULL
      OR relationship > $after.kind
      OR (relationship = $after.kind AND name > $after.name)
      OR (relationship = $after.kind AND name = $after.name AND m.id > $after.id)
      OR (relationship = $after.kind AND name = $after.name AND m.id = $after.id AND r.rid > $after.rid)
    WITH m, r, relationship, name
    ORDER BY relationship, name, m.id, r.rid
    LIMIT $limit
    RETURN relationship, r.rid AS rid, properties(r) AS relationshipProps,
      m.id AS id, m.kind AS kind, name, properties(m) AS props
    ORDER BY relationship, name, id, rid`

const FILTER = `
      ${visible('m')}
      AND ($kinds IS NULL OR type(r) IN $kinds)
      AND ($neighbourKinds IS NULL OR m.kind IN $neighbourKinds)`

/** Where a resource's relationships lead; hubs are seen through. */
export const listOutgoing = defineQuery({
  name: 'list-outgoing',
  cypher: `
    MATCH ${between('(n:Resource {id: $id})', '(m:Resource)')}
    WHERE ${FILTER}${page}`,
  params,
  row,
})

/** Where the relationships that arrive at a resource come from. */
export const listIncoming = defineQuery({
  name: 'list-incoming',
  cypher: `
    MATCH (n:Resource {id: $id})<-[:INCLUDES*0..1]-(end:Resource)<-[r]-(via:Resource)<-[:IN_ACCESS_CLASS*0..1]-(m:Resource)
    WHERE ${FILTER}${page}`,
  params,
  row,
})
