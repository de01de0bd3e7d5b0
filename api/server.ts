import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import type { EstateSettings } from '../graph/paths/settings.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { loadControls } from '../rules/engine/controls.ts'
import { loadFrameworks } from '../rules/engine/frameworks.ts'
import { loadRules } from '../rules/engine/load.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { type AuthConfig, createAuthenticator, needsLogin } from './auth/authenticate.ts'
import { type CommandRunner, createCommandHandler } from './http/command.ts'
import { createGraphql } from './http/graphql.ts'
import { isLoopback } from './http/loopback.ts'
import { createMetrics } from './http/metrics.ts'
import { createRouter } from './http/router.ts'
import { createStaticFiles } from './http/static-files.ts'
import { once } from './once.ts'
import { buildSchema } from './schema.ts'
import { AddressInUseError, ServerError } from './server-errors.ts'
import { createEstates, type Estates } from './view/estates.ts'
import { createPathSearch, type KeptGraph } from './view/path-search.ts'
import { createRemediation, type Remediation } from './view/remediation.ts'
import { createViews } from './view/views.ts'

export interface ServerOptions {
  readonly store: GraphStore
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** The built explorer; null serves the API alone. */
  readonly uiDir: string | null
  readonly auth: AuthConfig
  readonly logger: Logger
  readonly version: string
  /** Runs what the command line sends; without it /command does not exist. */
  readonly onCommand?: CommandRunner
  /** Default: the catalogue that ships. */
  readonly rules?: readonly Rule[]
  /** What the configuration tells of the estate, for live searches. */
  readonly settings?: EstateSettings
  /** The attack graph that was kept with a scan, for answers right after the start. */
  readonly keptGraph?: KeptGraph
  readonly warnings?: readonly string[]
  /** Milliseconds that one request may take, its store reads included. Default 30,000. */
  readonly requestTimeout?: number
}

export interface RunningServer {
  readonly url: string
  /** The bearer token of /command, for the holder file. */
  readonly commandToken: string
  /** Works out ahead what is asked of the newest scan soon, where that takes little memory. Never fails. */
  prepare(): Promise<void>
  /** Answers what is under way, then stops. */
  close(): Promise<void>
}

const GRACE = 10_000

/** @throws ServerError or AddressInUseError, each one clear line. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host, auth, logger, requestTimeout = 30_000 } = options
  const loopback = isLoopback(host)
  if (!loopback && !needsLogin(auth))
    throw new ServerError(
      `refusing to listen on ${host} without a login: set CHOKEPOINT_TOKENS, or CHOKEPOINT_OIDC_ISSUER and CHOKEPOINT_OIDC_AUDIENCE, or use --host 127.0.0.1`,
    )
  const commandToken = randomBytes(32).toString('hex')
  const command =
    options.onCommand === undefined ? null : createCommandHandler(options.onCommand, commandToken, logger)
  const rules = options.rules ?? (await loadRules())
  const remediation = createRemediation(options.settings)
  const estates = createEstates(store)
  const graphql = createGraphql({
    schema: buildSchema(),
    logger,
    introspection: true,
    createViews: (gone) => createViews({ store, estates, deadline: Date.now() + requestTimeout, gone }),
    shared: {
      rules: new Map(rules.map((rule) => [rule.id, rule])),
      compliance: once(async () => ({ frameworks: await loadFrameworks(), controls: await loadControls() })),
      searchLive: createPathSearch(options.settings, options.keptGraph),
      remediation,
      store,
      service: {
        version: options.version,
        store: store.uri,
        busy: () => command?.busy() ?? false,
        warnings: options.warnings ?? [],
      },
    },
  })
  const router = createRouter({
    loopback,
    logger,
    graphql,
    command: command?.handle ?? null,
    authenticate: createAuthenticator(auth),
    staticFiles: createStaticFiles(options.uiDir),
    metrics: createMetrics(),
    isReady: () => store.read('RETURN 1 AS one', {}, { timeout: 2_000 }).then(() => true),
  })
  const server = createServer({ requestTimeout, headersTimeout: 10_000 }, router)
  const port = await listen(server, host, options.port)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    commandToken,
    prepare: () =>
      prepare(store, estates, remediation).catch((error) => logger.warn({ error }, 'not prepared')),
    close: async () => {
      await close(server)
      await remediation.close()
    },
  }
}

/** Nodes and relationships; more would stand in memory whether or not somebody asks. */
const PREPARED = 100_000
const PATIENCE = 15 * 60_000

async function prepare(store: GraphStore, estates: Estates, remediation: Remediation): Promise<void> {
  const view = await createViews({ store, estates, deadline: Date.now() + PATIENCE }).of()
  if (view.scan === null || view.scan.nodes + view.scan.relationships > PREPARED) return
  await remediation.fixes(view, [])
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(toClear(error, host, port)))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function toClear(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE')
    return new AddressInUseError(
      `port ${port} on ${host} is taken: stop what listens there, or choose another with --port`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ServerError(`${host} is no address of this machine: choose another with --host`)
  if (code === 'EACCES') return new ServerError(`port ${port} needs more rights: choose one over 1023`)
  return error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), GRACE)
    server.close(() => {
      clearTimeout(giveUp)
      resolve()
    })
    server.closeIdleConnections()
  })
}
