import { z } from 'zod'
import { NODE_KINDS } from '../../graph/schema/index.ts'
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
})

/** @throws Error when `kind` is not declared in graph/schema. */
export async function readSubjects(
  store: Pick<GraphStore, 'read'>,
  kind: string,
  options?: ReadOptions,
): Promise<Subjects> {
  const declaration = NODE_KINDS.get(kind)
  if (declaration === undefined) throw new Error(`subject ${kind} is not a node kind`)
  const rows = await runQuery(store, subjectsOf(kind), {}, options)
  const collected = rows.filter((node) => node.stub !== true)
  return new Map(
    collected.map(({ id, name, account, region, stale }) => [
      id,
      {
        id,
        kind,
        name: name ?? id,
        account: account ?? (declaration.class === 'Account' ? id : ''),
        region: region ?? 'global',
        stale: stale === true,
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
      node.stale AS stale, node.stub AS stub`,
    params: z.object({}),
    row,
  })
