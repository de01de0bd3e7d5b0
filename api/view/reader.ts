import { QueryTimeoutError, StoreUnavailableError } from '../../graph/store/errors.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { type Reader, runQuery } from '../../queries/query.ts'
import { refuse } from '../errors.ts'

/** Runs declared queries within what is left of the request's time. @throws GraphQLError TIMEOUT after the deadline, UNAVAILABLE when the store is gone. */
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
