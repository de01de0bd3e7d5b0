import { z } from 'zod'
import { SEVERITIES } from '../graph/paths/path.ts'
import { storedTexts } from './fragments.ts'

const STATUSES = ['fail', 'not-evaluated', 'excepted', 'resolved'] as const

/** A finding as one scan has it. */
export const findingRecord = z.object({
  id: z.string(),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(STATUSES),
  subject: z.string(),
  subjectName: z.string().nullish(),
  subjectKind: z.string().nullish(),
  account: z.string().nullish(),
  service: z.string().nullish(),
  ruleKind: z.string().nullish(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  path: storedTexts.nullish(),
  frameworks: storedTexts.nullish(),
  detail: z.string(),
})
export type FindingRecord = z.infer<typeof findingRecord>
