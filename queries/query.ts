import { z } from 'zod'
import type { Props } from '../graph/snapshot/records.ts'
import type { GraphStore, ReadOptions } from '../graph/store/port.ts'

/** A read-side query: its Cypher, the parameters it takes and the row it gives. */
export interface Query<P extends Props, R> {
  readonly name: string
  readonly cypher: string
  readonly params: z.ZodType<P>
  readonly row: z.ZodType<R>
}

export const defineQuery = <P extends Props, R>(query: Query<P, R>): Query<P, R> => query

/** The store answered in another form than the query declares: a fault of ours, never of the caller. */
export class UnexpectedRowError extends Error {
  override readonly name = 'UnexpectedRowError'
}

/** Asks declared queries of one store. */
export type Reader = <P extends Props, R>(query: Query<P, R>, params: P) => Promise<readonly R[]>

export const readerOf =
  (store: Pick<GraphStore, 'read'>): Reader =>
  (query, params) =>
    runQuery(store, query, params)

/** @throws UnexpectedRowError, and whatever the store throws. */
export async function runQuery<P extends Props, R>(
  store: Pick<GraphStore, 'read'>,
  query: Query<P, R>,
  params: P,
  options?: ReadOptions,
): Promise<readonly R[]> {
  const rows = await store.read(query.cypher, query.params.parse(params), options)
  const parsed = z.array(query.row).safeParse(rows)
  if (parsed.success) return parsed.data
  throw new UnexpectedRowError(`query ${query.name}: ${z.prettifyError(parsed.error)}`)
}
