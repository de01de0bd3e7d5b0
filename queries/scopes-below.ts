import { z } from 'zod'
import { texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Accounts, folders and organizational units right below these; ask level by level for all of them. */
export const scopesBelow = defineQuery({
  name: 'scopes-below',
  cypher: `
    MATCH (above:Account)-[:CONTAINS]->(below:Account)
    WHERE above.id IN $ids
    RETURN DISTINCT below.id AS id
    ORDER BY id`,
  params: z.object({ ids: texts }),
  row: z.object({ id: z.string() }),
})
