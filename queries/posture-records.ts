import { z } from 'zod'
import { alive, texts } from './fragments.ts'
import { postureRecord, ruleResults } from './posture-record.ts'
import { defineQuery } from './query.ts'

/** Posture by rule in one scan; ids are `rule:<id>`. */
export const postureById = defineQuery({
  name: 'posture-by-id',
  cypher: `
    MATCH (p:Posture)
    WHERE p.id IN $ids AND ${alive('p')}
    RETURN properties(p) AS record`,
  params: z.object({ ids: texts, sequence: z.number() }),
  row: z.object({ record: postureRecord }),
})

/** How the rules ended in one scan, each in every account. */
export const resultsOfRules = defineQuery({
  name: 'results-of-rules',
  cypher: `
    MATCH (p:Posture)
    WHERE p.results IS NOT NULL AND ${alive('p')}
    RETURN p.results AS results
    ORDER BY p.id`,
  params: z.object({ sequence: z.number() }),
  row: z.object({ results: ruleResults }),
})

/** How the rules ended in every scan from one on, by the scans that each version lives through. */
export const resultVersions = defineQuery({
  name: 'result-versions',
  cypher: `
    MATCH (p:Posture)
    WHERE p.results IS NOT NULL AND p.until > $from
    RETURN p.since AS since, p.until AS until, p.results AS results
    ORDER BY p.id, since`,
  params: z.object({ from: z.number() }),
  row: z.object({ since: z.number(), until: z.number(), results: ruleResults }),
})
