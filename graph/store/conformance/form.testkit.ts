import type { Props } from '../../snapshot/records.ts'
import type { Row } from '../port.ts'

/** A form of Cypher that queries and rules may use, with what it must answer over ESTATE, in order. */
export interface Form {
  readonly claim: string
  readonly cypher: string
  readonly params?: Props
  readonly rows: readonly Row[]
}

/** Rows of one column `id`. */
export const ids = (...values: string[]): readonly Row[] => values.map((id) => ({ id }))
