import { z } from 'zod'
import { STILL_ALIVE } from '../graph/store/port.ts'
import { count, storedTexts, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

const optional = z
  .string()
  .nullish()
  .transform((text) => text ?? null)

/** A decision to live with findings; what it covers has to fit every field that is given. It outlives scans. */
export const exceptionRecord = z.object({
  id: z.string(),
  finding: optional,
  rule: optional,
  resource: optional,
  /** `key=value`, or a key alone. */
  tag: optional,
  account: optional,
  reason: z.string(),
  author: z.string(),
  createdAt: z.string(),
  /** Told anew with every edit: what was reopened under an earlier one is covered again. */
  updatedAt: z.string(),
  expiresAt: optional,
  revokedAt: optional,
  revokedBy: optional,
  /** Names of the facts that must stay as they are (`rules/engine/premise.ts`). */
  premise: storedTexts,
})
export type ExceptionRecord = z.infer<typeof exceptionRecord>

/** Every exception that was ever made, the newest first; people make them by hand. */
export const listExceptions = defineQuery({
  name: 'list-exceptions',
  cypher: `
    MATCH (e:Exception)
    RETURN properties(e) AS record
    ORDER BY e.createdAt DESC, e.id`,
  params: z.object({}),
  row: z.object({ record: exceptionRecord }),
})

/** Findings of the newest scan that are excepted by one of these. */
export const countExcepted = defineQuery({
  name: 'count-excepted',
  cypher: `
    MATCH (f:Finding {until: ${STILL_ALIVE}})
    WHERE f.status = 'excepted' AND f.exception IN $exceptions
    RETURN count(f) AS count`,
  params: z.object({ exceptions: texts }),
  row: z.object({ count }),
})
