import { shortHash } from '../snapshot/hash.ts'
import type { Engine, Run } from './engine.ts'
import { StaleTokenError, StoreUnavailableError } from './errors.ts'
import type { Row } from './port.ts'
import { definitions, FORMAT } from './schema.ts'
import { count, text } from './stored-record.ts'

/** Where the store stands: one node that every writing transaction locks first. */
export interface StoreState {
  /** The last scan's place in history; 0 before the first. */
  readonly sequence: number
  /** Raised by every publish. */
  readonly token: number
  /** Id of the last published scan; empty before the first. */
  readonly scan: string
}

const COLUMNS = 's.sequence AS sequence, s.token AS token, s.scan AS scan'
const NO_LIMITS = { timeout: 60_000, maxRows: 1 }

/** Defines constraints and indexes where they are not yet as this version wants them, and begins an empty store. */
export async function prepareStore(engine: Engine): Promise<void> {
  const wanted = definitions(engine.constraintsNeedIndex)
  const schema = shortHash(wanted.join())
  const [found] = await engine.read(
    `MATCH (s:ChokepointStore {id: 'store'}) RETURN s.format AS format, s.schema AS schema`,
    {},
    NO_LIMITS,
  )
  if (found !== undefined && found.format !== FORMAT)
    throw new StoreUnavailableError(
      `${engine.uri} was written in format ${String(found.format)} and this version reads format ${FORMAT}: use the version that wrote it, or export there and ingest the export here`,
    )
  if (found?.schema === schema) return
  await engine.define(wanted)
  await engine.write((run) =>
    run(
      `MERGE (s:ChokepointStore {id: 'store'})
       ON CREATE SET s.format = $format, s.sequence = 0, s.token = 0, s.scan = ''
       SET s.schema = $schema`,
      { format: FORMAT, schema },
    ),
  )
}

export async function readState(engine: Engine): Promise<StoreState> {
  const rows = await engine.read(`MATCH (s:ChokepointStore {id: 'store'}) RETURN ${COLUMNS}`, {}, NO_LIMITS)
  return toState(rows[0])
}

/** Reads the state and keeps every other writer waiting until this transaction has ended. */
export async function lockState(run: Run): Promise<StoreState> {
  const rows = await run(`MATCH (s:ChokepointStore {id: 'store'}) SET s.locked = true RETURN ${COLUMNS}`)
  return toState(rows[0])
}

export async function moveState(run: Run, next: StoreState): Promise<void> {
  await run(
    `MATCH (s:ChokepointStore {id: 'store'})
     SET s.sequence = $sequence, s.token = $token, s.scan = $scan`,
    { ...next },
  )
}

export function refuseStale(state: StoreState, token: number, cause?: unknown): void {
  if (state.token === token) return
  throw new StaleTokenError(
    `another publish (scan ${state.scan}) finished while this one was prepared; nothing was written: run it again`,
    { cause },
  )
}

function toState(row: Row | undefined): StoreState {
  if (row === undefined)
    throw new StoreUnavailableError('the store holds no state of ours: was it emptied by hand?')
  return { sequence: count(row.sequence), token: count(row.token), scan: text(row.scan) }
}
