import { type ChildProcess, fork } from 'node:child_process'
import { moduleEntry } from '../module-entry.ts'
import type { Value } from '../snapshot/records.ts'
import type { Answer, Connection, TakeRows } from './embedded-connection.ts'
import { type Request, response, toJson } from './embedded-protocol.ts'
import { StoreUnavailableError } from './errors.ts'

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

interface Pending {
  readonly question: Question
  readonly take: TakeRows
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * The database in a process of its own. Nothing in the database ends a query, and a worker thread's query runs
 * on after the worker was ended, with the file still locked. A process can be killed: the file is then as its last
 * commit left it.
 */
export async function hostDatabase(path: string): Promise<Connection> {
  const pending = new Map<number, Pending>()
  /** Reads whose caller was told of the timeout. */
  const abandoned = new Set<number>()
  const transactions = new Set<number>()
  const reads = new WeakMap<Promise<Answer>, number>()
  let last = 0
  let state: 'running' | 'dying' | 'closed' = 'running'
  let child = start()
  let opened = tell({ ask: 'open', path })

  function start(): ChildProcess {
    const started = fork(entry.path, [], {
      execArgv: entry.execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    started.on('message', receive)
    started.once('exit', (code, signal) => lost(started, signal ?? `code ${code}`))
    started.once('error', (error) => lost(started, error.message))
    started.unref()
    return started
  }

  /** Asks at once. */
  function tell(question: Question, take: TakeRows = () => undefined, id = ++last): Promise<void> {
    return new Promise((resolve, reject) => {
      pending.set(id, { question, take, resolve, reject })
      child.channel?.ref()
      // A channel that broke shows as the end of the process.
      child.send({ ...question, id }, () => undefined)
    })
  }

  /** Asks as soon as the database is open. */
  async function ask(question: Question, take?: TakeRows, id?: number): Promise<void> {
    await opened
    return tell(question, take, id)
  }

  function receive(raw: unknown): void {
    // What a dying process still said will be asked again.
    if (state === 'dying') return
    const message = response.parse(raw)
    const asked = pending.get(message.id)
    if (message.answer === 'rows') {
      if (!abandoned.has(message.id)) asked?.take(parseRows(message.rows), message.columns)
      return
    }
    pending.delete(message.id)
    abandoned.delete(message.id)
    if (pending.size === 0) child.channel?.unref()
    if (message.answer === 'done') asked?.resolve()
    else asked?.reject(new Error(message.message))
  }

  /** Starts anew: what can be asked again is, what stood in a transaction has failed. */
  function lost(gone: ChildProcess, reason: string): void {
    if (gone !== child || state === 'closed') return
    const waiting = [...pending]
    pending.clear()
    transactions.clear()
    const failed = new StoreUnavailableError(
      `${path}: the database process ended (${reason}); nothing of this was stored`,
    )
    const wasOpening = waiting.some(([, { question }]) => question.ask === 'open')
    if (!wasOpening) {
      state = 'running'
      child = start()
      opened = tell({ ask: 'open', path })
      opened.catch(() => undefined)
    }
    for (const [id, { question, take, resolve, reject }] of waiting) {
      const isLeft = abandoned.delete(id)
      if (isLeft || wasOpening || question.ask === 'run' || question.ask === 'end') reject(failed)
      else ask(question, take, id).then(resolve, reject)
    }
  }

  /** Ends the process when a query runs that nobody waits for, and no transaction would be lost. */
  function killIfNeeded(): void {
    if (abandoned.size === 0 || transactions.size > 0 || state !== 'running') return
    state = 'dying'
    child.kill('SIGKILL')
    opened = new Promise((resolve) => child.once('exit', () => resolve(opened)))
  }

  await opened
  return {
    read: (cypher, params, maxRows) => {
      const id = ++last
      const found: { columns: readonly string[]; rows: Answer['rows'] } = { columns: [], rows: [] }
      const take: TakeRows = (rows, columns) => Object.assign(found, { rows, columns })
      const question = { ask: 'read', cypher, params: toJson(params), maxRows } as const
      const answered = ask(question, take, id).then(() => found)
      reads.set(answered, id)
      return answered
    },
    define: (cypher) => ask({ ask: 'define', cypher }),
    begin: async (transaction) => {
      await ask({ ask: 'begin', transaction })
      transactions.add(transaction)
    },
    run: (transaction, cypher, params, take) =>
      ask({ ask: 'run', transaction, cypher, params: toJson(params) }, take),
    end: async (transaction, commit) => {
      try {
        await ask({ ask: 'end', transaction, commit })
      } finally {
        transactions.delete(transaction)
        killIfNeeded()
      }
    },
    abandon: (read) => {
      const id = reads.get(read)
      if (id === undefined || !pending.has(id)) return
      read.catch(() => undefined)
      abandoned.add(id)
      killIfNeeded()
    },
    close: async () => {
      if (state === 'closed') return
      await ask({ ask: 'close' })
      state = 'closed'
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.ref()
      child.disconnect()
      await exited
    },
  }
}

const parseRows = (text: string): readonly (readonly Value[])[] => JSON.parse(text)

const entry = moduleEntry('graph/store/embedded-process')
