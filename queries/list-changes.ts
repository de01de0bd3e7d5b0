import { z } from 'zod'
import { changeRecord } from './change-record.ts'
import { count, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

const filter = z.object({
  /** Exclusive. */
  since: z.number(),
  /** Inclusive. */
  until: z.number(),
  kinds: texts.nullable(),
  accounts: texts.nullable(),
  /** added, changed, removed. */
  types: texts.nullable(),
  /** A resource: changes of it and of its relationships. */
  subject: z.string().nullable(),
})

const IN_RANGE = 'c.sequence > $since AND c.sequence <= $until'
const OF_SUBJECT = '($subject IS NULL OR c.subject = $subject OR c.from = $subject OR c.to = $subject)'

/** The change log between two scans, newest scan first, resources before relationships. */
export const listChanges = defineQuery({
  name: 'list-changes',
  cypher: `
    MATCH (c:Change)
    WHERE ${IN_RANGE} AND ${OF_SUBJECT}
      AND ($kinds IS NULL OR c.kind IN $kinds)
      AND ($accounts IS NULL OR c.account IN $accounts)
      AND ($types IS NULL OR c.op IN $types)
    WITH c
    WHERE $after IS NULL
      OR c.sequence < $after.sequence
      OR (c.sequence = $after.sequence AND c.type > $after.type)
      OR (c.sequence = $after.sequence AND c.type = $after.type AND c.kind > $after.kind)
      OR (c.sequence = $after.sequence AND c.type = $after.type AND c.kind = $after.kind AND c.id > $after.id)
    WITH c
    ORDER BY c.sequence DESC, c.type, c.kind, c.id
    LIMIT $limit
    RETURN c.sequence AS sequence, c.type AS type, c.kind AS kind, c.id AS id, properties(c) AS record
    ORDER BY sequence DESC, type, kind, id`,
  params: filter.extend({
    after: z.object({ sequence: z.number(), type: z.string(), kind: z.string(), id: z.string() }).nullable(),
    limit: count,
  }),
  row: z.object({ record: changeRecord }),
})

/** Changes grouped by what the facets count. */
export const countChanges = defineQuery({
  name: 'count-changes',
  cypher: `
    MATCH (c:Change)
    WHERE ${IN_RANGE} AND ${OF_SUBJECT}
    RETURN c.kind AS kind, c.account AS account, c.op AS op, count(*) AS count`,
  params: z.object({ since: z.number(), until: z.number(), subject: z.string().nullable() }),
  row: z.object({ kind: z.string(), account: z.string().nullable(), op: z.string(), count }),
})
