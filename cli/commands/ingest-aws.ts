import { awsJobs, describeCalls } from '../../ingest/aws/jobs.ts'
import { collectAll } from '../../ingest/run.ts'
import { type Context, listOption, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { ingest } from '../ingest.ts'
import { showCollection } from '../ingest-display.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  if (options.dryRun === true) return dryRun(context)
  const target = {
    profile: textOption(options, 'profile'),
    regions: listOption(options, 'region'),
    roleArns: listOption(options, 'roleArn'),
    externalId: textOption(options, 'externalId'),
    services: listOption(options, 'service'),
    endpointUrl: textOption(options, 'endpointUrl'),
  }
  const jobs = await awsJobs(target)
  const accounts = [...new Set(jobs.map((job) => job.partition.account))].sort()
  return ingest(context, `aws ${accounts.join(' ')}`, async () => {
    const services = jobs.map((job) => job.partition.service)
    const { partitions } = await showCollection(context, services, (onProgress) =>
      collectAll(jobs, { signal: context.io.signal, onProgress }),
    )
    return partitions
  })
}

function dryRun({ io, format }: Context): ExitCode {
  const { calls, policy } = describeCalls()
  if (format !== 'table') {
    io.stdout(`${JSON.stringify({ calls, policy }, null, 2)}\n`)
    return EXIT.done
  }
  for (const { call, permission } of calls)
    io.stdout(`${call}${permission === '' ? '' : `  (${permission})`}\n`)
  io.stdout(`\n${JSON.stringify(policy, null, 2)}\n`)
  return EXIT.done
}
