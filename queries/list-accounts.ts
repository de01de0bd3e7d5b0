import { z } from 'zod'
import { count, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Accounts that were read, by the id that resources name them by. */
export const listAccounts = defineQuery({
  name: 'list-accounts',
  cypher: `
    MATCH (a:Account)
    WHERE a.kind IN $kinds AND (a.stub IS NULL OR a.stub = false)
    RETURN coalesce(a.account, a.id) AS id, a.name AS name, a.provider AS provider, a.organization AS organization
    ORDER BY id`,
  params: z.object({ kinds: texts }),
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
