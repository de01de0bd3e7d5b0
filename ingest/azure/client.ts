import type { TokenCredential } from '@azure/core-auth'
import type { HttpClient, Pipeline, PipelineResponse } from '@azure/core-rest-pipeline'
import { ApiError, type ApiSource, meansNone } from '../collector.ts'
import type { AzureCall, AzureCalls } from './calls.ts'
import { azureError } from './errors.ts'
import { HOSTS, readOnly, UndeclaredRequestError } from './read-only.ts'

/** Who asks and how patiently. */
export interface AzureConnection {
  readonly credential: TokenCredential
  /** What sends requests; for tests, since the SDK gives tokens to https addresses only. */
  readonly httpClient?: HttpClient
  /** Tries after the first, and the longest wait between them. Default 6 and 64 seconds; Retry-After is obeyed. */
  readonly retries?: { readonly count: number; readonly maxDelayMs: number }
  readonly signal?: AbortSignal
}

/** Asks one path; answers the parsed body. */
export type Ask = (call: string, path: { readonly [placeholder: string]: string }) => Promise<unknown>

/**
 * Answers declared calls from the cloud, pages merged into one `value`. One client for Resource Manager and Microsoft
 * Graph: both answer JSON over GET, so a package for each of twenty services would add size and no meaning.
 */
export async function openAzure(calls: AzureCalls, connection: AzureConnection): Promise<Ask> {
  const sdk = await import('@azure/core-rest-pipeline')
  const client = connection.httpClient ?? sdk.createDefaultHttpClient()
  const pipelines = {
    arm: pipelineOf(sdk, calls, connection, 'arm'),
    graph: pipelineOf(sdk, calls, connection, 'graph'),
  }
  const get = async (host: AzureCall['host'], url: string): Promise<PipelineResponse> => {
    const { signal } = connection
    const request = sdk.createPipelineRequest({
      url,
      method: 'GET',
      // Counting by filter needs it: https://learn.microsoft.com/graph/aad-advanced-queries
      headers: sdk.createHttpHeaders({ accept: 'application/json', consistencylevel: 'eventual' }),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    })
    return pipelines[host].sendRequest(client, request)
  }
  return async (call, path) => {
    const declared = calls[call]
    if (declared === undefined)
      throw new UndeclaredRequestError(`${call} is not a declared call and was not made`)
    return merged(call, declared, urlOf(declared, path), (url) => get(declared.host, url))
  }
}

export const azureSource = (ask: Ask, account: { readonly [placeholder: string]: string }): ApiSource => ({
  call: (call, input = {}) => ask(call, { ...account, ...textsOf(input) }),
})

function pipelineOf(
  sdk: typeof import('@azure/core-rest-pipeline'),
  calls: AzureCalls,
  { credential, retries }: AzureConnection,
  host: AzureCall['host'],
): Pipeline {
  const pipeline = sdk.createPipelineFromOptions({
    retryOptions: { maxRetries: retries?.count ?? 6, maxRetryDelayInMs: retries?.maxDelayMs ?? 64_000 },
    // A redirect would leave the declared hosts.
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'chokepoint' },
  })
  pipeline.addPolicy(sdk.bearerTokenAuthenticationPolicy({ credential, scopes: `${HOSTS[host]}/.default` }), {
    phase: 'Sign',
  })
  pipeline.addPolicy(readOnly(calls), {
    beforePolicies: pipeline.getOrderedPolicies().map(({ name }) => name),
  })
  return pipeline
}

function urlOf({ host, path, query }: AzureCall, values: { readonly [placeholder: string]: string }): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new UndeclaredRequestError(`${path} needs ${name}`)
    return name === 'id' && host === 'arm'
      ? value.split('/').map(encodeURIComponent).join('/')
      : encodeURIComponent(value)
  })
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${HOSTS[host]}${filled}${search.length === 0 ? '' : `?${search.join('&')}`}`
}

type Page = { readonly [member: string]: unknown }

/** All pages as one answer: `nextLink` in Resource Manager, `@odata.nextLink` in Graph. */
async function merged(
  call: string,
  declared: AzureCall,
  first: string,
  get: (url: string) => Promise<PipelineResponse>,
): Promise<unknown> {
  const items: unknown[] = []
  const seen = new Set<string>()
  let url: string | undefined = first
  let answer: Page = {}
  while (url !== undefined) {
    if (seen.has(url)) throw cut(call, seen.size, 'a page that leads back to itself')
    seen.add(url)
    const page = await onePage(call, declared, url, seen.size - 1, get)
    if (page === null) return null
    answer = page
    if (Array.isArray(page.value)) items.push(...page.value)
    const next = page.nextLink ?? page['@odata.nextLink']
    url = typeof next === 'string' && next !== '' ? next : undefined
  }
  return Array.isArray(answer.value) ? { value: items } : answer
}

const cut = (call: string, pages: number, why: string, cause?: unknown) =>
  new ApiError(`${call}: stopped after ${pages} pages with ${why}`, 'TRUNCATED', 'Truncated', { cause })

async function onePage(
  call: string,
  declared: AzureCall,
  url: string,
  before: number,
  get: (url: string) => Promise<PipelineResponse>,
): Promise<Page | null> {
  const response = await send(call, url, get)
  const body = parse(response.bodyAsText ?? '')
  if (response.status === 200) {
    if (body !== undefined) return body
    throw cut(call, before, 'a page that ends in the middle')
  }
  const code = codeOf(body) ?? `HTTP ${response.status}`
  if (meansNone(declared, code)) return null
  const error = azureError(call, code, response.status)
  throw before > 0 && error.state === 'FAILED' ? cut(call, before, code, error) : error
}

async function send(
  call: string,
  url: string,
  get: (url: string) => Promise<PipelineResponse>,
): Promise<PipelineResponse> {
  try {
    return await get(url)
  } catch (error) {
    if (error instanceof UndeclaredRequestError) throw error
    const name = error instanceof Error ? error.name : 'Unknown'
    const isLogin = /Credential|Authentication/.test(name)
    throw azureError(call, isLogin ? `CredentialUnavailable, ${name}` : name, undefined, error)
  }
}

function parse(text: string): Page | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function codeOf(body: Page | undefined): string | undefined {
  const error = body?.error
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const textsOf = (input: { readonly [member: string]: unknown }): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
