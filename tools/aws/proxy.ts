import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A request on its way to the server. */
export interface Passing {
  /** As the signature names it: s3, iam, ec2, ... */
  readonly service: string
  /** `Action` of the query protocols, the last part of the target of the JSON ones, else the path. */
  readonly operation: string
}

/** The error code to answer with, or null to let the request pass. */
export type Refuse = (passing: Passing) => string | null

export interface Proxy {
  readonly endpoint: string
  /** What came by, as `service operation`. */
  readonly seen: string[]
  close(): Promise<void>
}

/** A server in front of another that answers some requests with errors, in the form of their service. */
export async function startProxy(target: string, refuse: Refuse): Promise<Proxy> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    pass(request, response, target, refuse, seen).catch((error: unknown) => response.destroy(asError(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  refuse: Refuse,
  seen: string[],
): Promise<void> {
  const body = await read(request)
  const passing = { service: serviceOf(request), operation: operationOf(request, body) }
  seen.push(`${passing.service} ${passing.operation}`)
  const code = refuse(passing)
  if (code !== null) return answerError(response, passing.service, code)
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name)
      ? [[name, value]]
      : [],
  )
  const method = request.method ?? 'GET'
  // A client that takes this for its HTTP proxy names the host as well.
  const path = request.url?.replace(/^http:\/\/[^/]+/, '') ?? '/'
  const answer = await fetch(`${target}${path}`, {
    method,
    headers,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  })
  const answered = [...answer.headers].filter(
    ([name]) => !['content-encoding', 'transfer-encoding', 'content-length', 'connection'].includes(name),
  )
  response.writeHead(answer.status, Object.fromEntries(answered))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** `Credential=KEY/DATE/REGION/SERVICE/aws4_request` */
const serviceOf = (request: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? ''

function operationOf(request: IncomingMessage, body: Buffer): string {
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? request.url ?? ''
}

function answerError(response: ServerResponse, service: string, code: string): void {
  const { type, body } = errorOf(service, code)
  const status = /Denied|Unauthorized|Token/.test(code) ? 403 : 400
  response.writeHead(status, { 'content-type': type, 'x-amzn-errortype': code })
  response.end(body)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the protocols of the others */
function errorOf(service: string, code: string): { readonly type: string; readonly body: string } {
  const error = `<Error><Code>${code}</Code><Message>refused by the test</Message></Error>`
  if (service === 's3') return { type: 'application/xml', body: error }
  const id = '<RequestId>1</RequestId>'
  if (service === 'ec2') {
    return { type: 'text/xml', body: `<Response><Errors>${error}</Errors>${id}</Response>` }
  }
  if (['iam', 'sts', 'autoscaling'].includes(service)) {
    return { type: 'text/xml', body: `<ErrorResponse>${error}${id}</ErrorResponse>` }
  }
  return { type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message: 'refused' }) }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
