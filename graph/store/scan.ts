import type { Run } from './engine.ts'
import type { Scan } from './port.ts'
import { count, text } from './stored-record.ts'

export async function createScan(run: Run, scan: Scan): Promise<void> {
  await run('CREATE (s:Scan) SET s = $scan', { scan: { ...scan } })
}

/** A scan that the history holds for certain. */
export async function readScan(run: Run, id: string): Promise<Scan> {
  const [row] = await run(
    `MATCH (s:Scan {id: $id})
     RETURN s.sequence AS sequence, s.startedAt AS startedAt, s.finishedAt AS finishedAt, s.source AS source,
       s.nodes AS nodes, s.relationships AS relationships, s.complete AS complete`,
    { id },
  )
  return {
    id,
    sequence: count(row?.sequence),
    startedAt: text(row?.startedAt),
    finishedAt: text(row?.finishedAt),
    source: text(row?.source),
    nodes: count(row?.nodes),
    relationships: count(row?.relationships),
    complete: row?.complete === true,
  }
}
