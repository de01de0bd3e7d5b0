import type { TokenCredential } from '@azure/core-auth'
import { z } from 'zod'
import { ApiError } from '../collector.ts'
import type { Job } from '../run.ts'
import type { AzureCollector } from './calls.ts'
import { type Ask, type AzureConnection, azureSource, openAzure } from './client.ts'
import { AZURE_CALLS, AZURE_COLLECTORS } from './collectors.ts'
import { management, resources } from './management.ts'
import { unseenSubscriptions } from './unseen.ts'

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

/**
 * One job per subscription and service, and per tenant and service.
 * @throws AzureSetupError when there is no login, no such service, or nothing to read.
 */
export async function azureJobs(options: AzureOptions): Promise<Job[]> {
  const collectors = chosen(options.services)
  const connection = options.connection ?? { credential: await defaultCredential(options.tenant) }
  const ask = await openAzure(AZURE_CALLS, connection)
  const { found, all } = await listSubscriptions(ask, options)
  const tenants = [...new Set(found.map(({ tenantId }) => tenantId.toLowerCase()))].sort()
  const seen = new Set(all.map(({ subscriptionId }) => subscriptionId.toLowerCase()))
  const accounts = [
    ...tenants.map((tenant) => ({ level: 'tenant', account: tenant, path: { tenant } }) as const),
    ...found.map(({ subscriptionId, tenantId }) => {
      const account = subscriptionId.toLowerCase()
      return { level: 'subscription', account, path: { subscription: account, tenant: tenantId } } as const
    }),
  ]
  const jobOf = (collector: AzureCollector, account: string, path: Placeholders): Job => ({
    partition: { provider: 'azure', account, region: 'global', service: collector.service },
    collector,
    source: azureSource(ask, path),
  })
  const jobs = accounts.flatMap(({ level, account, path }) =>
    collectors
      .filter((collector) => collector.level === level)
      .map((collector) => jobOf(collector, account, path)),
  )
  // Its groups are asked for, so that the refusal stands in the ledger and nothing of it counts as clean.
  if ((options.subscriptions ?? []).length > 0 || !collectors.includes(management)) return jobs
  for (const tenant of tenants) {
    for (const subscription of await unseenSubscriptions(ask, tenant, seen))
      jobs.push(jobOf(resources, subscription, { subscription, tenant }))
  }
  return jobs
}

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
