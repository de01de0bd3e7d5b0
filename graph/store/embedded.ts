import type { Props } from '../snapshot/records.ts'
import type { Connection } from './embedded-connection.ts'
import { openDatabase } from './embedded-database.ts'
import { openFile } from './embedded-file.ts'
import type { Engine, Run } from './engine.ts'
import { QueryRefusedError, QueryTimeoutError, StoreUnavailableError } from './errors.ts'
import type { Row } from './port.ts'

/** The embedded database over a file, which one process at a time may hold. */
export async function openEmbeddedFile(path: string, command: string): Promise<Engine> {
  const { connection, announce, release } = await openFile(path, command)
  return { ...embeddedEngine(`file:${path}`, connection, release), announce }
}

/** The embedded database in memory: for tests and questions that leave nothing behind. */
export const openEmbeddedMemory = (): Engine => embeddedEngine('memory:', openDatabase(null), () => undefined)

function embeddedEngine(uri: string, connection: Connection, release: () => void): Engine {
  let transactions = 0
  let writing: Promise<unknown> = Promise.resolve()
  // Two writers of one record would both be asked to start over; here the second just waits.
  const afterOthers = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = writing.then(work)
    writing = turn.catch(() => undefined)
    return turn
  }
  const inTransaction = async <T>(commit: boolean, work: (transaction: number) => Promise<T>): Promise<T> => {
    transactions += 1
    const transaction = transactions
    await connection.begin(transaction)
    let done = false
    try {
      const result = await work(transaction)
      done = true
      return result
    } finally {
      await connection.end(transaction, commit && done)
    }
  }
  const runIn =
    (transaction: number): Run =>
    async (cypher, params = {}) => {
      const rows: Row[] = []
      await connection.run(transaction, cypher, params, (portion, columns) => {
        for (const values of portion) rows.push(toRow(columns, values))
      })
      return rows
    }
  const write: Engine['write'] = (work) =>
    afterOthers(() => inTransaction(true, (transaction) => work(runIn(transaction))))
  return {
    uri,
    constraintsNeedIndex: true,
    read: (cypher, params, limits) => readWithin(connection, cypher, params, limits),
    view: (work) =>
      inTransaction(false, (transaction) =>
        work((cypher, params, row) =>
          connection.run(transaction, cypher, params, (portion) => {
            for (const values of portion) row(values)
          }),
        ),
      ),
    write,
    // A transaction reads the database as it was when the transaction began.
    publish: write,
    define: async (statements) => {
      for (const statement of statements) await connection.define(statement)
    },
    announce: () => undefined,
    close: async () => {
      await writing
      release()
      await connection.close()
    },
  }
}

async function readWithin(
  connection: Connection,
  cypher: string,
  params: Props,
  { timeout, maxRows }: { readonly timeout: number; readonly maxRows: number },
): Promise<readonly Row[]> {
  const reading = connection.read(cypher, params, Math.min(maxRows, Number.MAX_SAFE_INTEGER))
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      connection.abandon(reading)
      reject(new QueryTimeoutError(`the query took longer than ${timeout / 1000} s and was ended`))
    }, timeout)
  })
  try {
    const { columns, rows } = await Promise.race([reading, limit])
    return rows.map((values) => toRow(columns, values))
  } catch (error) {
    const isOurs =
      !(error instanceof Error) ||
      error instanceof QueryTimeoutError ||
      error instanceof StoreUnavailableError
    throw isOurs ? error : new QueryRefusedError(error.message, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

const toRow = (columns: readonly string[], values: readonly Row[string][]): Row =>
  Object.fromEntries(columns.map((column, at) => [column, values[at] ?? null]))
