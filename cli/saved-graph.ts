import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AttackGraph } from '../graph/paths/graph.ts'
import { decodeGraph, encodeGraph } from '../graph/paths/saved-graph.ts'
import type { EstateSettings } from '../graph/paths/settings.ts'
import type { Io } from './io.ts'
import { dataFolder } from './location.ts'

/** Where the attack graph of the newest scan is kept: beside a store that is a file, else with the user's data. */
export function savedGraphFile(storeUri: string, env: Io['env']): string | null {
  if (storeUri.startsWith('memory:')) return null
  if (storeUri.startsWith('file:')) return `${storeUri.slice('file:'.length)}.paths`
  const name = createHash('sha256').update(storeUri).digest('hex').slice(0, 16)
  return join(dataFolder(env), `${name}.paths`)
}

/** What the graph follows from: a scan, and what the configuration says is sensitive. */
const keyOf = (scan: string, { crownJewels = [] }: EstateSettings): string =>
  JSON.stringify([scan, crownJewels])

/** Written whole or not at all; a store that is used without it only answers later. */
export async function saveGraph(
  file: string,
  graph: AttackGraph,
  scan: string,
  settings: EstateSettings,
): Promise<void> {
  const draft = `${file}.${process.pid}.draft`
  await mkdir(dirname(file), { recursive: true })
  try {
    const handle = await open(draft, 'w', 0o600)
    try {
      for (const part of encodeGraph(graph, keyOf(scan, settings))) await handle.writeFile(part)
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}

/** Null when there is none of this scan: the graph is built from the store then. */
export async function loadGraph(
  file: string,
  scan: string,
  settings: EstateSettings,
): Promise<AttackGraph | null> {
  const bytes = await readFile(file).catch(() => null)
  return bytes === null ? null : decodeGraph(aligned(bytes), keyOf(scan, settings))
}

/** Small files may come from a shared pool, at any offset. */
const aligned = (bytes: Buffer): Uint8Array => (bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes))
