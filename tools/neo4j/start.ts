import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import neo4j from 'neo4j-driver'
import { neo4jJars, requireCommand } from './jars.ts'

export interface Neo4jServer {
  readonly uri: string
  readonly username: string
  readonly password: string
  readonly pid: number
  stop(): Promise<void>
}

const PACKAGES = ['java.nio', 'java.io', 'java.util.concurrent', 'sun.nio.ch']
const START_LIMIT = 120_000

/** Starts Neo4j on a free port with an empty data folder of its own; `stop` removes the folder. */
export async function startNeo4j(options: { readonly heap?: string } = {}): Promise<Neo4jServer> {
  requireCommand('java', 'Neo4j needs a JDK, 17 or 21 (Debian: apt-get install default-jdk-headless)')
  const jars = neo4jJars()
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-neo4j-'))
  const port = await freePort()
  const child = spawn(
    'java',
    [
      `-Xmx${options.heap ?? '1g'}`,
      ...PACKAGES.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
      ...[
        '-cp',
        join(jars, '*'),
        join(dirname(fileURLToPath(import.meta.url)), 'Main.java'),
        folder,
        String(port),
      ],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const stop = () => end(child, folder)
  const uri = `bolt://127.0.0.1:${port}`
  const credentials = { username: 'neo4j', password: 'chokepoint-test' }
  try {
    await isReady(child)
    await setPassword(uri, credentials.password)
  } catch (error) {
    await stop()
    throw error
  }
  return { uri, ...credentials, pid: child.pid ?? 0, stop }
}

/** A new server refuses everything until its first password was changed. */
async function setPassword(uri: string, password: string): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', 'neo4j'))
  const session = driver.session({ database: 'system' })
  try {
    await session.run(`ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password`, { password })
  } finally {
    await driver.close()
  }
}

function isReady(child: ChildProcess): Promise<void> {
  let output = ''
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`Neo4j ${what}:\n${output.slice(-2000)}`))
    const limit = setTimeout(() => fail(`did not start within ${START_LIMIT / 1000} s`), START_LIMIT)
    child.once('error', (error) => fail(`cannot be started (${error.message})`))
    child.once('exit', (code) => fail(`ended with code ${code} before it was ready`))
    const listen = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000)
      if (!output.includes('READY')) return
      clearTimeout(limit)
      resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
  })
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
