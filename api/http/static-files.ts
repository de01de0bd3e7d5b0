import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { sendText } from './headers.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The built explorer: hashed assets are kept by browsers forever, the page itself is asked for anew each time. */
export function createStaticFiles(folder: string | null): Handler {
  if (folder === null || !existsSync(join(folder, 'index.html')))
    return (_request, response) =>
      sendText(response, 404, 'The explorer is not built: run `npm run build`. The API is at /graphql.')
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    ignores: [/^\/(graphql|command|metrics|healthz|readyz|assets)/],
    setHeaders: (response, path) => {
      const immutable = path.startsWith('/assets/')
      response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return (request, response) => serve(request, response, () => sendText(response, 404, 'Not found'))
}
