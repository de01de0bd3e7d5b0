import { z } from 'zod'
import { alive, texts } from './fragments.ts'
import { pathRecord } from './path-record.ts'
import { defineQuery } from './query.ts'

export const pathsById = defineQuery({
  name: 'paths-by-id',
  cypher: `
    MATCH (p:AttackPath)
    WHERE p.id IN $ids AND ${alive('p')}
    RETURN properties(p) AS record`,
  params: z.object({ ids: texts, sequence: z.number() }),
  row: z.object({ record: pathRecord }),
})
