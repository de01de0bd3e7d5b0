import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''
let address = ''
let service: ChildProcess

function serve(...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'serve', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-serve-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  service = serve('--sample', '--port', '0', '--store', store)
  if (service.stdout === null) throw new Error('no stdout')
  const lines = createInterface(service.stdout)
  const [first] = await once(lines, 'line')
  address = String(first)
}, 120_000)

afterAll(async () => {
  service.kill('SIGINT')
  if (service.exitCode === null) await once(service, 'exit')
  await rm(folder, { recursive: true, force: true })
}, 30_000)

test('the first line on stdout is the address, and it answers', async () => {
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const response = await fetch(`${address}/healthz`)
  expect(response.status).toBe(200)
})

test('a command that finds the file held has the service run it', async () => {
  const { exit, stdout } = await chokepoint(
    'query',
    'MATCH (a:AwsAccount) RETURN count(a) AS accounts',
    '--store',
    store,
  )
  expect(exit).toBe(0)
  expect(JSON.parse(stdout)).toEqual([{ accounts: 3 }])
})

test('its exit code and its errors come through', async () => {
  expect((await chokepoint('paths', '--fail-on', 'critical', '--store', store)).exit).toBe(1)
  const wrong = await chokepoint('show', 'nothing-of-that-name', '--store', store)
  expect(wrong.exit).toBe(2)
  expect(wrong.stderr).toContain('nothing-of-that-name')
})

test('a report is written while the service holds the file', async () => {
  const file = join(folder, 'report.pdf')
  const { exit, stdout, stderr } = await chokepoint(
    'report',
    'cis-aws-5.0',
    '--pdf',
    '--output',
    file,
    '--store',
    store,
  )
  expect([exit, stdout, stderr]).toEqual([0, `${file}\n`, ''])
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the store stays with the service after a command', async () => {
  await chokepoint('scans', '--store', store)
  const { exit } = await chokepoint('scans', '--store', store)
  expect(exit).toBe(0)
})

test('a second serve on the same file says in one line which process holds it', async () => {
  const { exit, stderr } = await chokepoint('serve', '--port', '0', '--store', store)
  expect(exit).toBe(4)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toContain(String(service.pid))
})

test('an occupied port is one clear line', async () => {
  const { port } = new URL(address)
  const { exit, stderr } = await chokepoint('serve', '--port', port, '--store', 'memory:')
  expect(exit).toBe(4)
  expect(stderr).toContain(`port ${port}`)
  expect(stderr).toContain('--port')
})
