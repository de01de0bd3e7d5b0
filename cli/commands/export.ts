import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeNdjson } from '../../graph/snapshot/ndjson.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const snapshot = await (await context.store()).loadSnapshot()
  if (snapshot === null) throw new UsageError('the store is empty: there is nothing to export')
  const out = textOption(options, 'out')
  if (out === undefined) for (const line of writeNdjson(snapshot)) context.io.stdout(line)
  else await writeWhole(resolve(context.io.cwd, out), snapshot)
  return EXIT.done
}

/** The file appears under its name once it is whole. */
async function writeWhole(file: string, snapshot: Snapshot): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(Readable.from(writeNdjson(snapshot)), createWriteStream(part))
    await rename(part, file)
  } catch (cause) {
    await rm(part, { force: true })
    throw new UsageError(
      `--out ${file}: cannot be written (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    )
  }
}
