import { partitionKey, type Snapshot } from '../../graph/snapshot/records.ts'
import { ApiError, type ApiSource, meansNone } from '../collector.ts'
import type { Job } from '../run.ts'
import { accountsOf, byAccount, knownIn } from './accounts.ts'
import { assets, isReadType } from './assets.ts'
import { LIST_ASSETS } from './calls.ts'
import { type GcpClient, type GcpConnection, openGcp } from './client.ts'
import { GCP_CALLS, GCP_COLLECTORS } from './collectors.ts'
import { LOG_IN } from './errors.ts'
import { UndeclaredRequestError } from './read-only.ts'
import { relationships } from './relationships.ts'

export interface GcpOptions {
  readonly organizations?: readonly string[] | undefined
  readonly folders?: readonly string[] | undefined
  readonly projects?: readonly string[] | undefined
  /** Asks for content RELATIONSHIP as well, which is sold apart. */
  readonly relationships?: boolean
  /** What earlier scans found: what was below a node that cannot be read now is not read either. */
  readonly previous?: Snapshot | null
  /** Default: application default credentials. */
  readonly connection?: GcpConnection
}

/** Nothing could be read at all; `message` says what to do. */
export class GcpSetupError extends Error {
  override readonly name = 'GcpSetupError'
}

/** The names of `organizations/1`, `folders/7` and `projects/p`, of ids with or without their prefix. */
export function gcpScopes(options: GcpOptions): readonly string[] {
  const named = [
    ...scopes('organizations', /^\d+$/, options.organizations),
    ...scopes('folders', /^\d+$/, options.folders),
    ...scopes('projects', /^(?:[a-z][a-z0-9.:-]*[a-z0-9]|\d+)$/, options.projects),
  ]
  if (named.length === 0)
    throw new GcpSetupError('say what to read: --organization ID, --folder ID or --project ID')
  return [...new Set(named)]
}

function scopes(prefix: string, form: RegExp, ids: readonly string[] = []): readonly string[] {
  return ids.map((id) => {
    const bare = id.replace(`${prefix}/`, '')
    if (form.test(bare)) return `${prefix}/${bare}`
    const found = prefix === 'projects' ? 'gcloud projects list' : `gcloud ${prefix} list`
    throw new GcpSetupError(`${id} is no id of ${prefix}; \`${found}\` shows them`)
  })
}

/**
 * Runs `work` on one job for each project, folder and organization below what is named, besides groups and roles of each
 * name. Resources are listed before: only that tells what there is.
 * @throws GcpSetupError when there is no login.
 */
export async function withGcpJobs<Result>(
  options: GcpOptions,
  work: (jobs: readonly Job[]) => Promise<Result>,
): Promise<Result> {
  const named = gcpScopes(options)
  const client = await openGcp(GCP_CALLS, options.connection ?? {}, isReadType)
  try {
    const found: FoundJob[] = []
    for (const scope of named) found.push(...(await jobsBelow(client, scope, options)))
    if (found.every(({ failed }) => failed?.state === 'EXPIRED'))
      throw new GcpSetupError(`nothing could be asked: ${LOG_IN}`)
    return await work(oncePerPartition(found))
  } finally {
    await client.close()
  }
}

interface FoundJob extends Job {
  /** Something of it was listed. */
  readonly seen: boolean
  /** Why nothing could be listed. */
  readonly failed: ApiError | null
}

async function jobsBelow(client: GcpClient, scope: string, options: GcpOptions): Promise<FoundJob[]> {
  const listing = listingsOf(client, scope)
  const { resources, failed } = await listing(LIST_ASSETS).then(
    (values) => ({ resources: values, failed: null }),
    (error: unknown) => {
      if (error instanceof ApiError) return { resources: [], failed: error }
      throw error
    },
  )
  const accountOf = accountsOf(resources)
  const parts = once(async (call: string) => byAccount(await listing(call), accountOf))
  const own = accountOf(scope)
  const seen = byAccount(resources, accountOf)
  const accounts = new Set([own, ...seen.keys(), ...knownIn(options.previous ?? null, own)])
  const job = (account: string, collector: Job['collector'], source: ApiSource): FoundJob => ({
    partition: { provider: 'gcp', account, region: 'global', service: collector.service },
    collector,
    source,
    seen: seen.has(account),
    failed,
  })
  return [
    ...[...accounts].map((account) =>
      job(
        account,
        assets,
        sourceOf(client, async (call) => (await parts(call)).get(account) ?? []),
      ),
    ),
    ...GCP_COLLECTORS.filter(
      (collector) =>
        collector !== assets &&
        (collector !== relationships || options.relationships === true) &&
        (collector.only === undefined || own.startsWith(collector.only)),
    ).map((collector) => job(own, collector, sourceOf(client, listing))),
  ]
}

type Listing = (call: string) => Promise<readonly unknown[]>

const listingsOf = (client: GcpClient, scope: string): Listing =>
  once(async (call: string) => {
    const declared = GCP_CALLS[call]
    if (declared?.api !== 'cloudasset') throw new UndeclaredRequestError(`${call} lists no assets`)
    return client.list(call, declared, scope)
  })

/** What was asked is not asked again, be it that it failed. */
function once<Answer>(ask: (call: string) => Promise<Answer>): (call: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return (call) => {
    const known = answers.get(call) ?? ask(call)
    answers.set(call, known)
    return known
  }
}

const sourceOf = (client: GcpClient, listing: Listing): ApiSource => ({
  async call(call, input = {}) {
    const declared = GCP_CALLS[call]
    if (declared === undefined) throw new UndeclaredRequestError(`${call} is not declared`)
    if (declared.api === 'cloudasset') return listing(call)
    return client.get(call, declared, textsOf(input)).catch((error: unknown) => {
      if (error instanceof ApiError && meansNone(declared, error.code)) return null
      throw error
    })
  },
})

const textsOf = (input: { readonly [member: string]: unknown }): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** What two names have in common is read once: where something of it was listed, before where nothing failed. */
function oncePerPartition(found: readonly FoundJob[]): readonly Job[] {
  const jobs = new Map<string, FoundJob>()
  for (const job of found) {
    const key = partitionKey(job.partition)
    const known = jobs.get(key)
    if (known === undefined || worth(job) > worth(known)) jobs.set(key, job)
  }
  return [...jobs.values()]
}

const worth = ({ seen, failed }: FoundJob): number => (seen ? 2 : failed === null ? 1 : 0)
