import { type Assessed, type AssessOptions, assessingEstate } from '../../graph/paths/assessment.ts'
import {
  type CoverageEntry,
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
} from '../../graph/snapshot/records.ts'
import { inTurns, type Progress } from '../../graph/turns.ts'
import { answering } from './answers.ts'
import type { FromAssessor, ToAssessor } from './messages.ts'

// The process that derives, searches and tries changes, so that the service answers meanwhile.

/** Where nobody listens any more, the end of the other process will end this one. */
const say = (message: FromAssessor): void =>
  void process.send?.(message, undefined, undefined, () => undefined)

/** Milliseconds between two reports of one computation. */
const BETWEEN_REPORTS = 100

/** Tells how far it is, but not with every turn. */
function reporting(tell: (progress: Progress) => void): (progress: Progress) => void {
  let told = 0
  return (progress) => {
    const now = performance.now()
    if (now - told < BETWEEN_REPORTS) return
    told = now
    tell(progress)
  }
}

interface Estate {
  readonly nodes: Map<string, NodeRecord>
  readonly relationships: Map<string, RelationshipRecord>
  /** Null until it has come whole. */
  assessed: Promise<Assessed> | null
}

const estates = new Map<string, Estate>()
const running = new Map<number, AbortController>()

process.on('message', (message: ToAssessor) => {
  if (message.say === 'ask') void ask(message)
  else if (message.say === 'cancel') running.get(message.id)?.abort()
  else if (message.say === 'forget') estates.delete(message.estate)
  else receive(message)
})

function receive(message: Extract<ToAssessor, { say: 'nodes' | 'relationships' | 'whole' }>): void {
  const estate = estates.get(message.estate) ?? begun(message.estate)
  if (message.say === 'nodes') for (const node of message.records) estate.nodes.set(node.id, node)
  else if (message.say === 'relationships')
    for (const one of message.records) estate.relationships.set(relationshipId(one), one)
  else assess(message.estate, estate, message)
}

function begun(key: string): Estate {
  const estate: Estate = { nodes: new Map(), relationships: new Map(), assessed: null }
  estates.set(key, estate)
  return estate
}

interface Whole {
  readonly coverage: readonly CoverageEntry[]
  readonly options: AssessOptions
}

function assess(key: string, estate: Estate, { coverage, options }: Whole): void {
  const { nodes, relationships } = estate
  estate.assessed = inTurns(assessingEstate({ nodes, relationships, coverage }, options), {
    onProgress: reporting((progress) => say({ say: 'deriving', estate: key, progress })),
  })
  // Whoever asks is told.
  estate.assessed.catch(() => undefined)
}

async function ask({ estate: key, id, question }: Extract<ToAssessor, { say: 'ask' }>): Promise<void> {
  const end = new AbortController()
  running.set(id, end)
  try {
    const assessed = await estates.get(key)?.assessed
    if (assessed == null) throw new Error(`the estate ${key} was not told whole`)
    const answer = await inTurns(answering(assessed, question), {
      signal: end.signal,
      onProgress: reporting((progress) => say({ say: 'progress', id, progress })),
    })
    say({ say: 'answer', id, answer })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    say({ say: 'failed', id, name, message })
  } finally {
    running.delete(id)
  }
}

// A terminal's Ctrl-C reaches this process too: the one that started it decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit(0))
