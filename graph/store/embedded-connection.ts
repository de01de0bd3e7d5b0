import type { Props, Value } from '../snapshot/records.ts'

export interface Answer {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

/** Takes the rows of an answer in portions. */
export type TakeRows = (rows: Answer['rows'], columns: readonly string[]) => void

/**
 * The embedded database as the engine uses it: in this process (`memory:`), or in one of its own (`file:`), which
 * can be ended when a query must be.
 */
export interface Connection {
  /** Runs a statement in a transaction of its own that is rolled back. */
  read(cypher: string, params: Props, maxRows: number): Promise<Answer>
  /** Runs a statement that defines a constraint or an index. */
  define(cypher: string): Promise<void>
  /** Begins a transaction under a number that was not used before. */
  begin(transaction: number): Promise<void>
  run(transaction: number, cypher: string, params: Props, take: TakeRows): Promise<void>
  /** Commits or rolls back. */
  end(transaction: number, commit: boolean): Promise<void>
  /** Says that nobody waits for a running `read` any more. */
  abandon(read: Promise<Answer>): void
  close(): Promise<void>
}
