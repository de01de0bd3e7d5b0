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
export type Subjects = Pick<ReadonlyMap<string, Subject>, 'get' | 'has' | 'keys' | 'values'>

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

/**
 * The same of nodes at hand: a graph that was just published need not be read again. A subject is made when it is asked
 * for, as most rules ask for few.
 */
export function subjectsAmong(nodes: ReadonlyMap<string, NodeRecord>): (label: string) => Subjects {
  const made = new Map<string, Subject>()
  let byKind: ReadonlyMap<string, readonly NodeRecord[]> | undefined
  const subjectOf = (node: NodeRecord): Subject => {
    const subject = made.get(node.id) ?? toSubject(node, node.props)
    made.set(node.id, subject)
    return subject
  }
  return (label) => {
    const kinds = new Set(kindsOf(label).map(({ kind }) => kind))
    const get = (id: string): Subject | undefined => {
      const known = made.get(id)
      if (known !== undefined) return kinds.has(known.kind) ? known : undefined
      const node = nodes.get(id)
      return node === undefined || !kinds.has(node.kind) || isStub(node.props) ? undefined : subjectOf(node)
    }
    const all = () => {
      byKind ??= groupBy(nodes.values(), ({ kind }) => kind)
      const grouped = byKind
      return [...kinds].flatMap((kind) => (grouped.get(kind) ?? []).filter(({ props }) => !isStub(props)))
    }
    return {
      get,
      has: (id) => get(id) !== undefined,
      keys: () =>
        all()
          .map(({ id }) => id)
          [Symbol.iterator](),
      values: () => all().map(subjectOf)[Symbol.iterator](),
    }
  }
}

const isStub = ({ stub }: { readonly stub?: unknown }): boolean => stub === true

const collected = (rows: readonly Row[]): Subjects =>
  new Map(rows.filter((node) => !isStub(node)).map((node) => [node.id, toSubject(node, node)]))

type Told = { readonly [name in (typeof SUBJECT_PROPERTIES)[number]]?: unknown }

const toSubject = ({ id, kind }: Pick<NodeRecord, 'id' | 'kind'>, told: Told): Subject => ({
  id,
  kind,
  name: textOr(told.name, id),
  account: textOr(told.account, NODE_KINDS.get(kind)?.class === 'Account' ? id : ''),
  region: textOr(told.region, 'global'),
  stale: told.stale === true,
  exposed: told.exposure === 'internet',
  sensitivity: SEVERITIES.find((severity) => severity === told.sensitivity) ?? null,
})

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

const subjectsOf = (label: string) =>
  defineQuery({
    name: `subjects-${label}`,
    cypher: `
    MATCH (node:${label})
    RETURN node.id AS id, node.kind AS kind, ${SUBJECT_PROPERTIES.map((name) => `node.${name} AS ${name}`).join(', ')}`,
    params: z.object({}),
    row,
  })
