import type { TokenCredential } from '@azure/core-auth'
import { z } from 'zod'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'
import type { Job } from '../run.ts'
import type { AzureCollector } from './calls.ts'
import { type Ask, type AzureConnection, azureSource, openAzure } from './client.ts'
import { AZURE_CALLS, AZURE_COLLECTORS } from './collectors.ts'
import { management, resources } from './management.ts'
import { knownSubscriptions, unseenSubscriptions } from './unseen.ts'

export interface AzureOptions {
  readonly tenant?: string | undefined
  /** Default: every subscription that the credential sees. */
  readonly subscriptions?: readonly string[] | undefined
  readonly services?: readonly string[] | undefined
  /** Default: what DefaultAzureCredential finds (environment, managed identity, az, …). */
  readonly connection?: AzureConnection
}

/** Nothing could be read at all; `message` says what to do. */
export class AzureSetupError extends Error {
  override readonly name = 'AzureSetupError'
}

const subscriptions = z.object({
  value: z.array(
    z.object({ subscriptionId: z.string(), tenantId: z.string(), state: z.string().optional() }),
  ),
})

/** What a login can read. */
export interface AzureReading {
  /** Tenants and subscriptions that it sees, or those of them that were named. */
  readonly accounts: readonly string[]
  /**
   * One job per subscription and service, and per tenant and service. `previous`: what earlier scans found; a
   * subscription that is seen no more is not read, which is not the same as gone.
   */
  jobs(previous: Snapshot | null): Promise<readonly Job[]>
}

/** @throws AzureSetupError when there is no login, no such service, or nothing to read. */
export async function openAzureReading(options: AzureOptions): Promise<AzureReading> {
  const collectors = chosen(options.services)
  const connection = options.connection ?? { credential: await defaultCredential(options.tenant) }
  const ask = await openAzure(AZURE_CALLS, connection)
  const { found, all } = await listSubscriptions(ask, options)
  const tenants = [...new Set(found.map(({ tenantId }) => tenantId.toLowerCase()))].sort()
  const seen = new Set(all.map(({ subscriptionId }) => subscriptionId.toLowerCase()))
  const jobsOf = (level: AzureCollector['level'], account: string, path: Placeholders): readonly Job[] =>
    collectors
      .filter((collector) => collector.level === level)
      .map((collector) => jobOf(ask, collector, account, path))
  const jobs = [
    ...tenants.flatMap((tenant) => jobsOf('tenant', tenant, { tenant })),
    ...found.flatMap(({ subscriptionId, tenantId: tenant }) => {
      const subscription = subscriptionId.toLowerCase()
      return jobsOf('subscription', subscription, { subscription, tenant })
    }),
  ]
  return {
    accounts: [...new Set(jobs.map(({ partition }) => partition.account))],
    async jobs(previous) {
      if ((options.subscriptions ?? []).length > 0 || !collectors.includes(management)) return jobs
      const unseen: Job[] = []
      for (const tenant of tenants) {
        // All that was read of it is asked for, so that refusals stand in the ledger and nothing of it counts as clean.
        const known = knownSubscriptions(previous, tenant).filter((one) => !seen.has(one))
        for (const subscription of known)
          unseen.push(...jobsOf('subscription', subscription, { subscription, tenant }))
        // Of one that was never read its groups will do.
        for (const subscription of await unseenSubscriptions(ask, tenant, new Set([...seen, ...known])))
          unseen.push(jobOf(ask, resources, subscription, { subscription, tenant }))
      }
      return [...jobs, ...unseen]
    },
  }
}

const jobOf = (ask: Ask, collector: AzureCollector, account: string, path: Placeholders): Job => ({
  partition: { provider: 'azure', account, region: 'global', service: collector.service },
  collector,
  source: azureSource(ask, path),
})

type Placeholders = Parameters<typeof azureSource>[1]

async function listSubscriptions(ask: Ask, options: AzureOptions) {
  const answer = await ask('management subscriptions', {}).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error
    const hint =
      error.state === 'EXPIRED' ? 'log in with az login, or set AZURE_CLIENT_ID and the like' : error.code
    throw new AzureSetupError(`subscriptions could not be listed: ${hint}`, { cause: error })
  })
  const named = options.subscriptions ?? []
  const wanted = named.length === 0 ? undefined : named.map((one) => one.toLowerCase())
  const tenant = options.tenant?.toLowerCase()
  const all = subscriptions.parse(answer ?? { value: [] }).value
  const found = all.filter(({ tenantId }) => tenant === undefined || tenantId.toLowerCase() === tenant)
  const unseen = wanted?.find(
    (one) => !found.some(({ subscriptionId }) => subscriptionId.toLowerCase() === one),
  )
  if (unseen !== undefined) throw new AzureSetupError(`subscription ${unseen} is not one that the login sees`)
  if (found.length === 0)
    throw new AzureSetupError('the login sees no subscription: it needs Reader on one at least')
  const chosen = found.filter(({ subscriptionId }) => wanted?.includes(subscriptionId.toLowerCase()) ?? true)
  return { all, found: chosen }
}

async function defaultCredential(tenant: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new DefaultAzureCredential(tenant === undefined ? {} : { tenantId: tenant })
}

function chosen(services: readonly string[] | undefined) {
  if (services === undefined || services.length === 0) return AZURE_COLLECTORS
  const known = AZURE_COLLECTORS.map(({ service }) => service)
  const wrong = services.find((service) => !known.includes(service))
  if (wrong !== undefined)
    throw new AzureSetupError(`no collector for service ${wrong}; there are: ${known.join(', ')}`)
  return AZURE_COLLECTORS.filter(({ service }) => services.includes(service))
}
