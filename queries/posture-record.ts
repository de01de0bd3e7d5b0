import { z } from 'zod'
import { SEVERITIES } from '../graph/paths/path.ts'
import { count, storedJson } from './fragments.ts'

/** Posture of one scope, as one scan has it. A score that is not there is null: nothing counts. */
export const postureRecord = z.object({
  id: z.string(),
  score: z
    .number()
    .nullish()
    .transform((score) => score ?? null),
  failing: count,
  passing: count,
  notEvaluated: count,
  excepted: count,
  severities: storedJson(z.partialRecord(z.enum(SEVERITIES), count)),
})
/** How one rule ended in one account, for its resources of one severity. */
const ruleResult = z.object({
  rule: z.string(),
  account: z.string(),
  severity: z.enum(SEVERITIES),
  pass: count,
  fail: count,
  notEvaluated: count,
  excepted: count,
  reason: z.string().nullable(),
})
export const ruleResults = storedJson(z.array(ruleResult))
export type PostureRecord = z.infer<typeof postureRecord>
