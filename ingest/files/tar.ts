import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Extract, extract, type Header } from 'tar-stream'
import { isJsonName } from './folder.ts'
import { InputError, unreadable } from './input-error.ts'
import { type InputFile, oversized } from './input-file.ts'
import { type Limits, megabytes } from './limits.ts'

const BLOCK = 512

type Entry = Extract extends AsyncIterable<infer T> ? T : never

/**
 * The JSON files of a tar or tar.gz, held in memory: an export describes an estate in full and does not belong into
 * a temporary folder.
 * @throws InputError when it is cut off, over a limit, or has an entry that could point outside.
 */
export async function listTar(path: string, gzip: boolean, limits: Limits): Promise<readonly InputFile[]> {
  if (!gzip) await checkEnd(path)
  const unpack = extract()
  const packed = createReadStream(path)
  const feeding = gzip ? pipeline(packed, createGunzip(), unpack) : pipeline(packed, unpack)
  const [taken, fed] = await Promise.allSettled([takeFiles(unpack, path, limits), feeding])
  if (taken.status === 'rejected' && taken.reason instanceof InputError) throw taken.reason
  if (fed.status === 'rejected') throw broken(path, fed.reason)
  if (taken.status === 'rejected') throw broken(path, taken.reason)
  return taken.value
}

async function takeFiles(
  entries: AsyncIterable<Entry>,
  path: string,
  limits: Limits,
): Promise<readonly InputFile[]> {
  const files: InputFile[] = []
  let count = 0
  let bytes = 0
  for await (const entry of entries) {
    const segments = checkEntry(entry.header, path)
    const size = entry.header.size
    count += 1
    bytes += size
    if (count > limits.files) throw new InputError(path, `holds more than ${limits.files} files`)
    if (bytes > limits.archiveBytes) {
      throw new InputError(path, `unpacks to more than the limit of ${megabytes(limits.archiveBytes)}`)
    }
    if (!isWanted(entry.header, segments)) {
      for await (const _ of entry);
      continue
    }
    const name = `${path}!${segments.join('/')}`
    if (size > limits.fileBytes) throw oversized(name, size, limits)
    const content = await contentOf(entry)
    files.push({ path: name, segments, read: async () => content })
  }
  return files
}

/** The entry's folders and name. Nothing is ever written, but a path that points outside is nobody's export. */
function checkEntry(header: Header, archive: string): readonly string[] {
  const type = header.type
  if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') {
    throw new InputError(archive, `entry ${quote(header.name)} is a ${type}: only files and folders are read`)
  }
  const segments = header.name.split(/[\\/]/)
  if (/^([\\/]|[A-Za-z]:)/.test(header.name) || segments.includes('..') || header.name.includes('\0')) {
    throw new InputError(archive, `entry ${quote(header.name)} points outside the archive`)
  }
  return segments.filter((segment) => segment !== '' && segment !== '.')
}

const isWanted = (header: Header, segments: readonly string[]): boolean =>
  header.type !== 'directory' &&
  isJsonName(segments.at(-1) ?? '') &&
  !segments.some((segment) => segment.startsWith('.'))

async function contentOf(entry: Entry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A tar ends with zero blocks; without gzip's checksum they are the only sign that it is whole. */
async function checkEnd(path: string): Promise<void> {
  const file = await open(path).catch((error) => {
    throw unreadable(path, error)
  })
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BLOCK), 0, BLOCK, Math.max(0, size - BLOCK))
    if (bytesRead < BLOCK || buffer.some((byte) => byte !== 0)) throw cutOff(path)
  } finally {
    await file.close()
  }
}

const cutOff = (path: string, cause?: unknown): InputError =>
  new InputError(path, 'ends in the middle: the archive was cut off', { cause })

function broken(path: string, error: unknown): InputError {
  const message = error instanceof Error ? error.message : String(error)
  if (/unexpected end/i.test(message)) return cutOff(path, error)
  if (error instanceof Error && 'syscall' in error) return unreadable(path, error)
  return new InputError(path, `is not a tar archive that can be unpacked (${message})`, { cause: error })
}

const quote = (name: string): string => JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name)
