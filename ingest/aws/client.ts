import { type ApiCall, type ApiCalls, type ApiSource, meansNone } from '../collector.ts'
import { codeOf, toApiError } from './errors.ts'
import { refuseUndeclared, UndeclaredCallError } from './guard.ts'
import { endOnErrorPage } from './not-implemented.ts'
import { pagesOf } from './pages.ts'
import { mergePages, toPlain } from './plain.ts'
import { loadSdk, type Sdk, type SdkClient } from './sdk.ts'

/** Who asks, where and how patiently. `credentials` is anything that the SDK's clients accept. */
export interface ClientOptions {
  readonly region: string
  readonly credentials?: unknown
  /** Replaces every service's address, for test servers and private endpoints. */
  readonly endpoint?: string
  /** Tries per call, the first included. Default 8; adaptive mode slows down when throttled. */
  readonly maxAttempts?: number
  readonly signal?: AbortSignal
}

/**
 * Answers calls from the cloud, in the form of the AWS CLI. Only calls in `calls` can be made.
 * Clients are created at the first call of their service.
 */
export function awsSource(calls: ApiCalls, options: ClientOptions): ApiSource {
  const services = new Map<string, Promise<{ sdk: Sdk; client: SdkClient }>>()
  const open = (service: string) => {
    const opened = services.get(service) ?? openService(service, calls, options)
    services.set(service, opened)
    return opened
  }
  return {
    async call(call, input = {}) {
      const declared = calls[call]
      const [service = '', words = ''] = call.split(' ')
      if (declared === undefined)
        throw new UndeclaredCallError(`${call} is not a declared call and was not made`)
      const { sdk, client } = await open(service)
      const pages: { [member: string]: unknown }[] = []
      try {
        for (const part of partsOf(input, declared)) {
          const asked = { operation: sdk.operation(words), input: part, declared, signal: options.signal }
          for await (const page of pagesOf(client, asked)) pages.push(toPlain(page))
        }
        return mergePages(pages, declared.within)
      } catch (error) {
        options.signal?.throwIfAborted()
        if (error instanceof UndeclaredCallError) throw error
        if (meansNone(declared, codeOf(error))) return null
        throw toApiError(error, call, options.region, pages.length)
      }
    },
  }
}

/** The input as often as needed, each time with as much of its long list as a call takes. */
function* partsOf(input: { readonly [member: string]: unknown }, { batch }: ApiCall): Iterable<object> {
  const items = batch === undefined ? undefined : input[batch.member]
  if (batch === undefined || !Array.isArray(items)) return yield input
  for (let start = 0; start < items.length; start += batch.size) {
    yield { ...input, [batch.member]: items.slice(start, start + batch.size) }
  }
}

async function openService(service: string, calls: ApiCalls, options: ClientOptions) {
  const sdk = await loadSdk(service)
  const client = sdk.createClient(configuration(service, options))
  const declared = Object.keys(calls).filter((call) => call.startsWith(`${service} `))
  const commands = declared.map((call) => sdk.operation(call.slice(service.length + 1)).commandName)
  refuseUndeclared(client.middlewareStack, service, new Set(commands))
  if (options.endpoint !== undefined) endOnErrorPage(client.middlewareStack)
  return { sdk, client }
}

function configuration(service: string, options: ClientOptions): object {
  const { region, credentials, endpoint, maxAttempts } = options
  return {
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : addressed(service, endpoint)),
    retryMode: 'adaptive',
    maxAttempts: maxAttempts ?? 8,
    // A bucket is asked for in the home region, and may be in another.
    followRegionRedirects: true,
    // A queue is asked for where all else is asked.
    useQueueUrlAsEndpoint: false,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  }
}

/**
 * S3 Control puts the account id before the host name, which an address such as 127.0.0.1 does not bear.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
function addressed(service: string, endpoint: string): object {
  if (service !== 's3control') return { endpoint, forcePathStyle: true }
  const fixed = { url: new URL(endpoint), properties: {}, headers: {} }
  return { endpointProvider: () => fixed, disableHostPrefix: true }
}
