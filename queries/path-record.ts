import { z } from 'zod'
import { IMPACTS, SEVERITIES } from '../graph/paths/path.ts'
import { storedJson, storedTexts } from './fragments.ts'

const json = z.record(z.string(), z.json())

const condition = z.object({
  key: z.string(),
  state: z.enum(['met', 'unmet', 'unknown']),
  detail: z.string(),
})

const evidence = z
  .object({
    type: z.string(),
    id: z.string(),
    statement: z.union([z.number(), z.string()]).nullish(),
    detail: z.string(),
  })
  .transform(({ statement, ...rest }) => (statement == null ? rest : { ...rest, statement }))

const provenance = z.object({ id: z.string(), type: z.string(), edit: json })

/** What an attack edge carries, parsed: conditions, evidence, provenance. */
export const attackFields = z.object({
  technique: z
    .string()
    .nullish()
    .transform((technique) => technique ?? null),
  attack: storedTexts.nullish().transform((ids) => ids ?? []),
  likelihood: z.number(),
  conditions: storedJson(z.array(condition))
    .nullish()
    .transform((list) => list ?? []),
  evidence: storedJson(z.array(evidence))
    .nullish()
    .transform((list) => list ?? []),
  provenance: storedJson(provenance)
    .nullish()
    .transform((found) => found ?? null),
})

const step = attackFields.extend({ from: z.string(), to: z.string(), kind: z.string() })

/** An attack path as one scan has it. */
export const pathRecord = z.object({
  id: z.string(),
  rank: z.number(),
  severity: z.enum(SEVERITIES),
  likelihood: z.number(),
  impact: z.enum(IMPACTS),
  entry: z.string(),
  entryKind: z.string().nullish(),
  target: z.string(),
  targetKind: z.string().nullish(),
  account: z.string().nullish(),
  techniques: storedTexts.nullish().transform((ids) => ids ?? []),
  similar: z
    .number()
    .nullish()
    .transform((count) => count ?? 0),
  alike: storedTexts.nullish().transform((ids) => ids ?? []),
  entryReason: z
    .string()
    .nullish()
    .transform((reason) => reason ?? ''),
  targetReason: z
    .string()
    .nullish()
    .transform((reason) => reason ?? ''),
  title: z.string(),
  steps: storedJson(z.array(step)),
})
export type PathRecord = z.infer<typeof pathRecord>
