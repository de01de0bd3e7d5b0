import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import grafeo from '@grafeo-db/js'
import type { Props, Value } from '../snapshot/records.ts'
import type { Engine } from './engine.ts'
import { QueryRefusedError } from './errors.ts'
import type { Row } from './port.ts'

/** The embedded database, in this process; `path` null keeps it in memory. */
export async function openEmbedded(uri: string, path: string | null): Promise<Engine> {
  if (path !== null) mkdirSync(dirname(path), { recursive: true })
  const db = grafeo.GrafeoDB.create(path)
  let writing: Promise<unknown> = Promise.resolve()
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = writing.then(work, work)
    writing = turn.catch(() => undefined)
    return turn
  }
  const transaction = async <T>(
    work: (tx: ReturnType<typeof db.beginTransaction>) => Promise<T>,
    commit: boolean,
  ) => {
    const tx = db.beginTransaction()
    try {
      const result = await work(tx)
      if (commit) tx.commit()
      return result
    } finally {
      if (tx.isActive) tx.rollback()
    }
  }
  return {
    uri,
    constraintsNeedIndex: true,
    read: (cypher, params, { maxRows }) =>
      transaction(async (tx) => {
        const result = await tx.executeCypher(cypher, params).catch((error: Error) => {
          throw new QueryRefusedError(error.message, { cause: error })
        })
        return toRows(result.toArray(), maxRows)
      }, false),
    view: (work) =>
      transaction(
        (tx) =>
          work(async (cypher, params, row) => {
            const result = await tx.executeCypher(cypher, params)
            for (const values of result.rows()) row(values.map(toValue))
          }),
        false,
      ),
    write: (work) =>
      oneAtATime(() =>
        transaction(
          (tx) =>
            work(async (cypher, params = {}) =>
              toRows((await tx.executeCypher(cypher, params)).toArray(), Infinity),
            ),
          true,
        ),
      ),
    define: async (statements) => {
      for (const statement of statements) await db.executeCypher(statement)
    },
    close: async () => {
      await writing
      db.close()
    },
  }
}

const toRows = (rows: readonly { [column: string]: unknown }[], maxRows: number): readonly Row[] =>
  rows.slice(0, maxRows).map((row) => toMap(row))

const toMap = (object: object): Props =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, toValue(value)]))

function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(toValue)
  if (value instanceof Date) return value.toISOString()
  return toMap(value)
}
