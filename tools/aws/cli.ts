import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Cli {
  /** Folder with `aws`: the AWS CLI itself, already loaded. */
  readonly bin: string
  stop(): Promise<void>
}

const SERVER = fileURLToPath(new URL('cli_server.py', import.meta.url))

/** The AWS CLI of the environment in `bin`, without the second that each of its commands takes to start. */
export async function startCli(bin: string): Promise<Cli> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-aws-cli-'))
  const server = spawn(join(bin, 'python'), [SERVER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  })
  const ended = once(server, 'exit')
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true })
  }
  const isReady = await Promise.race([once(server.stdout, 'data').then(() => true), ended.then(() => false)])
  if (!isReady) {
    await stop()
    throw new Error(`${SERVER} ended before it was ready`)
  }
  return { bin: folder, stop }
}
