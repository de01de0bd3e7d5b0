import { basename, resolve } from 'node:path'
import { listFolder } from './folder.ts'
import { fileOnDisk, type InputFile } from './input-file.ts'
import { ACCOUNT, GUID } from './layout.ts'
import type { Limits } from './limits.ts'
import { isTar, type Probe } from './probe.ts'
import { listTar } from './tar.ts'

/** A way in which outputs may come; recognised by what is in it, never by its name. */
interface Format {
  readonly name: string
  matches(probe: Probe): boolean
  files(probe: Probe, limits: Limits): Promise<readonly InputFile[]>
}

export const FORMATS: readonly Format[] = [
  {
    name: 'folder',
    matches: ({ directory }) => directory,
    files: async ({ path }, limits) => {
      const files = await listFolder(path, limits)
      const name = basename(resolve(path))
      // The folder of one account was given: its name belongs to the layout.
      if (!ACCOUNT.test(name) && !GUID.test(name)) return files
      return files.map((file) => ({ ...file, segments: [name, ...file.segments] }))
    },
  },
  {
    name: 'tar',
    matches: isTar,
    files: ({ path, gzip }, limits) => listTar(path, gzip, limits),
  },
  {
    name: 'json',
    matches: ({ gzip, start }) => !gzip && startsLikeJson(start),
    files: async ({ path }, limits) => [fileOnDisk(path, [basename(path)], limits)],
  },
]

/** After a byte order mark and white space comes a brace or a bracket. */
function startsLikeJson(start: Uint8Array): boolean {
  const utf16 = start[0] === 0xff && start[1] === 0xfe
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(start.subarray(0, 4096))
  return /^\s*[{[]/.test(text)
}
