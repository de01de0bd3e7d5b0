import { z } from 'zod'
import type { GraphStore } from '../../graph/store/port.ts'
import { count, storedJson } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import type { Changes, Differing } from './rule-reach.ts'

/** More changes than this, and asking everything is as fast. */
const MANY_CHANGES = 50_000

const properties = storedJson(z.looseObject({ kind: z.string().optional() })).nullish()
const row = z.object({
  type: z.enum(['node', 'relationship']),
  op: z.enum(['added', 'changed', 'removed']),
  subject: z.string(),
  kind: z.string(),
  before: properties,
  after: properties,
})
type Row = z.infer<typeof row>

const changesOfScan = defineQuery({
  name: 'changes-of-scan',
  cypher: `
    MATCH (c:Change {sequence: $sequence})
    RETURN c.type AS type, c.op AS op, c.subject AS subject, c.kind AS kind,
      CASE WHEN c.op = 'changed' THEN c.before END AS before, CASE WHEN c.op = 'changed' THEN c.after END AS after
    LIMIT ${MANY_CHANGES}`,
  params: z.object({ sequence: count }),
  row,
})

/** What a scan found to be different; null when that is too much to be of use. */
export async function readChanges(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
): Promise<Changes | null> {
  const rows = await runQuery(store, changesOfScan, { sequence })
  if (rows.length === MANY_CHANGES) return null
  const nodes = rows.filter(({ type }) => type === 'node')
  const kinds = new Map<string, Differing>()
  for (const change of nodes) {
    note(kinds, change.kind, differing(change))
    // A stub becomes what it stood for: it went as the one and came as the other.
    if (change.before?.kind !== undefined) note(kinds, change.before.kind, 'all')
  }
  const relationships = new Map<string, Differing>()
  for (const change of rows)
    if (change.type === 'relationship') note(relationships, change.kind, differing(change))
  return {
    nodes: new Map(nodes.flatMap(({ op, subject, kind }) => (op === 'removed' ? [] : [[subject, kind]]))),
    kinds,
    relationships,
  }
}

function differing({ op, before, after }: Row): Differing {
  if (op !== 'changed' || before?.kind !== undefined) return 'all'
  return new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
}

function note(found: Map<string, Differing>, kind: string, more: Differing): void {
  const known = found.get(kind)
  found.set(kind, more === 'all' || known === 'all' ? 'all' : new Set([...(known ?? []), ...more]))
}
