import type { Props, Value } from '../snapshot/records.ts'
import type { Row } from './port.ts'

/** Runs one statement inside a transaction. */
export type Run = (cypher: string, params?: Props) => Promise<readonly Row[]>

/** Runs one statement and hands over each row as its values in column order; for answers of any length. */
export type Visit = (cypher: string, params: Props, row: (values: readonly Value[]) => void) => Promise<void>

export interface ReadLimits {
  readonly timeout: number
  readonly maxRows: number
}

/**
 * What a database must do so that the store can be built over it (see createGraphStore). Rows hold scalars,
 * lists and maps only; integers arrive as numbers.
 */
export interface Engine {
  readonly uri: string
  /** True where a uniqueness constraint brings no index along. */
  readonly constraintsNeedIndex: boolean
  /** One read-only statement, ended at its limits. It sees a publish whole or not at all. */
  read(cypher: string, params: Props, limits: ReadLimits): Promise<readonly Row[]>
  /**
   * Several reads in one transaction, without limits: the store's own bulk reads. They see a publish whole or not
   * at all; `work` may run again.
   */
  view<T>(work: (visit: Visit) => Promise<T>): Promise<T>
  /** A transaction: `work` may run again when the database asks for it; a throw rolls back. */
  write<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** As `write`, and no read or view sees a part of it. */
  publish<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** Constraints and indexes; statements that are safe to repeat. */
  define(statements: readonly string[]): Promise<void>
  announce(address: string, token: string): void
  close(): Promise<void>
}
