import { z } from 'zod'
import { count, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

/** What a cloud calls an account; organizations and their units, which are of the same class, are none. */
export const ACCOUNT_KINDS: readonly string[] = ['AwsAccount']

/** Accounts that were read, by id. */
export const listAccounts = defineQuery({
  name: 'list-accounts',
  cypher: `
    MATCH (a:Account)
    WHERE a.kind IN $kinds AND (a.stub IS NULL OR a.stub = false)
    RETURN a.id AS id, a.name AS name, a.provider AS provider, a.organization AS organization
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
