import { AZURE_COLLECTORS } from '../../ingest/azure/collectors.ts'
import { type AzureReading, AzureSetupError, openAzureReading } from '../../ingest/azure/jobs.ts'
import { collectAll } from '../../ingest/run.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { ingest } from '../ingest.ts'
import { showCollection } from '../ingest-display.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  if (options.dryRun === true) return dryRun(context)
  const reading = await readingFor(options)
  const source = `azure ${[...reading.accounts].sort().join(' ')}`
  return ingest(context, source, async (previous) => {
    const jobs = await reading.jobs(previous)
    const services = jobs.map((job) => job.partition.service)
    const { partitions } = await showCollection(context, services, (onProgress) =>
      collectAll(jobs, { signal: context.io.signal, onProgress }),
    )
    return partitions
  })
}

async function readingFor(options: Options): Promise<AzureReading> {
  try {
    return await openAzureReading({
      tenant: textOption(options, 'tenant'),
      subscriptions: listOption(options, 'subscription'),
      services: listOption(options, 'service'),
    })
  } catch (error) {
    if (error instanceof AzureSetupError) throw new UsageError(error.message)
    throw error
  }
}

function dryRun({ io, format }: Context): ExitCode {
  const calls = AZURE_COLLECTORS.flatMap((collector) =>
    Object.entries(collector.calls).map(([call, { host, path, permission }]) => ({
      call,
      request: `GET ${host === 'arm' ? 'management.azure.com' : 'graph.microsoft.com'}${path}`,
      permission,
    })),
  )
  if (format === 'table') {
    for (const { request, permission } of calls) io.stdout(`${request}  (${permission})\n`)
    return EXIT.done
  }
  io.stdout(`${JSON.stringify({ calls }, null, 2)}\n`)
  return EXIT.done
}
