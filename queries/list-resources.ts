import { z } from 'zod'
import { count, nameOf, storedProps, texts, visible } from './fragments.ts'
import { defineQuery } from './query.ts'

const filter = z.object({
  /** In lower case. */
  search: z.string().nullable(),
  kinds: texts.nullable(),
  accounts: texts.nullable(),
  /** Labels of node classes, such as `Data`. */
  classes: texts.nullable(),
  /** `key=value`, or `key=` for any value. */
  tags: z.array(z.object({ prefix: z.string(), exact: z.boolean() })).nullable(),
})

const MATCHES = `
      ${visible('n')}
      AND ($search IS NULL OR toLower(n.name) CONTAINS $search OR toLower(n.id) CONTAINS $search)
      AND ($kinds IS NULL OR n.kind IN $kinds)
      AND ($accounts IS NULL OR n.account IN $accounts)
      AND ($classes IS NULL OR any(label IN labels(n) WHERE label IN $classes))
      AND ($tags IS NULL OR all(tag IN $tags WHERE any(have IN n.tags WHERE
        have = tag.prefix OR (NOT tag.exact AND have STARTS WITH tag.prefix))))`

/** Resources by name, then id; one page. Properties are read after the cut: whole records are slow to sort. */
export const listResources = defineQuery({
  name: 'list-resources',
  cypher: `
    MATCH (n:Resource)
    WHERE ${MATCHES}
    WITH n, ${nameOf('n')} AS name
    WHERE $afterName IS NULL OR name > $afterName OR (name = $afterName AND n.id > $afterId)
    WITH n, name
    ORDER BY name, n.id
    LIMIT $limit
    RETURN n.id AS id, n.kind AS kind, name, properties(n) AS props
    ORDER BY name, id`,
  params: filter.extend({ afterName: z.string().nullable(), afterId: z.string().nullable(), limit: count }),
  row: z.object({ id: z.string(), kind: z.string(), name: z.string(), props: storedProps }),
})

export const countResources = defineQuery({
  name: 'count-resources',
  cypher: `
    MATCH (n:Resource)
    WHERE ${MATCHES}
    RETURN count(n) AS count`,
  params: filter,
  row: z.object({ count }),
})
