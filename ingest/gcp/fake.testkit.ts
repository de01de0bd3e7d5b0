import { createServer as createHttpServer, type Server } from 'node:http'
import {
  type AddressInfo,
  connect,
  createServer as createProxy,
  type Server as NetServer,
  type Socket,
} from 'node:net'
import protos from '@google-cloud/asset/build/protos/protos.json' with { type: 'json' }
import { GoogleAuth, GrpcClient, googleAuthLibrary, grpc } from 'google-gax'
import { z } from 'zod'
import type { GcpConnection } from './client.ts'

/** One line of an export, in camel case. */
export interface FakeAsset {
  readonly name: string
  readonly assetType: string
  readonly ancestors: readonly string[]
  readonly resource?: { readonly data: object; readonly parent?: string; readonly location?: string }
  readonly iamPolicy?: object
  readonly orgPolicy?: readonly object[]
  readonly accessPolicy?: object
  readonly accessLevel?: object
  readonly servicePerimeter?: object
  readonly relatedAsset?: object
}

/** What happens to a page instead of its answer: a gRPC status, or the connection breaks in the middle of the message. */
export type Trouble = (
  content: string,
  page: number,
  tries: number,
  parent: string,
) => number | 'cut' | undefined

export interface FakeEstate {
  readonly assets: readonly FakeAsset[]
  /** Answers of the other APIs by path with query; a number is a status. Default: 404. */
  readonly rest?: { readonly [pathAndQuery: string]: unknown }
  readonly trouble?: Trouble
  readonly pageSize?: number
}

export interface FakeGoogle {
  readonly connection: GcpConnection
  /** `CONTENT parent page` of every ListAssets, and `GET path` of the others. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

const Request = z.object({
  parent: z.string(),
  contentType: z.string(),
  pageSize: z.number(),
  pageToken: z.string(),
})

/**
 * Cloud Asset Inventory on the loopback, from the service definition of Google's own package, besides the REST APIs: the
 * client, its encoding and its refusals are the real ones.
 */
export async function fakeGoogle(estate: FakeEstate): Promise<FakeGoogle> {
  const asked: string[] = []
  const line = { cutNext: false }
  const server = assetServer(estate, asked, line)
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  )
  const proxy = cuttingProxy(port, line)
  const rest = restServer(estate.rest ?? {}, asked)
  const [proxyPort, restPort] = [await listen(proxy), await listen(rest)]
  const authClient = new googleAuthLibrary.OAuth2Client()
  authClient.setCredentials({ access_token: 'fake-token', expiry_date: Date.now() + 3_600_000 })
  return {
    asked,
    connection: {
      client: {
        auth: new GoogleAuth({ authClient }),
        apiEndpoint: '127.0.0.1',
        port: proxyPort,
        sslCreds: grpc.credentials.createInsecure(),
      },
      rest: `http://127.0.0.1:${restPort}`,
      pageSize: estate.pageSize ?? 2,
      patience: { count: 2, firstDelayMs: 1, maxDelayMs: 2 },
    },
    close: async () => {
      server.forceShutdown()
      await Promise.all([proxy, rest].map((one) => new Promise((resolve) => one.close(resolve))))
    },
  }
}

const listen = (server: Server | NetServer): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

function assetServer(estate: FakeEstate, asked: string[], line: { cutNext: boolean }): grpc.Server {
  const service = new GrpcClient().loadProtoJSON(protos)
  const tries = new Map<string, number>()
  const server = new grpc.Server()
  server.addService(serviceIn(service), {
    ListAssets(call: { readonly request: unknown }, answer: (error: object | null, value?: object) => void) {
      const { parent, contentType, pageSize, pageToken } = Request.parse(call.request)
      const page = pageToken === '' ? 0 : Number(pageToken)
      const key = `${contentType} ${parent} ${page}`
      asked.push(key)
      tries.set(key, (tries.get(key) ?? 0) + 1)
      const trouble = estate.trouble?.(contentType, page, tries.get(key) ?? 0, parent)
      if (typeof trouble === 'number') return answer({ code: trouble, details: 'made up' })
      line.cutNext = trouble === 'cut'
      const found = below(estate.assets, parent).flatMap((asset) => withContent(asset, contentType))
      const start = page * pageSize
      const more = start + pageSize < found.length
      answer(null, {
        assets: found.slice(start, start + pageSize),
        nextPageToken: more ? String(page + 1) : '',
      })
    },
  })
  return server
}

const Service = z.object({
  google: z.object({
    cloud: z.object({
      asset: z.object({ v1: z.object({ AssetService: z.custom<{ service: grpc.ServiceDefinition }>() }) }),
    }),
  }),
})
const serviceIn = (loaded: unknown): grpc.ServiceDefinition =>
  Service.parse(loaded).google.cloud.asset.v1.AssetService.service

/** Assets whose ancestors hold the parent; a project may be named by its id. */
function below(assets: readonly FakeAsset[], parent: string): readonly FakeAsset[] {
  const project = assets.find(
    ({ assetType, resource }) =>
      assetType.endsWith('/Project') &&
      resource !== undefined &&
      'projectId' in resource.data &&
      `projects/${String(resource.data.projectId)}` === parent,
  )
  return assets.filter(({ ancestors }) => ancestors.includes(project?.ancestors[0] ?? parent))
}

/** The asset with one content, as a message; nothing where it has none of that. */
function withContent(asset: FakeAsset, content: string): readonly object[] {
  const { name, assetType, ancestors, resource, iamPolicy, orgPolicy } = asset
  const own = { name, assetType, ancestors }
  if (content === 'RESOURCE' && resource !== undefined)
    return [{ ...own, resource: { ...resource, data: structOf(resource.data) } }]
  if (content === 'IAM_POLICY' && iamPolicy !== undefined) return [{ ...own, iamPolicy }]
  const { accessPolicy, accessLevel, servicePerimeter } = asset
  const access = { accessPolicy, accessLevel, servicePerimeter }
  if (content === 'ACCESS_POLICY' && Object.values(access).some((held) => held !== undefined))
    return [{ ...own, ...access }]
  if (content === 'RELATIONSHIP')
    return asset.relatedAsset === undefined ? [] : [{ ...own, relatedAsset: asset.relatedAsset }]
  return content === 'ORG_POLICY' && orgPolicy !== undefined ? [{ ...own, orgPolicy }] : []
}

const structOf = (value: object): object => ({
  fields: Object.fromEntries(Object.entries(value).map(([member, held]) => [member, protoValue(held)])),
})

function protoValue(value: unknown): object {
  if (value === null) return { nullValue: 'NULL_VALUE' }
  if (Array.isArray(value)) return { listValue: { values: value.map(protoValue) } }
  if (typeof value === 'object') return { structValue: structOf(value) }
  return { [`${typeof value === 'boolean' ? 'bool' : typeof value}Value`]: value }
}

/** Passes bytes on, and breaks off in the middle of what the server answers next when it is told to. */
function cuttingProxy(port: number, line: { cutNext: boolean }): NetServer {
  const open = new Set<Socket>()
  const proxy = createProxy((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (bytes: Buffer) => {
      if (!line.cutNext) return void client.write(bytes)
      line.cutNext = false
      client.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => client.destroy())
    })
  })
  const close = proxy.close.bind(proxy)
  proxy.close = (done) => {
    for (const socket of open) socket.destroy()
    return close(done)
  }
  return proxy
}

function restServer(answers: { readonly [pathAndQuery: string]: unknown }, asked: string[]): Server {
  return createHttpServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '')
    asked.push(`${request.method} ${url}`)
    const authorized = request.headers.authorization === 'Bearer fake-token'
    const answer = authorized ? (answers[url] ?? 404) : 401
    response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(typeof answer === 'number' ? { error: { code: answer } } : answer))
  })
}
