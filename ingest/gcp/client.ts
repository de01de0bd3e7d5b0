import type { AssetServiceClient } from '@google-cloud/asset'
import { ApiError } from '../collector.ts'
import type { AssetCall, GcpCalls, RestCall } from './calls.ts'
import { gcpError } from './errors.ts'
import { PATIENT, type Patience, patiently } from './patience.ts'
import { exportForm } from './plain.ts'
import { checkDeclared, onlyListAssets, UndeclaredRequestError } from './read-only.ts'

type ClientOptions = NonNullable<ConstructorParameters<typeof AssetServiceClient>[0]>

/** Who asks, whom and how patiently. Default: application default credentials. */
export interface GcpConnection {
  /** Of the gRPC client; for tests, which serve on the loopback without TLS. */
  readonly client?: ClientOptions
  /** Where the other APIs are served, for tests. */
  readonly rest?: string
  readonly patience?: Patience
  readonly pageSize?: number
  readonly signal?: AbortSignal
}

export interface GcpClient {
  /** Assets in the form of an export, of what lies in `parent` (`organizations/1`, `folders/7`, `projects/p`), itself included. */
  list(call: string, declared: AssetCall, parent: string): Promise<readonly unknown[]>
  get(call: string, declared: RestCall, path: { readonly [placeholder: string]: string }): Promise<unknown>
  close(): Promise<void>
}

/** The largest page that ListAssets gives. */
const PAGE_SIZE = 1000

/** `isRead`: whether anything is made of an asset of that type; others are dropped page by page. */
export async function openGcp(
  calls: GcpCalls,
  connection: GcpConnection,
  isRead: (assetType: string) => boolean,
): Promise<GcpClient> {
  const { AssetServiceClient } = await import('@google-cloud/asset')
  const { patience = PATIENT, pageSize = PAGE_SIZE, signal } = connection
  const client = new AssetServiceClient({
    ...connection.client,
    'grpc.callInvocationTransformer': onlyListAssets,
  })
  const assetPage = (parent: string, contentType: AssetCall['content']) => async (pageToken: string) => {
    const request = { parent, contentType, pageSize, pageToken }
    const [assets, , answer] = await client.listAssets(request, NO_RETRIES)
    const items = assets.map(exportForm).filter((asset) => isRead(typeOf(asset)))
    return { items, next: answer?.nextPageToken ?? '' }
  }
  const ask = async (api: RestCall['api'], path: string, query: RestCall['query']): Promise<unknown> => {
    checkDeclared(calls, api, path)
    const url = new URL((connection.rest ?? `https://${api}.googleapis.com`) + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    // The client would ask again by rules of its own, and would follow to other hosts.
    const options = { url: url.href, method: 'GET', retry: false, redirect: 'error' } as const
    return (await client.auth.request<unknown>(options)).data
  }
  const patient = <Answer>(work: () => Promise<Answer>) => patiently(work, patience, signal)
  return {
    list: (call, { content }, parent) =>
      merged(call, (token) => patient(() => assetPage(parent, content)(token))),
    async get(call, { api, path, query, pages }, values) {
      const filled = fill(path, values)
      const own = Object.fromEntries(
        Object.entries(query).map(([name, text]) => [name, fillText(text, values)]),
      )
      if (pages === undefined) return single(call, () => patient(() => ask(api, filled, own)))
      const page = async (token: string) => {
        const answer = membersOf(await ask(api, filled, token === '' ? own : { ...own, pageToken: token }))
        const items = answer[pages]
        const next = answer.nextPageToken
        return { items: Array.isArray(items) ? items : [], next: typeof next === 'string' ? next : '' }
      }
      return { [pages]: await merged(call, (token) => patient(() => page(token))) }
    },
    close: () => client.close(),
  }
}

/** We ask again ourselves, so that a refusal keeps its code: `patience.ts`. */
const NO_RETRIES = { autoPaginate: false, retry: null } as const

interface Page {
  readonly items: readonly unknown[]
  readonly next: string
}

async function merged(call: string, page: (token: string) => Promise<Page>): Promise<readonly unknown[]> {
  const items: unknown[] = []
  const seen = new Set<string>()
  let token = ''
  do {
    if (seen.has(token)) throw cut(call, seen.size, 'a page that leads back to itself')
    const { items: own, next } = await page(token).catch((error: unknown) => {
      throw seen.size === 0 ? failure(call, error) : afterPages(call, seen.size, error)
    })
    seen.add(token)
    for (const item of own) items.push(item)
    token = next
  } while (token !== '')
  return items
}

const single = (call: string, ask: () => Promise<unknown>): Promise<unknown> =>
  ask().catch((error: unknown) => {
    throw failure(call, error)
  })

const failure = (call: string, error: unknown): unknown =>
  error instanceof UndeclaredRequestError ? error : gcpError(call, error)

/** What was refused stays refused; whatever else ends a list in the middle has cut it off. */
function afterPages(call: string, pages: number, error: unknown): unknown {
  const known = failure(call, error)
  if (!(known instanceof ApiError) || known.state !== 'FAILED') return known
  return cut(call, pages, known.code, error)
}

const cut = (call: string, pages: number, why: string, cause?: unknown) =>
  new ApiError(`${call}: stopped after ${pages} pages with ${why}`, 'TRUNCATED', 'Truncated', { cause })

const fill = (path: string, values: { readonly [placeholder: string]: string }): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(placeholder(path, name, values)))

const fillText = (text: string, values: { readonly [placeholder: string]: string }): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => placeholder(text, name, values))

function placeholder(
  where: string,
  name: string,
  values: { readonly [placeholder: string]: string },
): string {
  const value = values[name]
  if (value === undefined) throw new UndeclaredRequestError(`${where} needs ${name}`)
  return value
}

const membersOf = (answer: unknown): { readonly [member: string]: unknown } =>
  typeof answer === 'object' && answer !== null ? { ...answer } : {}

const typeOf = (asset: unknown): string => String(membersOf(asset).assetType)
