import type { Props, Value } from '../snapshot/records.ts'
import type { Run } from './engine.ts'
import { quoted } from './labels.ts'

/** Rows of one statement: large enough to amortise the round trip, small enough to stay in a server's memory. */
const BATCH_ROWS = 10_000
/** Characters of one statement's parameters, roughly: a few records of a megabyte are a batch of their own. */
const BATCH_SIZE = 16_000_000

/** Runs `cypher`, which unwinds `$rows`, as often as the rows need. */
export async function runRows(
  run: Run,
  cypher: string,
  rows: readonly Value[],
  params: Props = {},
): Promise<number> {
  let counted = 0
  for (const batch of batches(rows)) {
    const answer = await run(cypher, { ...params, rows: batch })
    const count = answer[0]?.count
    counted += typeof count === 'number' ? count : 0
  }
  return counted
}

export function* batches(rows: readonly Value[]): Generator<readonly Value[]> {
  let batch: Value[] = []
  let size = 0
  for (const row of rows) {
    const length = roughSize(row)
    if (batch.length > 0 && (batch.length >= BATCH_ROWS || size + length > BATCH_SIZE)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(row)
    size += length
  }
  if (batch.length > 0) yield batch
}

function roughSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 8
  if (value === null || typeof value !== 'object') return 8
  let size = 8
  for (const child of Object.values(value)) size += roughSize(child)
  return size
}

/** Records as rows of equal length, which a database takes in much faster than maps. */
export interface Columns {
  /** `{name: row[2], …}` for a CREATE; what a record does not have is null there, and so not set. */
  readonly properties: string
  readonly rows: readonly (readonly Value[])[]
}

/** `lead` are the values that come before the properties in each row. */
export function asColumns(
  records: readonly { readonly lead: readonly Value[]; readonly props: Props }[],
): Columns {
  const names = [...new Set(records.flatMap(({ props }) => Object.keys(props)))]
  const offset = records[0]?.lead.length ?? 0
  return {
    properties: `{${names.map((name, at) => `${quoted(name)}: row[${at + offset}]`).join(', ')}}`,
    rows: records.map(({ lead, props }) => [...lead, ...names.map((name) => props[name] ?? null)]),
  }
}
