import { z } from 'zod'
import { alive, count } from './fragments.ts'
import { defineQuery } from './query.ts'

/** Attack paths per target account and severity, with the sum of their likelihoods. */
export const pathRisk = defineQuery({
  name: 'path-risk',
  cypher: `
    MATCH (p:AttackPath)
    WHERE ${alive('p')}
    RETURN p.account AS account, p.severity AS severity, p.impact AS impact, count(*) AS count,
      sum(p.likelihood) AS likelihood`,
  params: z.object({ sequence: z.number() }),
  row: z.object({
    account: z.string().nullable(),
    severity: z.string(),
    impact: z.string(),
    count,
    likelihood: z.number(),
  }),
})

/** Attack paths per scan and severity. */
export const pathsByScan = defineQuery({
  name: 'paths-by-scan',
  cypher: `
    UNWIND $sequences AS sequence
    MATCH (p:AttackPath)
    WHERE p.since <= sequence AND p.until > sequence AND ($account IS NULL OR p.account = $account)
    RETURN sequence, p.severity AS severity, count(*) AS count`,
  params: z.object({ sequences: z.array(z.number()), account: z.string().nullable() }),
  row: z.object({ sequence: z.number(), severity: z.string(), count }),
})
