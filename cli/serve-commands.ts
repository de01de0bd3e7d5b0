import type { Command, CommandEvent } from '../api/http/command.ts'
import type { GraphStore } from '../graph/store/port.ts'
import type { Context } from './context.ts'
import type { Io } from './io.ts'

/** Runs a command line that another process sent, on the store this process holds. */
export async function* runForwarded(
  command: Command,
  signal: AbortSignal,
  store: GraphStore,
  context: Context,
): AsyncGenerator<CommandEvent> {
  const events = createQueue<CommandEvent>()
  const io: Io = {
    stdout: (text) => events.push({ stream: 'stdout', text }),
    stderr: (text) => events.push({ stream: 'stderr', text }),
    stdin: async function* () {
      yield command.stdin
    },
    cwd: command.cwd,
    env: { ...context.io.env, CHOKEPOINT_STORE: context.storeUri },
    terminal: false,
    columns: command.columns ?? Number.POSITIVE_INFINITY,
    signal,
  }
  // The store stays open: it is the service's.
  const borrowed: GraphStore = { ...store, close: async () => {} }
  const exit = context
    .runCommand(command.argv, io, borrowed)
    .then((code) => events.push({ exit: code }))
    .finally(events.end)
  yield* events.items()
  await exit
}

interface Queue<T> {
  push(item: T): void
  end(): void
  items(): AsyncGenerator<T>
}

function createQueue<T>(): Queue<T> {
  const waiting: T[] = []
  let ended = false
  let wake = () => {}
  return {
    push(item) {
      waiting.push(item)
      wake()
    },
    end() {
      ended = true
      wake()
    },
    async *items() {
      while (true) {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
