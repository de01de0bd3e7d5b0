import { z } from 'zod'
import { groupBy } from '../../graph/group-by.ts'
import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import { kindsOf } from '../../graph/schema/labels.ts'
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

/** The properties that a subject is made of. */
export const SUBJECT_PROPERTIES = [
  'name',
  'account',
  'region',
  'stale',
  'stub',
  'exposure',
  'sensitivity',
] as const

/** Everything that was collected of one kind or class, by id; stubs are left out. */
export type Subjects = ReadonlyMap<string, Subject>

const optionalText = z.string().nullish()
const row = z.object({
  id: z.string(),
  kind: z.string(),
  name: optionalText,
  account: optionalText,
  region: optionalText,
  stale: z.boolean().nullish(),
  stub: z.boolean().nullish(),
  exposure: optionalText,
  sensitivity: optionalText,
})
type Row = z.infer<typeof row>

/** @throws Error when `label` is neither a kind nor a class of graph/schema. */
export async function readSubjects(
  store: Pick<GraphStore, 'read'>,
  label: string,
  options?: ReadOptions,
): Promise<Subjects> {
  if (kindsOf(label).length === 0) throw new Error(`subject ${label} is neither a node kind nor a class`)
  return collected(await runQuery(store, subjectsOf(label), {}, options))
}

/** The same of nodes at hand: a graph that was just published need not be read again. */
export function subjectsAmong(nodes: Iterable<NodeRecord>): (label: string) => Subjects {
  const byKind = groupBy(nodes, ({ kind }) => kind)
  return (label) => collected(kindsOf(label).flatMap(({ kind }) => (byKind.get(kind) ?? []).map(rowOf)))
}

function rowOf({ id, kind, props }: NodeRecord): Row {
  const { name, account, region, stale, stub, exposure, sensitivity } = props
  return row.parse({ id, kind, name, account, region, stale, stub, exposure, sensitivity })
}

function collected(rows: readonly Row[]): Subjects {
  const found = rows.filter((node) => node.stub !== true)
  return new Map(
    found.map(({ id, kind, name, account, region, stale, exposure, sensitivity }) => [
      id,
      {
        id,
        kind,
        name: name ?? id,
        account: account ?? (NODE_KINDS.get(kind)?.class === 'Account' ? id : ''),
        region: region ?? 'global',
        stale: stale === true,
        exposed: exposure === 'internet',
        sensitivity: SEVERITIES.find((severity) => severity === sensitivity) ?? null,
      },
    ]),
  )
}

const subjectsOf = (label: string) =>
  defineQuery({
    name: `subjects-${label}`,
    cypher: `
    MATCH (node:${label})
    RETURN node.id AS id, node.kind AS kind, ${SUBJECT_PROPERTIES.map((name) => `node.${name} AS ${name}`).join(', ')}`,
    params: z.object({}),
    row,
  })
