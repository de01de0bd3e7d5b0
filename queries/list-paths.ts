import { z } from 'zod'
import { alive, count, texts } from './fragments.ts'
import { pathRecord } from './path-record.ts'
import { defineQuery } from './query.ts'

const filter = z.object({
  sequence: z.number(),
  severities: texts.nullable(),
  /** Account of the target. */
  accounts: texts.nullable(),
  entry: z.string().nullable(),
  target: z.string().nullable(),
  /** Any of these techniques. */
  techniques: texts.nullable(),
  /** A resource that the path visits. */
  through: z.string().nullable(),
  /** In lower case. */
  search: z.string().nullable(),
})

const MATCHES = `
      ${alive('p')}
      AND ($severities IS NULL OR p.severity IN $severities)
      AND ($accounts IS NULL OR p.account IN $accounts)
      AND ($entry IS NULL OR p.entry = $entry)
      AND ($target IS NULL OR p.target = $target)
      AND ($techniques IS NULL OR any(technique IN p.techniques WHERE technique IN $techniques))
      AND ($through IS NULL OR p.entry = $through OR p.target = $through OR $through IN p.through)
      AND ($search IS NULL OR toLower(p.title) CONTAINS $search)`

/** One page of attack paths, by rank. */
export const listPaths = defineQuery({
  name: 'list-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE ${MATCHES} AND ($afterRank IS NULL OR p.rank > $afterRank OR (p.rank = $afterRank AND p.id > $afterId))
    WITH p
    ORDER BY p.rank, p.id
    LIMIT $limit
    RETURN p.rank AS rank, p.id AS id, properties(p) AS record
    ORDER BY rank, id`,
  params: filter.extend({
    afterRank: z.number().nullable(),
    afterId: z.string().nullable(),
    limit: count,
  }),
  row: z.object({ record: pathRecord }),
})

/** How many attack paths of each severity the filter leaves. */
export const countPaths = defineQuery({
  name: 'count-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE ${MATCHES}
    RETURN p.severity AS severity, count(*) AS count`,
  params: filter,
  row: z.object({ severity: z.string(), count }),
})
