import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline'
import { createHttpHeaders } from '@azure/core-rest-pipeline'
import type { Job } from '../run.ts'
import type { AzureConnection } from './client.ts'
import { type AzureOptions, openAzureReading } from './jobs.ts'

export interface Reply {
  readonly status: number
  readonly body: string
  readonly headers?: { readonly [name: string]: string }
}

/** Answers a request before the estate does: once, or as often as it is asked. */
export type Trouble = (path: string, page: number, tries: number) => Reply | undefined

export interface FakeAzure {
  readonly connection: AzureConnection
  /** Paths that were asked, in order, with the page. */
  readonly asked: string[]
}

const HOUR = 3_600_000

/**
 * Azure in this process, behind the SDK's own client: the pipeline, its retries, its tokens and its refusals are the
 * real ones. `answer` gives what a path holds, at once or later; lists come in pages of `pageSize`, with the links of each host.
 */
export function fakeAzure(
  answer: (path: string, url: URL) => unknown,
  options: { readonly pageSize?: number; readonly trouble?: Trouble } = {},
): FakeAzure {
  const asked: string[] = []
  const tries = new Map<string, number>()
  const httpClient: HttpClient = {
    async sendRequest(request) {
      if (request.headers.get('authorization') !== 'Bearer fake-token')
        return respond(request, failure(401, 'InvalidAuthenticationToken'))
      const url = new URL(request.url)
      const path = decodeURIComponent(url.pathname)
      const page = Number(url.searchParams.get('$skipToken') ?? '0')
      asked.push(`${path} ${page}`)
      const count = (tries.get(request.url) ?? 0) + 1
      tries.set(request.url, count)
      const trouble = options.trouble?.(path, page, count)
      if (trouble !== undefined) return respond(request, trouble)
      const found = await answer(path, url)
      if (found === undefined) return respond(request, failure(404, 'ResourceNotFound'))
      return respond(request, {
        status: 200,
        body: JSON.stringify(pageOf(found, url, page, options.pageSize ?? 2)),
      })
    },
  }
  return {
    asked,
    connection: {
      credential: { getToken: async () => ({ token: 'fake-token', expiresOnTimestamp: Date.now() + HOUR }) },
      httpClient,
      retries: { count: 2, maxDelayMs: 5 },
    },
  }
}

export const failure = (status: number, code: string): Reply => ({
  status,
  body: JSON.stringify({ error: { code, message: 'made up' } }),
})

function respond(request: PipelineRequest, { status, body, headers = {} }: Reply): PipelineResponse {
  return { request, status, headers: createHttpHeaders({ ...headers }), bodyAsText: body }
}

function pageOf(found: unknown, url: URL, page: number, size: number): unknown {
  const value = typeof found === 'object' && found !== null && 'value' in found ? found.value : undefined
  if (!Array.isArray(value)) return found
  const start = page * size
  if (start + size >= value.length) return { value: value.slice(start) }
  const next = new URL(url)
  next.searchParams.set('$skipToken', String(page + 1))
  const link = url.hostname === 'graph.microsoft.com' ? '@odata.nextLink' : 'nextLink'
  return { value: value.slice(start, start + size), [link]: next.href }
}

/** The jobs of a login without any scan before. */
export const azureJobs = async (options: AzureOptions): Promise<readonly Job[]> =>
  (await openAzureReading(options)).jobs(null)
