import type { Props } from '../../graph/snapshot/records.ts'
import { QueryTimeoutError, StoreUnavailableError } from '../../graph/store/errors.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { type Query, runQuery } from '../../queries/query.ts'
import { refuse } from '../errors.ts'

/** Runs a declared query within what is left of the request's time. */
export type Reader = <P extends Props, R>(query: Query<P, R>, params: P) => Promise<readonly R[]>

/** @throws GraphQLError TIMEOUT after the deadline, UNAVAILABLE when the store is gone. */
export function createReader(store: Pick<GraphStore, 'read'>, deadline: number): Reader {
  return async (query, params) => {
    const timeout = deadline - Date.now()
    if (timeout <= 0) throw tooSlow()
    try {
      return await runQuery(store, query, params, { timeout })
    } catch (error) {
      throw toExpected(error)
    }
  }
}

function toExpected(error: unknown): unknown {
  if (error instanceof QueryTimeoutError) return tooSlow()
  if (error instanceof StoreUnavailableError) return refuse('UNAVAILABLE', 'the store cannot be reached')
  return error
}

const tooSlow = () => refuse('TIMEOUT', 'the request took too long; ask for less at once')
