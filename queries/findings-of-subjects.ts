import { z } from 'zod'
import { findingRecord } from './finding-record.ts'
import { alive, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** What is wrong with these resources, worst first. */
export const findingsOfSubjects = defineQuery({
  name: 'findings-of-subjects',
  cypher: `
    MATCH (f:Finding)
    WHERE f.subject IN $subjects AND ${alive('f')} AND f.status <> 'resolved'
    RETURN properties(f) AS record,
      CASE f.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2
        WHEN 'low' THEN 1 ELSE 0 END AS severityRank
    ORDER BY severityRank DESC, f.rule, f.id`,
  params: z.object({ subjects: texts, sequence: z.number() }),
  row: z.object({ record: findingRecord }),
})
