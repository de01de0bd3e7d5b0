import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { SnapshotFormatError } from '../../graph/snapshot/lines.ts'
import { readNdjson, SNAPSHOT_FORMAT } from '../../graph/snapshot/ndjson.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { InputError, unreadable } from './input-error.ts'
import { type Limits, megabytes } from './limits.ts'
import { firstLine, type Probe } from './probe.ts'

/** True for what `chokepoint export` wrote, packed with gzip or not: its first line says so. */
export function isSnapshot(probe: Probe): boolean {
  const line = firstLine(probe)
  return line?.startsWith('{') === true && line.includes(`"${SNAPSHOT_FORMAT}"`)
}

/** @throws InputError naming the line that is wrong. */
export async function readSnapshot({ path, gzip }: Probe, limits: Limits): Promise<Snapshot> {
  try {
    return await readNdjson(bounded(path, gzip, limits), { maxDepth: limits.depth })
  } catch (error) {
    if (error instanceof SnapshotFormatError) throw new InputError(path, error.message, { cause: error })
    throw error instanceof InputError ? error : unreadable(path, error)
  }
}

async function* bounded(path: string, gzip: boolean, limits: Limits): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path)
  const unpack = createGunzip()
  packed.once('error', (error) => unpack.destroy(error))
  let bytes = 0
  for await (const chunk of gzip ? packed.pipe(unpack) : packed) {
    bytes += chunk.length
    if (bytes > limits.snapshotBytes) {
      throw new InputError(path, `is over the limit of ${megabytes(limits.snapshotBytes)}`)
    }
    yield chunk
  }
}
