import { z } from 'zod'
import { groupBy } from '../../graph/group-by.ts'
import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import type { NodeDeclaration } from '../../graph/schema/define.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { NodeRecord } from '../../graph/snapshot/records.ts'
import type { GraphStore, ReadOptions } from '../../graph/store/port.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'

/** What the engine knows about a resource that a rule evaluates. */
export interface Subject {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly account: string
  readonly region: string
  /** Carried forward from an earlier scan: its partition could not be read. */
  readonly stale: boolean
  /** Reached from the Internet, by network or by policy. */
  readonly exposed: boolean
  /** What losing it would mean; null when that is not known. */
  readonly sensitivity: Severity | null
}

/** Everything that was collected of one kind, by id; stubs are left out. */
export type Subjects = ReadonlyMap<string, Subject>

const optionalText = z.string().nullish()
const row = z.object({
  id: z.string(),
  name: optionalText,
  account: optionalText,
  region: optionalText,
  stale: z.boolean().nullish(),
  stub: z.boolean().nullish(),
  exposure: optionalText,
  sensitivity: optionalText,
})
type Row = z.infer<typeof row>

/** @throws Error when `kind` is not declared in graph/schema. */
export async function readSubjects(
  store: Pick<GraphStore, 'read'>,
  kind: string,
  options?: ReadOptions,
): Promise<Subjects> {
  const declaration = NODE_KINDS.get(kind)
  if (declaration === undefined) throw new Error(`subject ${kind} is not a node kind`)
  const rows = await runQuery(store, subjectsOf(kind), {}, options)
  return collected(declaration, rows)
}

/** The same of nodes at hand, by kind: a graph that was just published need not be read again. */
export function subjectsAmong(nodes: Iterable<NodeRecord>): (kind: string) => Subjects {
  const byKind = groupBy(nodes, ({ kind }) => kind)
  return (kind) => {
    const declaration = NODE_KINDS.get(kind)
    return declaration === undefined ? new Map() : collected(declaration, (byKind.get(kind) ?? []).map(rowOf))
  }
}

function rowOf({ id, props }: NodeRecord): Row {
  const { name, account, region, stale, stub, exposure, sensitivity } = props
  return row.parse({ id, name, account, region, stale, stub, exposure, sensitivity })
}

function collected(declaration: NodeDeclaration, rows: readonly Row[]): Subjects {
  const found = rows.filter((node) => node.stub !== true)
  return new Map(
    found.map(({ id, name, account, region, stale, exposure, sensitivity }) => [
      id,
      {
        id,
        kind: declaration.kind,
        name: name ?? id,
        account: account ?? (declaration.class === 'Account' ? id : ''),
        region: region ?? 'global',
        stale: stale === true,
        exposed: exposure === 'internet',
        sensitivity: SEVERITIES.find((severity) => severity === sensitivity) ?? null,
      },
    ]),
  )
}

const subjectsOf = (kind: string) =>
  defineQuery({
    name: `subjects-${kind}`,
    cypher: `
    MATCH (node:${kind})
    RETURN node.id AS id, node.name AS name, node.account AS account, node.region AS region,
      node.stale AS stale, node.stub AS stub, node.exposure AS exposure, node.sensitivity AS sensitivity`,
    params: z.object({}),
    row,
  })
