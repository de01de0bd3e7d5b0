import { type ChildProcess, fork } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { moduleEntry } from '../../graph/module-entry.ts'
import type { AssessOptions } from '../../graph/paths/assessment.ts'
import { ChangeError } from '../../graph/paths/changes/change.ts'
import { UnknownNodeError } from '../../graph/paths/unknown-node.ts'
import { collectedBy, type Snapshot } from '../../graph/snapshot/records.ts'
import type { Progress, Watch } from '../../graph/turns.ts'
import type { FromAssessor, ToAssessor } from './messages.ts'
import type { AnswerTo, Question, QuestionName } from './questions.ts'

/** An estate that is asked about; read only when the assessor does not hold it. */
export interface AskedEstate {
  readonly key: string
  readonly options: AssessOptions
  snapshot(): Promise<Snapshot>
}

/**
 * Estates, derived and searched, in a process of their own: what takes seconds holds up no other request, and what
 * takes too much memory does not end the service.
 */
export interface Assessor {
  /** @throws ChangeError, UnknownNodeError, the signal's reason, or Error when the process ended. */
  ask<Name extends QuestionName>(
    estate: AskedEstate,
    question: Question<Name>,
    watch?: Watch,
  ): Promise<AnswerTo<Name>>
  /** What it does for those who wait; null while nobody does, or it has not told yet. */
  working(): Progress | null
  /** Of its process; null while none runs. */
  pid(): number | null
  close(): Promise<void>
}

/** What was asked is lost; it may be asked again. */
export class AssessorEndedError extends Error {
  override readonly name = 'AssessorEndedError'
}

interface Pending {
  readonly estate: string
  readonly watch: Watch
  resolve(answer: unknown): void
  reject(error: unknown): void
}

/** Each estate fills memory. */
const KEPT = 2
/** Records in one message: copying them takes a few milliseconds. */
const PART = 2_000

/** Starts its process with the first question, and again when it ended. */
export function createAssessor(): Assessor {
  const pending = new Map<number, Pending>()
  /** By key, the one that was asked for last at the end. */
  const told = new Map<string, Promise<void>>()
  let child: ChildProcess | null = null
  let last = 0
  let working: Progress | null = null

  function start(): ChildProcess {
    const started = fork(entry.path, [], {
      execArgv: entry.execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    started.on('message', receive)
    started.once('exit', (code, signal) => lost(started, signal ?? `code ${code}`))
    started.once('error', (error) => lost(started, error.message))
    started.unref()
    started.channel?.unref()
    return started
  }

  // A channel that broke shows as the end of the process.
  const say = (to: ChildProcess, message: ToAssessor): void => void to.send(message, () => undefined)

  const running = (): ChildProcess => {
    child ??= start()
    return child
  }

  /** The process is waited for only while something is asked of it. */
  function settle(id: number): Pending | undefined {
    const asked = pending.get(id)
    pending.delete(id)
    if (pending.size === 0) child?.channel?.unref()
    return asked
  }

  function receive(message: FromAssessor): void {
    if (message.say === 'deriving' || message.say === 'progress') working = message.progress
    if (message.say === 'deriving') {
      for (const { estate, watch } of pending.values())
        if (estate === message.estate) watch.onProgress?.(message.progress)
      return
    }
    if (message.say === 'progress') {
      pending.get(message.id)?.watch.onProgress?.(message.progress)
      return
    }
    const asked = settle(message.id)
    if (message.say === 'answer') asked?.resolve(message.answer)
    else asked?.reject(toError(message.name, message.message))
  }

  /** What was asked fails; the next question starts anew. */
  function lost(gone: ChildProcess, reason: string): void {
    if (gone !== child) return
    child = null
    told.clear()
    const waiting = [...pending.values()]
    pending.clear()
    for (const { reject } of waiting)
      reject(new AssessorEndedError(`the process that searches attack paths ended: ${reason}`))
  }

  /** The process that holds the estate whole. */
  async function holding(estate: AskedEstate): Promise<ChildProcess> {
    const { key } = estate
    const to = running()
    const telling = told.get(key) ?? tell(estate, (message) => sayIfRuns(to, message))
    told.delete(key)
    told.set(key, telling)
    for (const oldest of [...told.keys()].slice(0, -KEPT)) {
      told.delete(oldest)
      say(to, { say: 'forget', estate: oldest })
    }
    try {
      await telling
    } catch (error) {
      if (told.get(key) === telling) told.delete(key)
      throw error
    }
    // Others may have displaced it meanwhile.
    return to === child && told.get(key) === telling ? to : holding(estate)
  }

  /** A part that went to a process before this one is lost: what follows it must not pass for the whole. */
  function sayIfRuns(to: ChildProcess, message: ToAssessor): void {
    if (to !== child)
      throw new AssessorEndedError(
        'the process that searches attack paths ended while it was told of the estate',
      )
    say(to, message)
  }

  return {
    async ask<Name extends QuestionName>(estate: AskedEstate, question: Question<Name>, watch: Watch = {}) {
      const { signal } = watch
      const to = await holding(estate)
      signal?.throwIfAborted()
      const id = ++last
      return new Promise<AnswerTo<Name>>((resolve, reject) => {
        pending.set(id, { estate: estate.key, watch, resolve, reject })
        signal?.addEventListener('abort', () => {
          if (settle(id) === undefined) return
          say(to, { say: 'cancel', id })
          reject(signal.reason)
        })
        to.channel?.ref()
        say(to, { say: 'ask', estate: estate.key, id, question })
      })
    },
    working: () => (pending.size === 0 ? null : working),
    pid: () => child?.pid ?? null,
    async close() {
      const ending = child
      if (ending === null) return
      // Whoever asked is gone by now: there is nobody to tell that it fails.
      pending.clear()
      const exited = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await exited
    },
  }
}

const entry = moduleEntry('api/assessor/process')

/** What was collected of an estate; what follows from it the process makes itself. */
async function tell(
  { key, options, snapshot }: AskedEstate,
  say: (message: ToAssessor) => void,
): Promise<void> {
  const { nodes, relationships, coverage } = await snapshot()
  for (const records of parts(nodes.values())) {
    say({ say: 'nodes', estate: key, records })
    await setImmediate()
  }
  for (const records of parts(relationships.values())) {
    say({ say: 'relationships', estate: key, records })
    await setImmediate()
  }
  say({ say: 'whole', estate: key, coverage, options })
}

function* parts<T extends { readonly partition?: string }>(records: Iterable<T>): Iterable<readonly T[]> {
  let part: T[] = []
  for (const record of records) {
    if (collectedBy(record).length > 0) part.push(record)
    if (part.length < PART) continue
    yield part
    part = []
  }
  yield part
}

/** Errors lose their class between processes. */
function toError(name: string, message: string): Error {
  if (name === 'ChangeError') return new ChangeError(message)
  if (name === 'UnknownNodeError') return new UnknownNodeError(message)
  return new Error(message)
}
