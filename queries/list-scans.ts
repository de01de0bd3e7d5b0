import { z } from 'zod'
import { count } from './fragments.ts'
import { defineQuery } from './query.ts'

/** A scan as the store has it. */
export const scanRecord = z.object({
  id: z.string(),
  sequence: z.number(),
  startedAt: z.string(),
  finishedAt: z.string(),
  source: z.string(),
  nodes: z.number(),
  relationships: z.number(),
  complete: z.boolean(),
})
export const SCAN_COLUMNS = `s.id AS id, s.sequence AS sequence, s.startedAt AS startedAt, s.finishedAt AS finishedAt,
      s.source AS source, s.nodes AS nodes, s.relationships AS relationships, s.complete AS complete`

/** Scans, newest first; `before` is the sequence of the last one seen. */
export const listScans = defineQuery({
  name: 'list-scans',
  cypher: `
    MATCH (s:Scan)
    WHERE $before IS NULL OR s.sequence < $before
    RETURN ${SCAN_COLUMNS}
    ORDER BY sequence DESC
    LIMIT $limit`,
  params: z.object({ before: z.number().nullable(), limit: count }),
  row: scanRecord,
})

export const scanById = defineQuery({
  name: 'scan-by-id',
  cypher: `
    MATCH (s:Scan {id: $id})
    RETURN ${SCAN_COLUMNS}`,
  params: z.object({ id: z.string() }),
  row: scanRecord,
})

/** The newest scan that was published and the newest whose findings and paths are stored too. */
export const newestScans = defineQuery({
  name: 'newest-scans',
  cypher: `
    MATCH (s:Scan)
    RETURN max(s.sequence) AS published, max(CASE WHEN s.complete THEN s.sequence ELSE 0 END) AS complete`,
  params: z.object({}),
  row: z.object({ published: z.number().nullable(), complete: z.number().nullable() }),
})

export const scanBySequence = defineQuery({
  name: 'scan-by-sequence',
  cypher: `
    MATCH (s:Scan)
    WHERE s.sequence = $sequence
    RETURN ${SCAN_COLUMNS}`,
  params: z.object({ sequence: z.number() }),
  row: scanRecord,
})

export const countScans = defineQuery({
  name: 'count-scans',
  cypher: `
    MATCH (s:Scan)
    RETURN count(s) AS count`,
  params: z.object({}),
  row: z.object({ count }),
})

/** The newest complete scan before another one. */
export const scanBefore = defineQuery({
  name: 'scan-before',
  cypher: `
    MATCH (s:Scan)
    WHERE s.sequence < $sequence AND s.complete
    RETURN ${SCAN_COLUMNS}
    ORDER BY sequence DESC
    LIMIT 1`,
  params: z.object({ sequence: z.number() }),
  row: scanRecord,
})
