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
export type PostureRecord = z.infer<typeof postureRecord>
