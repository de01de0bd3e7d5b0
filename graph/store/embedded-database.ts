import { chmodSync } from 'node:fs'
import grafeo from '@grafeo-db/js'
import type { Props, Value } from '../snapshot/records.ts'
import type { Answer, Connection, TakeRows } from './embedded-connection.ts'

const ROWS_AT_ONCE = 5000
/** Bytes of write-ahead log after which the database writes its file anew; by itself it never would. */
const CHECKPOINT_BYTES = 256 * 1024 * 1024

type Transaction = ReturnType<ReturnType<typeof grafeo.GrafeoDB.create>['beginTransaction']>
type Result = Awaited<ReturnType<Transaction['executeCypher']>>

/** Opens the database in this process; `path` null keeps it in memory. */
export function openDatabase(path: string | null): Connection {
  const db = grafeo.GrafeoDB.create(path)
  if (path !== null) {
    chmodSync(path, 0o600)
    db.setCheckpointTriggers({ walBytes: CHECKPOINT_BYTES })
  }
  const transactions = new Map<number, Transaction>()
  const execute = (transaction: number, cypher: string, params: Props): Promise<Result> => {
    const open = transactions.get(transaction)
    if (open === undefined) throw new Error(`there is no transaction ${transaction}`)
    return open.executeCypher(cypher, params)
  }
  const end = async (transaction: number, commit: boolean): Promise<void> => {
    const open = transactions.get(transaction)
    transactions.delete(transaction)
    if (open?.isActive !== true) return
    if (commit) open.commit()
    else open.rollback()
  }
  return {
    begin: async (transaction) => void transactions.set(transaction, db.beginTransaction()),
    end,
    read: async (cypher, params, maxRows) => {
      const transaction = db.beginTransaction()
      try {
        return answer(await transaction.executeCypher(cypher, params), maxRows)
      } finally {
        if (transaction.isActive) transaction.rollback()
      }
    },
    define: async (cypher) => {
      await db.executeCypher(cypher)
    },
    run: async (transaction, cypher, params, take) =>
      portions(await execute(transaction, cypher, params), take),
    // Nothing ends a query that runs in this process; its answer is dropped when it comes.
    abandon: (read) => void read.catch(() => undefined),
    close: async () => db.close(),
  }
}

function answer(result: Result, maxRows: number): Answer {
  const { columns, length } = result
  if (length <= maxRows) return { columns, rows: result.rows().map((row) => row.map(toValue)) }
  const rows: Value[][] = []
  for (let at = 0; at < maxRows; at += 1) {
    const row = result.get(at)
    rows.push(columns.map((column) => toValue(row[column])))
  }
  return { columns, rows }
}

function portions(result: Result, take: TakeRows): void {
  const rows = result.rows()
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    take(
      rows.slice(start, start + ROWS_AT_ONCE).map((row) => row.map(toValue)),
      result.columns,
    )
}

function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(toValue)
  if (value instanceof Date) return value.toISOString()
  return plainMap(value)
}

/** A node or relationship comes as its properties with `_id`, `_labels`, `_type`, `_source` and `_target` beside them. */
function plainMap(object: object): Props {
  const entries = Object.entries(object)
  const isEntity = entries.some(([name]) => name === '_id')
  const kept = isEntity ? entries.filter(([name]) => !name.startsWith('_')) : entries
  const type = isEntity ? entries.find(([name]) => name === '_type') : undefined
  const props = Object.fromEntries(kept.map(([name, value]) => [name, toValue(value)]))
  return type === undefined ? props : { ...props, kind: toValue(type[1]) }
}
