import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const REQUIREMENTS = ['moto[server]==5.2.5', 'boto3==1.44.5', 'awscli==1.46.2']
const here = dirname(fileURLToPath(import.meta.url))
const folder = join(here, '..', '..', 'node_modules', '.cache', 'chokepoint', 'moto-5.2.5')
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
  const bin = motoFolder()
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

/** A virtual environment with the requirements; made anew when a first attempt was cut off. */
function motoFolder(): string {
  const bin = join(folder, 'bin')
  const whole = join(folder, 'complete')
  if (existsSync(whole)) return bin
  requirePython()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 2, 2] })
  execFileSync(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', ...REQUIREMENTS], {
    stdio: ['ignore', 2, 2],
  })
  writeFileSync(whole, REQUIREMENTS.join('\n'))
  return bin
}

function requirePython(): void {
  try {
    execFileSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' })
  } catch (cause) {
    const advice = 'moto, the AWS emulator, needs Python 3.9 or later (Debian: apt-get install python3-venv)'
    throw new Error(`python3 with venv is missing. ${advice}`, { cause })
  }
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
