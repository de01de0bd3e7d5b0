import neo4j from 'neo4j-driver'
import { QueryRefusedError, QueryTimeoutError, StoreUnavailableError } from './errors.ts'

/** The driver's errors in the store's terms; whatever is not the caller's to act on is passed on as it is. */
export function translate(error: unknown, uri: string): unknown {
  if (!(error instanceof neo4j.Neo4jError)) return error
  const { code, message } = error
  const unavailable = (advice: string) => new StoreUnavailableError(`${uri}: ${advice}`, { cause: error })
  if (code === neo4j.error.SERVICE_UNAVAILABLE || code === neo4j.error.SESSION_EXPIRED)
    return unavailable(
      `cannot be reached (${reasonOf(message)}): start Neo4j, or correct --store or NEO4J_URI`,
    )
  if (code === 'Neo.ClientError.Security.CredentialsExpired')
    return unavailable('the password is still the first one: change it, then set NEO4J_PASSWORD')
  if (code.startsWith('Neo.ClientError.Security.'))
    return unavailable(
      `the user name or password is refused: set NEO4J_USERNAME and NEO4J_PASSWORD (${firstLine(message)})`,
    )
  if (code.startsWith('Neo.ClientError.Database.')) return unavailable(firstLine(message))
  if (/Transaction(TimedOut|Terminated)/.test(code))
    return new QueryTimeoutError('the query took longer than its time limit and was ended', { cause: error })
  if (code === 'Neo.TransientError.General.MemoryPoolOutOfMemoryError')
    return new QueryRefusedError(
      `${uri}: more memory was needed than the server's dbms.memory.transaction.total.max allows`,
      { cause: error },
    )
  if (code.startsWith('Neo.ClientError.Statement.')) return new QueryRefusedError(message, { cause: error })
  return error
}

/** The driver explains at length and gives the reason last. */
const reasonOf = (message: string): string => /Caused by: (.*)/.exec(message)?.[1] ?? firstLine(message)

const firstLine = (message: string): string => message.split('\n')[0]?.slice(0, 200) ?? ''
