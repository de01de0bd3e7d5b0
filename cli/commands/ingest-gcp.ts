import { distinctBy } from '../../graph/group-by.ts'
import { GCP_COLLECTORS } from '../../ingest/gcp/collectors.ts'
import { type GcpOptions, GcpSetupError, gcpScopes, withGcpJobs } from '../../ingest/gcp/jobs.ts'
import { requestOf } from '../../ingest/gcp/permissions-page.ts'
import { collectAll } from '../../ingest/run.ts'
import { type Context, listOption, type Options } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { ingest } from '../ingest.ts'
import { showCollection } from '../ingest-display.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  if (options.dryRun === true) return dryRun(context)
  const { signal } = context.io
  const named: GcpOptions = {
    organizations: listOption(options, 'organization'),
    folders: listOption(options, 'folder'),
    projects: listOption(options, 'project'),
    relationships: options.relationships === true,
    connection: { signal },
  }
  return asUsage(() =>
    ingest(context, `gcp ${gcpScopes(named).join(' ')}`, (previous) =>
      withGcpJobs({ ...named, previous }, async (jobs) => {
        const services = jobs.map((job) => job.partition.service)
        const { partitions } = await showCollection(context, services, (onProgress) =>
          collectAll(jobs, { signal, onProgress }),
        )
        return partitions
      }),
    ),
  )
}

async function asUsage<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof GcpSetupError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

function dryRun({ io, format }: Context): ExitCode {
  const calls = GCP_COLLECTORS.flatMap((collector) =>
    Object.entries(collector.calls).map(([call, declared]) => ({
      call,
      request: requestOf(declared),
      permission: declared.permission,
    })),
  )
  const once = distinctBy(calls, ({ call }) => call)
  if (format === 'table') {
    for (const { request, permission } of once) io.stdout(`${request}  (${permission})\n`)
    return EXIT.done
  }
  io.stdout(`${JSON.stringify({ calls: once }, null, 2)}\n`)
  return EXIT.done
}
