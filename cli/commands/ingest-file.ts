import { resolve } from 'node:path'
import { partitionsOf } from '../../graph/snapshot/partitions.ts'
import { readInputs } from '../../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../../ingest/files/providers.ts'
import { unreadSubscriptions } from '../../ingest/files/unread-subscriptions.ts'
import { collectAll } from '../../ingest/run.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { type ExitCode, UsageError } from '../exit.ts'
import { ingest } from '../ingest.ts'
import { showCollection } from '../ingest-display.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const paths = args.map((path) => resolve(context.io.cwd, path))
  const limits = limitsOf(options)
  return ingest(context, `file ${args.join(' ')}`, async (previous) => {
    const { jobs, snapshot } = await readInputs(paths, { providers: FILE_PROVIDERS, limits })
    const services = jobs.map((job) => job.partition.service)
    const { partitions } = await showCollection(context, services, (onProgress) =>
      collectAll(jobs, { signal: context.io.signal, onProgress }),
    )
    const read = [...partitions, ...unreadSubscriptions(partitions, previous)]
    return snapshot === null ? read : [...read, ...partitionsOf(snapshot, new Date().toISOString())]
  })
}

function limitsOf(options: Options): { fileBytes?: number } {
  const text = textOption(options, 'maxBytes')
  if (text === undefined) return {}
  const fileBytes = Number(text)
  if (!Number.isSafeInteger(fileBytes) || fileBytes <= 0)
    throw new UsageError(`--max-bytes ${text}: must be a whole number of bytes above 0`)
  return { fileBytes }
}
