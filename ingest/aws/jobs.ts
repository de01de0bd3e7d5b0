import type { ApiCalls, Collector } from '../collector.ts'
import { type DescribedCall, type LeastPrivilege, policyOf } from '../permissions.ts'
import type { Job } from '../run.ts'
import { awsSource } from './client.ts'
import { AWS_COLLECTORS } from './collectors.ts'
import { type AwsOptions, openSessions, SESSION_CALLS, type Session } from './session.ts'
import { AwsSetupError } from './setup-error.ts'

/** All calls that an ingest can make. */
export const AWS_CALLS: ApiCalls = Object.assign({}, ...AWS_COLLECTORS.map((collector) => collector.calls))

/**
 * One job per account, region and service.
 * @throws AwsSetupError when nothing could be read at all: wrong credentials, role, region, service or endpoint.
 */
export async function awsJobs(options: AwsOptions): Promise<Job[]> {
  const collectors = chosen(options.services)
  const sessions = await openSessions(options)
  return sessions.flatMap((session) => jobsOf(session, collectors))
}

function jobsOf(session: Session, collectors: readonly Collector[]): Job[] {
  const source = (region: string) => awsSource(AWS_CALLS, session.clientOptions(region))
  const home = source(session.homeRegion)
  const regional = new Map(session.regions.map((region) => [region, source(region)]))
  return collectors.flatMap((collector) => {
    const { provider, service } = collector
    const partition = (region: string) => ({ provider, account: session.account, region, service })
    if (collector.scope === 'global') return [{ partition: partition('global'), collector, source: home }]
    return [...regional].map(([region, from]) => ({ partition: partition(region), collector, source: from }))
  })
}

function chosen(services: readonly string[] | undefined): readonly Collector[] {
  if (services === undefined || services.length === 0) return AWS_COLLECTORS
  const known = AWS_COLLECTORS.map((collector) => collector.service)
  const wrong = services.find((service) => !known.includes(service))
  if (wrong !== undefined) {
    throw new AwsSetupError('usage', `no collector for service ${wrong}; there are: ${known.join(', ')}`)
  }
  return AWS_COLLECTORS.filter((collector) => services.includes(collector.service))
}

/** What a live ingest would ask for, without asking: the calls and the policy that allows them. */
export function describeCalls(): {
  readonly calls: readonly DescribedCall[]
  readonly policy: LeastPrivilege
} {
  const session = Object.entries(SESSION_CALLS).map(([call, { permission }]) => ({
    service: 'session',
    call,
    permission,
  }))
  const collected = AWS_COLLECTORS.flatMap(({ service, calls }) =>
    Object.entries(calls).flatMap(([call, { permission, also = [], on }]) =>
      [permission, ...also].map((needed) => ({
        service,
        call,
        permission: needed,
        ...(on === undefined ? {} : { on }),
      })),
    ),
  )
  return { calls: [...session, ...collected], policy: policyOf(collected.concat(session)) }
}
