import { readFile, stat } from 'node:fs/promises'
import { InputError, unreadable } from './input-error.ts'
import { type Limits, megabytes } from './limits.ts'

/** One file of an input, on disk or inside an archive; read when it is asked for. */
export interface InputFile {
  /** For error messages: the path as the user knows it. */
  readonly path: string
  /** Its folders and its name, below the input. */
  readonly segments: readonly string[]
  read(): Promise<Uint8Array>
}

/** A file on disk. @throws InputError on reading when it is over the limit or cannot be read. */
export const fileOnDisk = (path: string, segments: readonly string[], limits: Limits): InputFile => ({
  path,
  segments,
  async read() {
    try {
      const { size } = await stat(path)
      if (size > limits.fileBytes) throw oversized(path, size, limits)
      return await readFile(path)
    } catch (error) {
      throw error instanceof InputError ? error : unreadable(path, error)
    }
  },
})

export const oversized = (path: string, size: number, limits: Limits): InputError =>
  new InputError(path, `has ${megabytes(size)}, over the limit of ${megabytes(limits.fileBytes)}`)
