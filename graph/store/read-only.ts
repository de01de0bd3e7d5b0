import { isKeyword, refuse, tokenize } from './tokens.ts'

/** Words that begin a clause which writes, administers, or reaches outside the graph. */
export const REFUSED_CLAUSES: ReadonlySet<string> = new Set([
  'ALTER',
  'CALL',
  'CREATE',
  'DEALLOCATE',
  'DELETE',
  'DENY',
  'DETACH',
  'DROP',
  'DRYRUN',
  'ENABLE',
  'FOREACH',
  'GRANT',
  'INSERT',
  'LOAD',
  'MERGE',
  'REALLOCATE',
  'REMOVE',
  'RENAME',
  'REVOKE',
  'SET',
  'SHOW',
  'START',
  'STOP',
  'TERMINATE',
  'USE',
])

/**
 * Refuses a query that does anything but read the graph. A database's own read mode is not enough: Neo4j's lets
 * LOAD CSV read files and URLs.
 *
 * @throws QueryRefusedError that names the clause and its position.
 */
export function refuseWrites(cypher: string): void {
  const tokens = tokenize(cypher)
  for (const [index, token] of tokens.entries()) {
    const word = token.text.toUpperCase()
    if (REFUSED_CLAUSES.has(word) && isKeyword(tokens, index))
      refuse(cypher, token.at, `has the clause ${word}, and only reading is allowed`)
  }
}
