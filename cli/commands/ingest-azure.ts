import { AZURE_COLLECTORS } from '../../ingest/azure/collectors.ts'
import { AzureSetupError, azureJobs } from '../../ingest/azure/jobs.ts'
import { collectAll, type Job } from '../../ingest/run.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { ingest } from '../ingest.ts'
import { showCollection } from '../ingest-display.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  if (options.dryRun === true) return dryRun(context)
  const jobs = await jobsFor(options)
  const accounts = [...new Set(jobs.map((job) => job.partition.account))].sort()
  return ingest(context, `azure ${accounts.join(' ')}`, async () => {
    const services = jobs.map((job) => job.partition.service)
    const { partitions } = await showCollection(context, services, (onProgress) =>
      collectAll(jobs, { signal: context.io.signal, onProgress }),
    )
    return partitions
  })
}

async function jobsFor(options: Options): Promise<readonly Job[]> {
  try {
    return await azureJobs({
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
