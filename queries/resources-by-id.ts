import { z } from 'zod'
import { storedProps, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Resources by the provider's id; ids that do not exist give no row. */
export const resourcesById = defineQuery({
  name: 'resources-by-id',
  cypher: `
    UNWIND $ids AS id
    MATCH (n:Resource {id: id})
    RETURN n.id AS id, n.kind AS kind, properties(n) AS props`,
  params: z.object({ ids: texts }),
  row: z.object({ id: z.string(), kind: z.string(), props: storedProps }),
})
