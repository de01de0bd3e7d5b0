import type { Connection, TakeRows } from './embedded-connection.ts'
import { openDatabase } from './embedded-database.ts'
import { type Request, type Response, request } from './embedded-protocol.ts'

/** The process that holds the embedded database's file. It lives as long as the one that started it. */
let database: Connection | null = null

// Nobody listens any more: the end of the other process will end this one.
const send = (response: Response): void =>
  void process.send?.(response, undefined, undefined, () => undefined)

async function handle(message: Request): Promise<void> {
  if (message.ask === 'open') {
    database = openDatabase(message.path)
    return
  }
  if (database === null) throw new Error('the database is not open')
  const { id } = message
  const rows: TakeRows = (portion, columns) =>
    send({ answer: 'rows', id, columns: [...columns], rows: JSON.stringify(portion) })
  switch (message.ask) {
    case 'read': {
      const answer = await database.read(message.cypher, JSON.parse(message.params), message.maxRows)
      return rows(answer.rows, answer.columns)
    }
    case 'run':
      return database.run(message.transaction, message.cypher, JSON.parse(message.params), rows)
    case 'define':
      return database.define(message.cypher)
    case 'begin':
      return database.begin(message.transaction)
    case 'end':
      return database.end(message.transaction, message.commit)
    case 'close':
      return database.close()
  }
}

process.on('message', async (raw) => {
  const message = request.parse(raw)
  try {
    await handle(message)
    send({ answer: 'done', id: message.id })
  } catch (error) {
    send({ answer: 'error', id: message.id, message: error instanceof Error ? error.message : String(error) })
  }
})
// A terminal's Ctrl-C reaches this process too: the one that started it decides when to close the file.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit(0))
