import { z } from 'zod'
import { SEVERITIES } from '../graph/paths/path.ts'
import { storedJson, storedTexts } from './fragments.ts'

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
  /** Absent while it is so: the scan that has the record has seen it. */
  lastSeen: z.string().nullish(),
  path: storedTexts.nullish(),
  frameworks: storedTexts.nullish(),
  detail: z.string(),
  /** Why it weighs more than its rule says. */
  raised: z.string().nullish(),
  reopenedAt: z.string().nullish(),
  reopenedBecause: z.string().nullish(),
  /** Id of the exception that covers it. */
  exception: z.string().nullish(),
  premises: storedJson(z.record(z.string(), z.record(z.string(), z.string()))).nullish(),
})
export type FindingRecord = z.infer<typeof findingRecord>

export type SeenIn<T> = Omit<T, 'lastSeen'> & { readonly lastSeen: string }

/** The record with when it was last seen, in the eyes of a scan that has it. */
export const seenIn = <T extends Pick<FindingRecord, 'lastSeen'>>(
  scan: { readonly startedAt: string },
  record: T,
): SeenIn<T> => ({ ...record, lastSeen: record.lastSeen ?? scan.startedAt })
