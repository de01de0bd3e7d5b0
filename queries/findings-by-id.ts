import { z } from 'zod'
import { findingRecord } from './finding-record.ts'
import { alive, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

export const findingsById = defineQuery({
  name: 'findings-by-id',
  cypher: `
    MATCH (f:Finding)
    WHERE f.id IN $ids AND ${alive('f')}
    RETURN properties(f) AS record`,
  params: z.object({ ids: texts, sequence: z.number() }),
  row: z.object({ record: findingRecord }),
})
