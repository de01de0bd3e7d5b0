import { z } from 'zod'
import { COVERAGE_STATES } from '../graph/snapshot/records.ts'
import { alive, count, storedJson, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

const missing = z.array(
  z.object({ call: z.string(), state: z.enum(COVERAGE_STATES), resource: z.string().nullish() }),
)
const record = z.object({
  id: z.string(),
  provider: z.string(),
  account: z.string(),
  region: z.string(),
  service: z.string(),
  state: z.enum(COVERAGE_STATES),
  reason: z.string().nullish(),
  at: z.string(),
  missing: storedJson(missing).nullish(),
})
export type CoverageRecord = z.infer<typeof record>

const filter = z.object({ sequence: z.number(), states: texts.nullable(), accounts: texts.nullable() })
const MATCHES = `
      ${alive('c')}
      AND ($states IS NULL OR c.state IN $states)
      AND ($accounts IS NULL OR c.account IN $accounts)`

/** Partitions, those that could not be read first. */
export const listCoverage = defineQuery({
  name: 'list-coverage',
  cypher: `
    MATCH (c:Coverage)
    WHERE ${MATCHES}
    WITH c, CASE c.state WHEN 'OK' THEN 1 ELSE 0 END AS read
    WHERE $afterRead IS NULL OR read > $afterRead OR (read = $afterRead AND c.id > $afterId)
    RETURN read, properties(c) AS record
    ORDER BY read, c.id
    LIMIT $limit`,
  params: filter.extend({ afterRead: z.number().nullable(), afterId: z.string().nullable(), limit: count }),
  row: z.object({ read: z.number(), record }),
})

export const countCoverage = defineQuery({
  name: 'count-coverage',
  cypher: `
    MATCH (c:Coverage)
    WHERE ${MATCHES}
    RETURN c.state AS state, count(*) AS count, min(c.at) AS oldest`,
  params: filter,
  row: z.object({ state: z.enum(COVERAGE_STATES), count, oldest: z.string().nullable() }),
})
