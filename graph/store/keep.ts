import { diffHashes } from '../snapshot/diff.ts'
import { canonicalJson, isList, shortHash } from '../snapshot/hash.ts'
import type { Props, Value } from '../snapshot/records.ts'
import { runRows } from './batches.ts'
import type { Engine, Run } from './engine.ts'
import { InvalidRecordError, StaleTokenError } from './errors.ts'
import {
  type Among,
  type ChangeCounts,
  type KeptCollection,
  type Scan,
  type ScanCollection,
  STILL_ALIVE,
} from './port.ts'
import { lockState } from './state.ts'
import { text } from './stored-record.ts'

/**
 * Makes `records` the collection's content as of the scan: what is new or different begins with it, what went
 * ends with it, what stayed costs nothing. With `among` the rest of the collection is not looked at.
 */
export async function keep(
  engine: Engine,
  scan: Scan,
  collection: ScanCollection,
  records: readonly Props[],
  among: Among | null = null,
): Promise<ChangeCounts> {
  const wanted = new Map(records.map((record) => [identity(record, collection), record]))
  if (wanted.size < records.length)
    throw new InvalidRecordError(`${collection}: two records have the same id`)
  const hashes = new Map([...wanted].map(([id, record]) => [id, shortHash(canonicalJson(record))]))
  return engine.write(async (run) => {
    await refuseOldScan(run, scan)
    const alive = await readAlive(run, collection, among)
    const { added, changed, removed } = diffHashes(alive, hashes)
    await endRecords(run, collection, [...changed, ...removed], scan.sequence)
    const begin = [...added, ...changed].flatMap((id) => {
      const record = wanted.get(id)
      const life = { since: scan.sequence, until: STILL_ALIVE, hash: hashes.get(id) ?? '' }
      return record === undefined ? [] : [{ ...flat(record, collection), ...life }]
    })
    await runRows(run, `UNWIND $rows AS row CREATE (n:${collection}) SET n = row`, begin)
    return { added: added.length, changed: changed.length, removed: removed.length }
  })
}

export async function completeScan(engine: Engine, scan: Scan): Promise<void> {
  const rows = await engine.write((run) =>
    run('MATCH (s:Scan {id: $id}) SET s.complete = true RETURN s.id AS id', { id: scan.id }),
  )
  if (rows.length === 0) throw new Error(`there is no scan ${scan.id} to complete`)
}

export async function put(engine: Engine, collection: KeptCollection, record: Props): Promise<void> {
  const id = identity(record, collection)
  await engine.write((run) =>
    run(`MERGE (n:${collection} {id: $id}) SET n = $record`, { id, record: flat(record, collection) }),
  )
}

export async function remove(engine: Engine, collection: KeptCollection, id: string): Promise<void> {
  await engine.write((run) => run(`MATCH (n:${collection} {id: $id}) DETACH DELETE n`, { id }))
}

async function refuseOldScan(run: Run, scan: Scan): Promise<void> {
  const state = await lockState(run)
  if (state.scan !== scan.id)
    throw new StaleTokenError(
      `scan ${scan.id} is no longer the current one: ${state.scan} was published after it`,
    )
}

async function readAlive(
  run: Run,
  collection: ScanCollection,
  among: Among | null,
): Promise<Map<string, string>> {
  const only = among === null ? '' : `WHERE n.${among.property} IN $values`
  const rows = await run(
    `MATCH (n:${collection} {until: $alive}) ${only} RETURN n.id AS id, n.hash AS hash`,
    {
      alive: STILL_ALIVE,
      values: [...(among?.values ?? [])],
    },
  )
  return new Map(rows.map(({ id, hash }) => [text(id), text(hash)]))
}

/** A record that began with this very scan was never seen by another one: it goes without a trace. */
async function endRecords(
  run: Run,
  collection: ScanCollection,
  ids: readonly string[],
  sequence: number,
): Promise<void> {
  const rows = ids.map((id) => ({ id }))
  const alive = `UNWIND $rows AS row MATCH (n:${collection} {id: row.id})`
  const params = { sequence, alive: STILL_ALIVE }
  await runRows(run, `${alive} WHERE n.until = $alive AND n.since = $sequence DETACH DELETE n`, rows, params)
  await runRows(run, `${alive} WHERE n.until = $alive SET n.until = $sequence`, rows, params)
}

function identity(record: Props, collection: string): string {
  if (typeof record.id === 'string' && record.id !== '') return record.id
  throw new InvalidRecordError(`${collection}: a record has no id`)
}

/** Values that a database can hold: what is nested becomes JSON text under the same name. */
function flat(record: Props, collection: string): Props {
  const stored: { [name: string]: Value } = {}
  for (const [name, value] of Object.entries(record)) {
    if (['since', 'until', 'hash'].includes(name))
      throw new InvalidRecordError(
        `${collection} ${String(record.id)}: the property name "${name}" is the store's own`,
      )
    if (value !== null && value !== undefined)
      stored[name] = isStorable(value) ? value : JSON.stringify(value)
  }
  return stored
}

function isStorable(value: Value): boolean {
  if (!isList(value)) return typeof value !== 'object'
  const type = typeof value[0]
  return type !== 'object' && value.every((item) => typeof item === type)
}
