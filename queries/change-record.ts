import { z } from 'zod'
import { storedJson, storedProps } from './fragments.ts'

/** One line of the change log. `before` and `after` hold the properties that differ; all of them when added or removed. */
export const changeRecord = z.object({
  id: z.string(),
  scan: z.string(),
  sequence: z.number(),
  at: z.string(),
  op: z.enum(['added', 'changed', 'removed']),
  type: z.enum(['node', 'relationship']),
  subject: z.string(),
  kind: z.string(),
  account: z.string().nullish(),
  from: z.string().nullish(),
  to: z.string().nullish(),
  before: storedJson(storedProps).nullish(),
  after: storedJson(storedProps).nullish(),
})
export type ChangeRecord = z.infer<typeof changeRecord>
