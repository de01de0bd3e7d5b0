import { z } from 'zod'
import { between, count, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

const params = z.object({ ids: texts })
const row = z.object({ id: z.string(), relationship: z.string(), neighbourKind: z.string(), count })

/** Per resource: relationships that leave it, by kind and kind of neighbour. Hubs are seen through. */
export const countOutgoing = defineQuery({
  name: 'count-outgoing',
  cypher: `
    UNWIND $ids AS id
    MATCH ${between('(n:Resource {id: id})', '(m:Resource)')}
    WHERE ${visible('m')}
    RETURN id, type(r) AS relationship, m.kind AS neighbourKind, count(*) AS count`,
  params,
  row,
})

/** The same for relationships that arrive. */
export const countIncoming = defineQuery({
  name: 'count-incoming',
  cypher: `
    UNWIND $ids AS id
    MATCH (n:Resource {id: id})<-[:INCLUDES*0..1]-(end:Resource)<-[r]-(via:Resource)<-[:IN_ACCESS_CLASS*0..1]-(m:Resource)
    WHERE ${visible('m')}
    RETURN id, type(r) AS relationship, m.kind AS neighbourKind, count(*) AS count`,
  params,
  row,
})
