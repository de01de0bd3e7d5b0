import { z } from 'zod'
import { findingRecord } from './finding-record.ts'
import { defineQuery } from './query.ts'

/** Versions of findings that began or ended between two scans; those that live on unchanged are left out. */
export const turnedFindings = defineQuery({
  name: 'turned-findings',
  cypher: `
    MATCH (f:Finding)
    WHERE (f.since > $since AND f.since <= $until) OR (f.until > $since AND f.until <= $until)
    RETURN f.since AS since, f.until AS until, properties(f) AS record
    ORDER BY f.rule, f.id, f.since`,
  params: z.object({ since: z.number(), until: z.number() }),
  row: z.object({ since: z.number(), until: z.number(), record: findingRecord }),
})
