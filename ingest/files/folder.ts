import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError, unreadable } from './input-error.ts'
import { fileOnDisk, type InputFile } from './input-file.ts'
import type { Limits } from './limits.ts'

/** Layouts are four folders deep; the rest is for exports that lie in folders of their own. */
const MAX_FOLDERS = 12

/**
 * Every file of JSON or JSON lines below a folder, in alphabetical order. Hidden files and files of other kinds are passed over.
 * @throws InputError when a folder cannot be read, or holds too many files or a link.
 */
export async function listFolder(folder: string, limits: Limits): Promise<readonly InputFile[]> {
  const files: InputFile[] = []
  for await (const segments of walk(folder, [])) {
    if (files.length === limits.files) throw new InputError(folder, `holds more than ${limits.files} files`)
    files.push(fileOnDisk(join(folder, ...segments), segments, limits))
  }
  return files
}

async function* walk(root: string, segments: readonly string[]): AsyncGenerator<readonly string[]> {
  const path = join(root, ...segments)
  if (segments.length > MAX_FOLDERS) throw new InputError(path, `is more than ${MAX_FOLDERS} folders deep`)
  for (const entry of await entriesOf(path)) {
    const below = [...segments, entry.name]
    if (entry.isDirectory()) yield* walk(root, below)
    else if (!isJsonName(entry.name)) continue
    else if (entry.isFile()) yield below
    else throw new InputError(join(path, entry.name), 'is a link or device: give the file itself')
  }
}

async function entriesOf(path: string) {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.name.startsWith('.'))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** One value, or one a line. */
export const isJsonName = (name: string): boolean => /\.(json|ndjson|jsonl)$/i.test(name)
