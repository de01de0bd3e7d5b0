import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver'
import type { Props } from '../snapshot/records.ts'
import type { Engine, Run } from './engine.ts'
import { StoreUnavailableError } from './errors.ts'
import { commitWhole, EPOCH_DEFINITIONS, readWhole } from './neo4j-epoch.ts'
import { translate } from './neo4j-errors.ts'
import { fromDriver, toParameters } from './neo4j-values.ts'
import type { Row } from './port.ts'

export interface Neo4jCredentials {
  readonly username: string
  readonly password: string
}

/** The oldest release whose Cypher and indexes the store relies on. */
const OLDEST = [5, 26] as const
/** Of the store's own transactions, which the server's default limit must not end. */
const LONG_TIMEOUT = 3_600_000

/** A Neo4j server or cluster; a path in the URI names the database. */
export async function openNeo4j(uri: string, credentials: Neo4jCredentials): Promise<Engine> {
  const url = new URL(uri)
  const username = decodeURIComponent(url.username) || credentials.username
  const password = decodeURIComponent(url.password) || credentials.password
  const address = `${url.protocol}//${url.host}`
  const driver = neo4j.driver(address, neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    connectionAcquisitionTimeout: 30_000,
    connectionTimeout: 10_000,
  })
  try {
    await checkVersion(driver, address)
  } catch (error) {
    await driver.close()
    throw translate(error, address)
  }
  return neo4jEngine(driver, address, url.pathname.replace(/^\//, ''))
}

async function checkVersion(driver: Driver, address: string): Promise<void> {
  const { agent = '' } = await driver.getServerInfo()
  const [major = 0, minor = 0] = (/^Neo4j\/(\d+)\.(\d+)/.exec(agent) ?? []).slice(1).map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  throw new StoreUnavailableError(
    `${address} runs ${agent || 'an unknown server'}; Neo4j ${OLDEST.join('.')} or newer is needed`,
  )
}

function neo4jEngine(driver: Driver, address: string, database: string): Engine {
  const inSession = async <T>(work: (session: ReturnType<Driver['session']>) => Promise<T>): Promise<T> => {
    const session = driver.session({
      ...(database === '' ? {} : { database }),
      bookmarkManager: driver.executeQueryBookmarkManager,
    })
    try {
      return await work(session)
    } catch (error) {
      throw translate(error, address)
    } finally {
      await session.close()
    }
  }
  return {
    uri: database === '' ? address : `${address}/${database}`,
    constraintsNeedIndex: false,
    read: (cypher, params, { timeout, maxRows }) =>
      inSession((session) => readWhole(session, timeout, (tx) => collect(tx, cypher, params, maxRows))),
    view: (work) =>
      inSession((session) =>
        readWhole(session, LONG_TIMEOUT, (tx) =>
          work(async (cypher, params, row) => {
            for await (const record of tx.run(cypher, toParameters(params))) row(record.map(fromDriver))
          }),
        ),
      ),
    write: (work) =>
      inSession((session) => session.executeWrite((tx) => work(runner(tx)), { timeout: LONG_TIMEOUT })),
    publish: (work) =>
      inSession((session) =>
        commitWhole(driver, database, (beforeCommit) =>
          session.executeWrite(
            async (tx) => {
              const result = await work(runner(tx))
              await beforeCommit()
              return result
            },
            { timeout: LONG_TIMEOUT },
          ),
        ),
      ),
    define: (statements) =>
      inSession(async (session) => {
        for (const statement of [...statements, ...EPOCH_DEFINITIONS]) await session.run(statement)
        await session.run('CALL db.awaitIndexes(300)')
      }),
    announce: () => undefined,
    close: () => driver.close(),
  }
}

const runner =
  (tx: ManagedTransaction): Run =>
  (cypher, params = {}) =>
    collect(tx, cypher, params, Number.POSITIVE_INFINITY)

async function collect(
  tx: ManagedTransaction,
  cypher: string,
  params: Props,
  maxRows: number,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  if (maxRows <= 0) return rows
  for await (const record of tx.run(cypher, toParameters(params))) {
    rows.push(Object.fromEntries(record.keys.map((key, at) => [key, fromDriver(record.get(at))])))
    if (rows.length >= maxRows) break
  }
  return rows
}
