import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pythonEnvironment } from '../python.ts'

const REQUIREMENTS = ['moto[server]==5.2.5', 'boto3==1.44.5', 'awscli==1.46.2']
const START_LIMIT = 60_000

export interface Moto {
  readonly endpoint: string
  /** Folder with `python` and `aws`, beside the server's own packages. */
  readonly bin: string
  stop(): Promise<void>
}

/**
 * Starts a moto server, an emulator of AWS, on a free port; the first call on a machine has pip fetch it. With
 * `images`, it knows some hundred public images, whose snapshots it takes for everybody's own.
 */
export async function startMoto({ images = true }: { readonly images?: boolean } = {}): Promise<Moto> {
  const bin = pythonEnvironment('moto-5.2.5', REQUIREMENTS)
  const port = await freePort()
  const child = spawn(
    join(bin, 'python'),
    [join(bin, 'moto_server'), '-H', '127.0.0.1', '-p', String(port)],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
        MOTO_EC2_LOAD_DEFAULT_AMIS: String(images),
      },
    },
  )
  const endpoint = `http://127.0.0.1:${port}`
  const stop = () => end(child)
  try {
    await isReady(endpoint, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { endpoint, bin, stop }
}

async function isReady(endpoint: string, child: ChildProcess): Promise<void> {
  const limit = Date.now() + START_LIMIT
  while (Date.now() < limit) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`)
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Error(`moto_server did not answer within ${START_LIMIT / 1000} s`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject()))
    })
  })
