import { z } from 'zod'
import { count, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Accounts that were read, by id. */
export const listAccounts = defineQuery({
  name: 'list-accounts',
  cypher: `
    MATCH (a:Account)
    WHERE a.stub IS NULL OR a.stub = false
    RETURN a.id AS id, a.name AS name, a.provider AS provider, a.organization AS organization
    ORDER BY id`,
  params: z.object({}),
  row: z.object({
    id: z.string(),
    name: z.string().nullable(),
    provider: z.string().nullable(),
    organization: z.string().nullable(),
  }),
})

/** Resources by the account they are in. */
export const countByAccount = defineQuery({
  name: 'count-by-account',
  cypher: `
    MATCH (n:Resource)
    WHERE ${visible('n')} AND n.account IS NOT NULL
    RETURN n.account AS account, count(*) AS count
    ORDER BY account`,
  params: z.object({}),
  row: z.object({ account: z.string(), count }),
})
