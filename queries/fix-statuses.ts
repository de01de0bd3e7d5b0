import { z } from 'zod'
import { storedJson } from './fragments.ts'
import { defineQuery } from './query.ts'

export const FIX_STATES = ['open', 'in-progress', 'done', 'accepted'] as const
export type FixState = (typeof FIX_STATES)[number]

const comment = z.object({ author: z.string(), at: z.string(), text: z.string() })

/** What people say about a fix; it outlives scans. */
export const fixStatus = z.object({
  id: z.string(),
  state: z.enum(FIX_STATES),
  assignee: z.string().nullable(),
  due: z.string().nullable(),
  updatedAt: z.string(),
  comments: storedJson(z.array(comment))
    .nullish()
    .transform((list) => list ?? []),
})
export type FixStatus = z.infer<typeof fixStatus>

/** Every status that was ever set; there is one a fix, and people set them by hand. */
export const fixStatuses = defineQuery({
  name: 'fix-statuses',
  cypher: `
    MATCH (f:FixStatus)
    RETURN f.id AS id, f.state AS state, f.assignee AS assignee, f.due AS due, f.updatedAt AS updatedAt,
      f.comments AS comments`,
  params: z.object({}),
  row: fixStatus,
})
