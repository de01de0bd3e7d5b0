import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'
import type { Logger } from 'pino'
import type { Authenticator } from '../auth/authenticate.ts'
import { graphiqlPage, graphiqlScript } from './graphiql.ts'
import type { createGraphql } from './graphql.ts'
import { foreignReason, sendText, setSecurityHeaders } from './headers.ts'
import { isLoopbackHost } from './loopback.ts'
import type { Metrics } from './metrics.ts'
import type { Handler } from './static-files.ts'

interface Parts {
  readonly loopback: boolean
  readonly logger: Logger
  readonly graphql: ReturnType<typeof createGraphql>
  readonly command: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null
  readonly authenticate: Authenticator
  readonly staticFiles: Handler
  readonly metrics: Metrics
  readonly isReady: () => Promise<boolean>
}

/** Paths that answer without a login: they tell whether the service runs and nothing else. */
const OPEN = new Set(['/healthz', '/readyz'])

/** Leads every request to what answers it, once it may be answered at all. */
export function createRouter(parts: Parts): Handler {
  const compress = compression()
  return (request, response) => {
    const path = pathOf(request)
    observe(parts, request, response, path)
    setSecurityHeaders(response)
    if (path === null) return sendText(response, 400, 'not a valid address')
    if (parts.loopback && !isLoopbackHost(request.headers.host))
      return sendText(response, 403, 'this service answers only to the names of this machine')
    const answer = () => {
      route(path, request, response, parts).catch((error: unknown) => {
        parts.logger.error({ err: error, path }, 'a request failed')
        if (response.headersSent) response.destroy()
        else sendText(response, 500, 'Unexpected error.')
      })
    }
    if (path === '/command') return answer()
    // @ts-expect-error compression is typed for Express, and works on what both have in common
    compress(request, response, answer)
  }
}

async function route(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  if (path === '/command' && parts.command !== null) return parts.command(request, response)
  if (OPEN.has(path)) return answerHealth(path, response, parts)
  const caller = await parts.authenticate(request)
  if (caller === null) return askToLogIn(response)
  if (path === '/graphql') {
    const reason = foreignReason(request)
    if (reason !== null) return sendText(response, request.method === 'POST' ? 403 : 405, reason)
    response.setHeader('cache-control', 'no-store')
    await parts.graphql(request, response, { req: request, res: response, caller })
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendText(response, 405, 'only GET is answered here')
  if (path === '/metrics') return answerMetrics(response, parts.metrics)
  if (parts.loopback && path === '/graphiql') return graphiqlPage(response)
  if (parts.loopback && path === '/graphiql.js') return graphiqlScript(response)
  parts.staticFiles(request, response)
}

async function answerHealth(path: string, response: ServerResponse, parts: Parts): Promise<void> {
  const ready = path === '/healthz' || (await parts.isReady().catch(() => false))
  sendText(response, ready ? 200 : 503, ready ? 'ok' : 'the store cannot be read')
}

async function answerMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const { type, text } = await metrics.render()
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(text)
}

/** Browsers answer Basic with a prompt: any name, and the token as the password. */
function askToLogIn(response: ServerResponse): void {
  response.setHeader('www-authenticate', 'Basic realm="Chokepoint: token as password", charset="UTF-8"')
  sendText(response, 401, 'log in with a token: Authorization: Bearer <token>')
}

function pathOf(request: IncomingMessage): string | null {
  const url = request.url ?? '/'
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : null
}

function observe(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string | null,
): void {
  const begin = performance.now()
  response.on('finish', () => {
    const seconds = (performance.now() - begin) / 1000
    const route = path === '/graphql' || path === '/command' ? path : 'static'
    parts.metrics.observe(route, response.statusCode, seconds)
    parts.logger.debug({ method: request.method, path, status: response.statusCode, seconds }, 'request')
  })
}
