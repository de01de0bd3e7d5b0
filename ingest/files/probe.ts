import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { InputError, unreadable } from './input-error.ts'

/** The start of an input, unpacked when it is gzip: enough to tell what it is. */
export interface Probe {
  readonly path: string
  readonly directory: boolean
  readonly gzip: boolean
  readonly start: Uint8Array
}

const PROBED_BYTES = 64 * 1024

/** @throws InputError when there is nothing readable at the path, or nothing in it. */
export async function probe(path: string): Promise<Probe> {
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return { path, directory: true, gzip: false, start: new Uint8Array() }
    if (!stats.isFile()) throw new InputError(path, 'is neither a file nor a folder')
    if (stats.size === 0) throw new InputError(path, 'is empty')
    const start = await readStart(path)
    const gzip = start[0] === 0x1f && start[1] === 0x8b
    return { path, directory: false, gzip, start: gzip ? await unpackStart(start) : start }
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, error)
  }
}

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PROBED_BYTES), 0, PROBED_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** What comes out first; the packed bytes are cut off, so an error after that says nothing. */
function unpackStart(packed: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const gunzip = createGunzip()
    gunzip.once('data', (chunk: Buffer) => resolve(chunk))
    gunzip.once('error', () => resolve(new Uint8Array()))
    gunzip.once('end', () => resolve(new Uint8Array()))
    gunzip.end(packed)
  })
}

/** POSIX and GNU tar both write `ustar` at byte 257 of every header. */
export const isTar = ({ start }: Probe): boolean =>
  Buffer.from(start.subarray(257, 262)).toString('latin1') === 'ustar'

/** The first line, when it ends within what was probed. */
export function firstLine({ start }: Probe): string | undefined {
  const end = start.indexOf(0x0a)
  return end === -1 ? undefined : new TextDecoder().decode(start.subarray(0, end)).replace(/^\uFEFF/, '')
}
