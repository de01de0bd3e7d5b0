import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { sendText } from './headers.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

const NO_PAGES = /^\/(graphql|command|metrics|healthz|readyz|assets)(\/|$)/

const FILE = /\/[\w.-]+\.\w+(\?|$)/

/** Addresses of pages hold ids, which may look like file names: `/frameworks/cis-aws-5.0`. A browser says what it wants. */
const isPage = ({ url = '/', headers }: IncomingMessage): boolean =>
  !NO_PAGES.test(url) && (!FILE.test(url) || (headers.accept ?? '').includes('text/html'))

/** The built explorer: hashed assets are kept by browsers forever, the page itself is asked for anew each time. */
export function createStaticFiles(folder: string | null): Handler {
  if (folder === null || !existsSync(join(folder, 'index.html')))
    return (_request, response) =>
      sendText(response, 404, 'The explorer is not built: run `npm run build`. The API is at /graphql.')
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      const immutable = path.startsWith('/assets/')
      response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const notFound = (response: ServerResponse) => () => sendText(response, 404, 'Not found')
  return (request, response) =>
    serve(request, response, () => {
      if (!isPage(request)) return sendText(response, 404, 'Not found')
      request.url = '/'
      serve(request, response, notFound(response))
    })
}
