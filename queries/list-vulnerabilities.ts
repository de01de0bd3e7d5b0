import { z } from 'zod'
import { count, storedProps, texts } from './fragments.ts'
import { defineQuery } from './query.ts'

/** What scanners found on which resource, those of the worst score first. */
export const listVulnerabilities = defineQuery({
  name: 'list-vulnerabilities',
  cypher: `
    MATCH (n:Resource)-[r:HAS_VULNERABILITY]->(v:Vulnerability)
    WHERE ($accounts IS NULL OR n.account IN $accounts)
      AND ($severities IS NULL OR r.severity IN $severities)
    RETURN n.id AS resource, n.name AS name, n.kind AS kind, n.account AS account, v.id AS vulnerability,
      properties(r) AS props
    ORDER BY coalesce(r.score, 0) DESC, resource, vulnerability
    LIMIT $limit`,
  params: z.object({ accounts: texts.nullable(), severities: texts.nullable(), limit: count }),
  row: z.object({
    resource: z.string(),
    name: z.string().nullable(),
    kind: z.string(),
    account: z.string().nullable(),
    vulnerability: z.string(),
    props: storedProps,
  }),
})

export type VulnerabilityRow = z.output<typeof listVulnerabilities.row>
