import { z } from 'zod'
import { findingRecord } from './finding-record.ts'
import { alive, count, nameOf, storedProps, visible } from './fragments.ts'
import { pathRecord } from './path-record.ts'
import { defineQuery } from './query.ts'

/** Resources by name or id, best match first: the id itself, the name itself, its beginning, anywhere. */
export const searchResources = defineQuery({
  name: 'search-resources',
  cypher: `
    MATCH (n:Resource)
    WHERE ${visible('n')} AND (toLower(n.name) CONTAINS $text OR toLower(n.id) CONTAINS $text)
    WITH n, ${nameOf('n')} AS name, CASE
      WHEN toLower(n.id) = $text THEN 0
      WHEN toLower(n.name) = $text THEN 1
      WHEN toLower(n.name) STARTS WITH $text THEN 2
      WHEN toLower(n.name) CONTAINS $text THEN 3
      ELSE 4 END AS distance
    WITH n, name, distance
    ORDER BY distance, name, n.id
    LIMIT $limit
    RETURN n.id AS id, n.kind AS kind, properties(n) AS props, distance, name
    ORDER BY distance, name, id`,
  params: z.object({ text: z.string(), limit: count }),
  row: z.object({ id: z.string(), kind: z.string(), name: z.string(), props: storedProps }),
})

const scanText = z.object({ text: z.string(), sequence: z.number(), limit: count })

export const searchFindings = defineQuery({
  name: 'search-findings',
  cypher: `
    MATCH (f:Finding)
    WHERE ${alive('f')} AND f.status <> 'resolved' AND (toLower(f.title) CONTAINS $text
      OR toLower(coalesce(f.subjectName, '')) CONTAINS $text OR f.id = $text)
    WITH f, CASE f.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2
      WHEN 'low' THEN 1 ELSE 0 END AS severityRank
    WITH f, severityRank
    ORDER BY severityRank DESC, f.id
    LIMIT $limit
    RETURN f.id AS id, properties(f) AS record, severityRank
    ORDER BY severityRank DESC, id`,
  params: scanText,
  row: z.object({ record: findingRecord }),
})

export const searchAttackPaths = defineQuery({
  name: 'search-attack-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE ${alive('p')} AND (toLower(p.title) CONTAINS $text OR p.id = $text)
    WITH p
    ORDER BY p.rank, p.id
    LIMIT $limit
    RETURN p.rank AS rank, p.id AS id, properties(p) AS record
    ORDER BY rank, id`,
  params: scanText,
  row: z.object({ record: pathRecord }),
})
